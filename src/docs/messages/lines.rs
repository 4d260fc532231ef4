//! Lines of a fence: the one at a byte, the first that is not blank.

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

/// The line at a byte of a text.
pub(super) fn line_at(source: &str, at: usize) -> &str {
    let rest = &source[at..];
    &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
}

/// Past the blank lines at a byte of a text.
pub(super) fn skip_blank(source: &str, mut at: usize) -> usize {
    while at < source.len() {
        let line = line_at(source, at);
        if !line.trim().is_empty() {
            break;
        }
        at = (at + line.len() + 1).min(source.len());
    }
    at
}
