//! A page as it was read.

/// A Markdown page as it was read: its path relative to the docs root (`/` as separator) and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Relative to the docs root, `/` between segments on every platform.
    pub path: String,
    /// The whole page, unmodified, a leading byte order mark included.
    pub text: String,
}
