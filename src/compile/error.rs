//! Why there is no contract, or why its files cannot be written.

use std::path::PathBuf;

use crate::docs::DocsError;
use crate::schema::SchemaError;

/// Why there is no contract, or why it could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ContractError {
    /// The docs could not be read.
    #[error(transparent)]
    Docs(#[from] DocsError),
    /// A schema file is wrong.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// The id names a page that is not there, or no case on it.
    #[error("no case `{id}`{hint}")]
    NoSuchCase {
        /// As given.
        id: String,
        /// Similar ids, or empty.
        hint: String,
    },
    /// A contract file cannot be read or written.
    #[error("cannot {verb} `{}`: {cause}", path.display())]
    File {
        /// `read` or `write`.
        verb: &'static str,
        /// The file.
        path: PathBuf,
        /// From the system.
        cause: std::io::Error,
    },
    /// A contract file is not as `scrape` writes it.
    #[error("`{}:{line}:{column}` is not a contract file: {message}; write it again with `doctrial scrape`", path.display())]
    Format {
        /// The file.
        path: PathBuf,
        /// 1-based.
        line: usize,
        /// 1-based.
        column: usize,
        /// What is wrong.
        message: String,
    },
}
