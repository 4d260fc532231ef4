//! The row of a table that shows a call.

/// A call with what its cells hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct TableCall {
    pub(crate) method: &'static str,
    pub(crate) url: String,
    /// Page offset of the URL.
    pub(crate) url_at: usize,
    pub(crate) sent: CellContent,
    pub(crate) received: CellContent,
    /// The status that a cell of its own or the head of the response's column names, and its page offset.
    pub(crate) status: Option<(u16, usize)>,
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CellContent {
    Nothing,
    /// A document of JSON in one line, its page offset, and the status beside it.
    Document(String, usize, Option<u16>),
    /// Words, types, several documents.
    Other,
}

/// A row of a table with calls: its call, or where it begins if its method and URL are not those of one call.
pub(crate) type TableRow = Result<TableCall, usize>;
