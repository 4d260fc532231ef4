//! Pages as text: places in them, and passages that remember where they came from. A leaf: knows no other room.

mod edit;
mod lines;
mod passage;
mod place;

pub use edit::{Edit, Edited, edit};
pub use lines::LineIndex;
pub use passage::Passage;
pub use place::{Location, Place};

/// A Markdown page as it was read: its path relative to the docs root (`/` as separator) and its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Relative to the docs root, `/` between segments on every platform.
    pub path: String,
    /// The whole page, unmodified, a leading byte order mark included.
    pub text: String,
}
