//! The parts of a request in which docs write placeholders.

/// Where a documented text is: this decides which notations are placeholders in it, and how it is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The path of a URL, or one segment of it.
    Path,
    /// The query of a URL, or a name or value in it.
    Query,
    /// A header's value: nothing is encoded.
    Header,
}
