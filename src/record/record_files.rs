//! The files of records at a path that the user names.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// A file or folder of records that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {}: {source}", path.display())]
pub struct UnreadablePath {
    /// Which.
    pub(crate) path: PathBuf,
    /// Why.
    pub(crate) source: io::Error,
}

/// The files of records at a path: itself or, of a folder, every `*.ndjson` below it.
pub(crate) fn records_in(path: &Path) -> Result<Vec<PathBuf>, UnreadablePath> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let unreadable = |source| UnreadablePath { path: path.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(path).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?.path();
        if entry.is_dir() {
            found.extend(records_in(&entry)?);
        } else if entry.extension().is_some_and(|extension| extension == "ndjson") {
            found.push(entry);
        }
    }
    found.sort();
    Ok(found)
}

/// That a record or recording does not say how its run ended. `what`: of what it has one in a line, `cases`.
pub(crate) fn without_end(path: &Path, what: &str) -> String {
    let path = path.display();
    format!("{path} has no `end` line: its run was killed, or the file was cut off, and further {what} may be missing")
}
