//! A request and its response, or why a response has no request.

/// A request and its response, by index into the fences; equal indexes where one fence holds both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) request: usize,
    pub(crate) response: usize,
}

/// Why a response has no request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unpaired {
    /// What is above at this index is not an example (ignored, or the syntax of a route).
    NoExample(usize),
    /// There is no request above.
    NoRequest,
    /// Another section began between it and the request at this index.
    OtherSection(usize),
    /// It is not annotated, but the request above is, and has its annotated response already.
    HasResponse(usize),
}
