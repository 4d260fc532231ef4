use std::io;
use std::path::PathBuf;

use super::{ChangedError, MergeError, SelectionError};
use crate::client::ClientError;
use crate::compile::ContractError;
use crate::config::ConfigError;
use crate::docs::DocsError;
use crate::mock::ServiceError;
use crate::report::{JunitError, WriteError};
use crate::schema::SchemaError;

/// Why a session could not go on. One kind for each exit code and more: the doors tell them apart.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The settings are wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The docs cannot be read.
    #[error(transparent)]
    Docs(#[from] DocsError),
    /// Contract files cannot be read, or the docs make no contract.
    #[error(transparent)]
    Contract(#[from] ContractError),
    /// A schema of the user's own cannot be used.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// No case fits what was asked for.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// git cannot say what has changed.
    #[error(transparent)]
    Changed(#[from] ChangedError),
    /// The HTTP client cannot be made.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The embedded service does not run.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// The operating system gives no runtime.
    #[error("cannot start the runtime: {0}")]
    Runtime(io::Error),
    /// A report cannot be written.
    #[error(transparent)]
    Report(#[from] WriteError),
    /// Both reports are to go to one place.
    #[error(
        "both reports are to go to {0}: each would destroy the other; give one of them another path, or switch it off"
    )]
    OnePlace(String),
    /// A run cannot be told as lines of JSON.
    #[error("the record of the run cannot be written as JSON: {0}")]
    Record(io::Error),
    /// A run cannot be told as `JUnit` XML.
    #[error(transparent)]
    Junit(#[from] JunitError),
    /// Records cannot be merged.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// `DOCTRIAL_FORBID_FULL_SCAN` is set, and all pages would have to be read.
    #[error("DOCTRIAL_FORBID_FULL_SCAN is set, but this needs every page of {}: give one case by --exact", .0.display())]
    FullScanForbidden(PathBuf),
}
