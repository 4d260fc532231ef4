use std::io;

use super::Exit;
use crate::compile::ContractError;
use crate::config::ConfigError;
use crate::session::{MergeError, SelectionError, SessionError};

/// Why a command could not go on.
#[derive(Debug, thiserror::Error)]
pub(super) enum CliError {
    /// The session says why.
    #[error(transparent)]
    Session(#[from] SessionError),
    /// What was asked for cannot be.
    #[error("{0}")]
    Usage(String),
    /// Nothing more can be shown.
    #[error("cannot write: {0}")]
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
    /// The exit code; every kind of error has one, on purpose without a wildcard.
    pub(super) fn exit(&self) -> Exit {
        match self {
            Self::Usage(_) | Self::Output(_) => Exit::Usage,
            Self::Session(error) => match error {
                SessionError::Config(_)
                | SessionError::Client(_)
                | SessionError::Service(_)
                | SessionError::Runtime(_)
                | SessionError::Report(_)
                | SessionError::OnePlace(_)
                | SessionError::Record(_)
                | SessionError::Junit(_)
                | SessionError::Merge(_)
                | SessionError::Changed(_)
                | SessionError::Selection(
                    SelectionError::NoRecord(_) | SelectionError::NoRecordKept | SelectionError::BadRecord { .. },
                )
                | SessionError::FullScanForbidden(_) => Exit::Usage,
                SessionError::Selection(_) | SessionError::Contract(ContractError::NoSuchCase { .. }) => Exit::Nothing,
                SessionError::Docs(_) | SessionError::Contract(_) | SessionError::Schema(_) => Exit::Docs,
            },
        }
    }
}
