//! `Position`: line and column. `Location`: a position with its page.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A place in a page: 1-based line and 1-based column, the column counted in Unicode scalar values
/// (what an editor jumps to with `page.md:42:7`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// 1-based.
    pub line: u32,
    /// 1-based, in Unicode scalar values.
    pub column: u32,
}

impl Position {
    /// A place; both numbers 1-based.
    pub const fn new(line: u32, column: u32) -> Self {
        Self { line, column }
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// A place with its page, shown as `page.md:42:7`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// The page's path relative to the docs root.
    pub page: String,
    /// Where in the page.
    #[serde(flatten)]
    pub place: Position,
}

impl Location {
    /// A location in `page`.
    pub(crate) fn new(page: impl Into<String>, place: Position) -> Self {
        Self { page: page.into(), place }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.page, self.place)
    }
}
