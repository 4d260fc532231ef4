//! Why docs cannot be read at all; what is wrong inside a page is a finding.

use std::path::PathBuf;

/// Why docs could not be read at all. What is wrong *inside* a page is a finding instead.
#[derive(Debug, thiserror::Error)]
pub enum DocsError {
    /// The docs root cannot be opened.
    #[error("cannot open the docs at `{}`: {cause}; name a folder of Markdown pages, or one page (a word that names no file is a filter)", path.display())]
    Root {
        /// As given.
        path: PathBuf,
        /// From the system.
        cause: std::io::Error,
    },
    /// A folder below the root cannot be entered.
    #[error("cannot list the docs: {message}")]
    Walk {
        /// From the walker, with the path.
        message: String,
    },
    /// There is no page.
    #[error("no page of docs (.md, .markdown, .mdx, .apib) below `{}`; is this the docs folder, and do `include` and `exclude` leave anything?", path.display())]
    NoPages {
        /// As given.
        path: PathBuf,
    },
    /// The pages are larger than may be read.
    #[error("the pages below `{}` exceed the {limit} bytes that may be searched for the types of one case (DOCTRIAL_FORBID_FULL_SCAN)", root.display())]
    ReadLimit {
        /// The docs root.
        root: PathBuf,
        /// In bytes.
        limit: u64,
    },
}
