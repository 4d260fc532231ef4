//! `StatedRoute`: a route that a page states.

/// A route that a page states, with or without an example: an operation of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatedRoute {
    /// The page.
    pub page: String,
    /// 1-based line of the page.
    pub line: u32,
    /// The method and the URL; where the page states several, each leads to the same operation.
    pub spellings: Vec<(String, String)>,
    /// It is stated as syntax, in a fence of its own: the example of the page may use another way to the same.
    pub is_syntax: bool,
    /// It is that of a request, which may have values in place of parameters.
    pub is_request: bool,
}
