//! Why a command cannot go on, and with which exit code it ends.

use std::io;

use super::Exit;
use crate::compile::ContractError;
use crate::config::ConfigError;
use crate::session::{MergeError, SelectionError, SessionError};

/// Why a command cannot go on.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// The session cannot go on.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// The session cannot go on with what a flag names.
    #[error("{flag}: {error}")]
    Flag {
        /// The flag, as on the command line.
        flag: &'static str,
        /// Why not.
        error: SessionError,
    },
    /// The arguments cannot be used.
    #[error("{0}")]
    Usage(String),
    /// The output cannot be written.
    #[error("cannot write the output: {0}")]
    Output(#[from] io::Error),
}

impl From<ConfigError> for CliError {
    fn from(error: ConfigError) -> Self {
        Self::Session(error.into())
    }
}

impl From<MergeError> for CliError {
    fn from(error: MergeError) -> Self {
        Self::Session(error.into())
    }
}

impl From<ContractError> for CliError {
    fn from(error: ContractError) -> Self {
        Self::Session(error.into())
    }
}

impl CliError {
    /// The session cannot go on with what this flag names.
    pub(super) fn of_flag<E: Into<SessionError>>(flag: &'static str) -> impl Fn(E) -> Self {
        move |error| Self::Flag { flag, error: error.into() }
    }

    /// The exit code; without a wildcard, so that every new kind of error is given one deliberately.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) | Self::Output(_) => Exit::Usage,
            Self::Session(error) | Self::Flag { error, .. } => match error {
                SessionError::Config(_)
                | SessionError::Client(_)
                | SessionError::Service(_)
                | SessionError::NoBaseUrl
                | SessionError::Baseline(_)
                | SessionError::Scenarios(_)
                | SessionError::Runtime(_)
                | SessionError::Report(_)
                | SessionError::SameDestination(_)
                | SessionError::Record(_)
                | SessionError::Junit(_)
                | SessionError::Merge(_)
                | SessionError::Replay(_)
                | SessionError::Changed(_)
                | SessionError::Selection(
                    SelectionError::NoRecord(_) | SelectionError::NoRecordKept | SelectionError::BadRecord { .. },
                )
                | SessionError::FullScanForbidden(_) => Exit::Usage,
                SessionError::NotReady { .. } => Exit::Unreachable,
                SessionError::Selection(_) | SessionError::Contract(ContractError::NoSuchCase { .. }) => Exit::Nothing,
                SessionError::Docs(_)
                | SessionError::NoSource { .. }
                | SessionError::Page { .. }
                | SessionError::Contract(_)
                | SessionError::Schema(_) => Exit::Docs,
            },
        }
    }
}
