//! The first line of a fence that is not blank.

use super::body_text::line_at;

/// The first line that is not blank, with its byte offset.
pub(super) fn first_line(source: &str) -> Option<(usize, &str)> {
    // Most begin with a letter or a mark.
    if source.as_bytes().first().is_some_and(u8::is_ascii_graphic) {
        return Some((0, line_at(source, 0)));
    }
    let mut at = 0;
    for line in source.split('\n') {
        if !line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            return Some((at, line));
        }
        at += line.len() + 1;
    }
    None
}
