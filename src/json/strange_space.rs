//! White space that pages show in JSON and that JSON does not know.

/// Whether a character is white space that JSON does not know but pages show, as where they were pasted together: blanks of
/// Unicode, byte order marks, blanks without width.
pub(super) fn is_strange_space(c: char) -> bool {
    !c.is_ascii() && (c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'))
}
