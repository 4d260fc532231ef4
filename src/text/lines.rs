//! The lines of a text.

/// The lines of a text, each with its line feed, as `split_inclusive` gives them: it takes several times as long on short lines.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|feed| feed + 1);
    ends.chain((!text.is_empty() && !text.ends_with('\n')).then_some(text.len())).map(move |end| {
        let line = &text[start..end];
        start = end;
        line
    })
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn each_line_has_its_line_feed() {
        for text in ["", "\n", "a", "a\n", "a\nb", "\n\na\n\n", "a\r\nb\u{e9}\n"] {
            assert!(lines(text).eq(text.split_inclusive('\n')), "{text:?}");
        }
    }
}
