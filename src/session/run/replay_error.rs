//! `ReplayError`: why a recording cannot be judged.

use std::path::PathBuf;

use crate::record::UnreadablePath;

/// Why a recording cannot be judged.
#[derive(Debug, thiserror::Error)]
pub enum ReplayError {
    /// A file or folder cannot be read.
    #[error("{0}; name the folder of a recording, which `doctrial run --record DIR` makes")]
    Unreadable(#[from] UnreadablePath),
    /// A file is not a recording.
    #[error("{}: {why}", path.display())]
    NoRecording {
        /// Which.
        path: PathBuf,
        /// Why.
        why: String,
    },
    /// There is none.
    #[error("no recording (*.ndjson) in {}: `doctrial run --record DIR` makes one", .0.display())]
    Nothing(PathBuf),
    /// Its base URL is not a URL.
    #[error("{}: the base URL `{base_url}` in the recording is not a URL; record it again with `doctrial run --record DIR`", folder.display())]
    BaseUrl {
        /// Of the recording.
        folder: PathBuf,
        /// As it is written.
        base_url: String,
    },
}
