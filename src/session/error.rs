//! Why a session cannot go on.

use std::io;
use std::path::PathBuf;

use super::{ChangedError, MergeError, ReplayError, SelectionError};
use crate::client::ClientError;
use crate::compile::{ContractError, ScenarioError};
use crate::config::ConfigError;
use crate::docs::{DocsError, FileProblem};
use crate::mock::ServiceError;
use crate::report::{JunitError, WriteError};
use crate::schema::SchemaError;

/// Why a session cannot go on. The command line has an exit code for each kind.
#[derive(Debug, thiserror::Error)]
pub enum SessionError {
    /// The settings are wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The docs cannot be read.
    #[error(transparent)]
    Docs(#[from] DocsError),
    /// There are no docs, and a filter that may have been meant as their folder.
    #[error(
        "there is no file or folder `{word}` here{}, so it was taken as a filter; but there are no docs to filter: {} does not \
         exist (`docs` in the settings, or the folder `docs`). Name an existing folder or page",
        without_place(word),
        default.display()
    )]
    NoSource {
        /// The filter.
        word: String,
        /// The docs that the settings name, or the default.
        default: PathBuf,
    },
    /// A page can no longer be read.
    #[error("`{page}` cannot be read: {problem}")]
    Page {
        /// Its path relative to the docs root.
        page: String,
        /// Why.
        problem: FileProblem,
    },
    /// Contract files cannot be read, or the docs give no contract.
    #[error(transparent)]
    Contract(#[from] ContractError),
    /// A schema of the user's own cannot be used.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The selection matches no case.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// git cannot say what has changed.
    #[error(transparent)]
    Changed(#[from] ChangedError),
    /// The HTTP client cannot be built.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The embedded service cannot be started.
    #[error(transparent)]
    Service(#[from] ServiceError),
    /// There is no base URL, and the settings require one.
    #[error(
        "no base URL is set, and `require-base-url` does not allow the embedded service: give it by base-url in the \
         settings, --base-url or DOCTRIAL_BASE_URL"
    )]
    NoBaseUrl,
    /// A file of scenarios cannot be used.
    #[error(transparent)]
    Scenarios(#[from] ScenarioError),
    /// The baseline cannot be used.
    #[error(transparent)]
    Baseline(#[from] super::BaselineError),
    /// The service was not ready in the time that `wait` allows.
    #[error("the service was not ready within {seconds} s: {why}; start it, or raise `wait`")]
    NotReady {
        /// How long the run waited.
        seconds: f64,
        /// What it last responded with, or why it did not.
        why: String,
    },
    /// The runtime cannot be started.
    #[error("cannot start the runtime: {0}")]
    Runtime(io::Error),
    /// A report cannot be written.
    #[error(transparent)]
    Report(#[from] WriteError),
    /// Two reports have the same destination.
    #[error("two reports would be written to {0}: give one of them another path, or switch it off")]
    SameDestination(String),
    /// The record of a run cannot be serialized.
    #[error("the record of the run cannot be written as JSON: {0}")]
    Record(io::Error),
    /// A run cannot be written as `JUnit` XML.
    #[error(transparent)]
    Junit(#[from] JunitError),
    /// Records cannot be merged.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// A recording cannot be judged.
    #[error(transparent)]
    Replay(#[from] ReplayError),
    /// `DOCTRIAL_FORBID_FULL_SCAN` is set, and all pages would have to be read.
    #[error("DOCTRIAL_FORBID_FULL_SCAN is set, but this needs every page of {}: give one case by --exact", .0.display())]
    FullScanForbidden(PathBuf),
}

/// The message about a place such as `page.md:42:7`, as it is pasted from a finding.
fn without_place(word: &str) -> String {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut page = word;
    while let Some((before, _)) = page.rsplit_once(':').filter(|(_, after)| is_number(after)) {
        page = before;
    }
    if page == word { String::new() } else { format!(" (did you mean the page, `{page}`?)") }
}
