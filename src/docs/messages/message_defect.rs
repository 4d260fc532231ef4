//! What is wrong with a message that is read nevertheless.

use crate::text::Span;

/// Something in a message that was accepted, but is not as RFC 9112 has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MessageDefect {
    pub(crate) kind: MessageDefectKind,
    /// The line that shows it.
    pub(crate) span: Span,
}

/// What was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MessageDefectKind {
    /// The body follows the head without a blank line.
    NoBlankLine,
    /// A blank line inside the head.
    BlankLineInHead,
    /// A line of the head that is not a header field.
    NotAField,
    /// A further request begins here; it is not read.
    SecondRequest,
    /// The method is not in upper case.
    MethodCase,
}
