//! Why schemas cannot be loaded or written.

use std::path::PathBuf;

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
    /// A schema refers to a file of the user's own that cannot be used.
    #[error("{0}")]
    Broken(String),
    /// A schema is not a valid JSON Schema.
    #[error("{what} is not a valid JSON Schema: {message}")]
    Invalid {
        /// The file, or the place of the schema.
        what: String,
        /// What is wrong and where in the schema.
        message: String,
    },
}
