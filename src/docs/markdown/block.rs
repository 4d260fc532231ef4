//! The blocks of a page that matter, in order, each with its place: one pulldown-cmark pass.

use std::borrow::Cow;
use std::ops::Range;

use super::table_call::TableRow;
use crate::docs::messages::request_line::RequestLine;
use crate::text::{Position, SourceText};

/// A block of a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Block {
    /// What it is.
    pub(crate) kind: BlockKind,
    /// Bytes of the page.
    pub(crate) range: Range<usize>,
    /// Where it starts.
    pub(crate) place: Position,
}

/// The blocks that carry meaning here.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum BlockKind {
    /// A heading with its level (1 to 6) and text.
    Heading(u8, String),
    /// A docfx tab header, `# [HTTP](#tab/http)`: it looks like an H1, but is not a heading.
    Tab(String),
    /// The inside of an HTML comment, without `<!--` and `-->`.
    Comment(SourceText),
    /// A fenced or indented code block.
    Fence(Fence),
    /// A table: cells as text, code spans in backticks.
    Table(Table),
    /// A table in HTML, of one row and more.
    HtmlTable(Table),
    /// A comment that is never closed; it hides the rest of the page.
    UnclosedComment,
    /// A line that would open a fence, but is inside an HTML block.
    HiddenFence,
    /// The one route that a heading, a component or a code span names. `leads`: in a line of its own, so that it is about all
    /// below it.
    Route { line: RequestLine, leads: bool },
    /// The component that named a route ends here: nothing below belongs to that route.
    RouteEnd,
    /// The path of a file that is included here, as written.
    Include(String),
}

/// A code block.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fence {
    /// The info string, trimmed; empty for an indented block.
    pub(crate) info: String,
    /// The content, containers' prefixes stripped.
    pub(crate) text: SourceText,
    /// The closing line is missing; the content was cut where the next block begins.
    pub(crate) unclosed: bool,
}

/// A table with its header row. All cells share one text: pages hold tens of thousands of them.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Table {
    /// The header cells.
    pub(crate) head: Vec<Cell>,
    /// The body rows.
    pub(crate) rows: Vec<Vec<Cell>>,
    /// The text of all cells, markup stripped, code spans in backticks.
    pub(crate) text: String,
    /// Its rows, where they show calls with their responses.
    pub(crate) calls: Vec<TableRow>,
}

/// A cell: its part of the table's text, and where it is in the page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cell {
    pub(crate) range: Range<usize>,
    /// Page offset of the cell's content.
    pub(crate) at: usize,
}

impl Table {
    /// A cell's text, trimmed.
    pub(crate) fn text(&self, cell: &Cell) -> &str {
        self.text[cell.range.clone()].trim()
    }

    /// A cell's text without backticks and emphasis: a bare name.
    pub(crate) fn bare(&self, cell: &Cell) -> Cow<'_, str> {
        without_marks(self.text(cell))
    }
}

/// A text without backticks and emphasis, trimmed.
pub(crate) fn without_marks(text: &str) -> Cow<'_, str> {
    match memchr::memchr2(b'`', b'*', text.as_bytes()) {
        None => Cow::Borrowed(text.trim()),
        Some(_) => Cow::Owned(text.replace(['`', '*'], "").trim().to_owned()),
    }
}
