//! Paths with their links resolved, and as reports and keys write them.

use std::fs;
use std::path::{Path, PathBuf};

/// A path with its links resolved; one that leads to nothing as it is.
pub(super) fn resolved(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| path.to_owned())
}

/// A path as it is written on every platform.
pub(super) fn with_slashes(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}
