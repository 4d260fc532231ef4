//! Characters that control a terminal or the direction of text, and their escapes: no text from outside is shown with them.

use std::fmt::Write as _;

/// Whether a character controls a terminal or the direction of text, instead of being visible.
pub(crate) fn is_unprintable(c: char) -> bool {
    let direction =
        matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || direction
}

/// Appends such a character as an escape that also JSON has, so that escaped JSON means the same.
pub(crate) fn push_escape(c: char, out: &mut String) {
    let _ = match c {
        '\n' => write!(out, "\\n"),
        '\r' => write!(out, "\\r"),
        '\t' => write!(out, "\\t"),
        c => write!(out, "\\u{:04x}", u32::from(c)),
    };
}

/// A text in one line: control characters (line feeds among them) are shown as escapes.
pub(crate) fn escaped_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unprintable(c) {
            push_escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
}
