//! Why schemas cannot be loaded or written.

use std::path::PathBuf;

use crate::json::Pointer;

/// Why schemas cannot be loaded; each says where, what was wrong and what to do.
#[derive(Debug, thiserror::Error)]
pub enum SchemaError {
    /// A folder or file of schemas could not be read or written.
    #[error("cannot {doing} `{}`: {source}; check the path and its permissions", path.display())]
    Io {
        /// `read`, `write` or `remove`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// The message of the operating system.
        source: std::io::Error,
    },
    /// A schema file is not JSON.
    #[error("`{}` is not JSON: {message}; a schema file holds one JSON Schema (2020-12)", path.display())]
    NotJson {
        /// The file.
        path: PathBuf,
        /// The message of the JSON reader, with line and column.
        message: String,
    },
    /// A schema of the user's own refers to what is not there: it would judge nothing.
    #[error("`{}`: `\"$ref\": \"{reference}\"` at {at} leads nowhere: {why}", path.display())]
    DeadReference {
        /// The file.
        path: PathBuf,
        /// As written.
        reference: String,
        /// JSON Pointer of the reference in the file.
        at: Pointer,
        /// What is missing, and what to do.
        why: String,
    },
    /// A schema is not a valid JSON Schema.
    #[error("{what} is not a valid JSON Schema: {message}")]
    Invalid {
        /// The file, or the place of the schema.
        what: String,
        /// What is wrong and where in the schema.
        message: String,
    },
}
