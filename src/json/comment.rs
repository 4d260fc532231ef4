//! Comments in documented JSON: `// ...`, `# ...`, `/* ... */`, and the number of a remark (`<1>`) that ends a line.

/// The length of the comment that begins at a byte offset, with what ends it.
pub(crate) fn comment_length(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at..];
    let close = match rest.as_bytes() {
        [b'/', b'/', ..] | [b'#', ..] => "\n",
        [b'/', b'*', ..] => "*/",
        [b'<', ..] if is_callout(&text[..at], &rest[1..]) => ">",
        _ => return None,
    };
    Some(rest.find(close).map_or(rest.len(), |at| at + close.len()))
}

/// Whether what ends a line is the number of a remark below the fence: `"size": 7, <1>`.
fn is_callout(before: &str, rest: &str) -> bool {
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    let ends = || digits.strip_prefix('>').is_some_and(|rest| rest.trim_start_matches([' ', '\r']).starts_with('\n'));
    (1..=2).contains(&(rest.len() - digits.len())) && !before.trim_end_matches(' ').ends_with([':', '\n']) && ends()
}
