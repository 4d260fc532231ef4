/// The first line that is not blank, with its byte offset.
pub(super) fn first_line(source: &str) -> Option<(usize, &str)> {
    let mut at = 0;
    for line in source.split('\n') {
        if !line.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}').is_empty() {
            return Some((at, line));
        }
        at += line.len() + 1;
    }
    None
}
