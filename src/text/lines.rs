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

/// Where the line begins that byte `at` of a text is in.
pub(crate) fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |feed| feed + 1)
}

#[cfg(test)]
mod tests {
    use super::{line_start, lines};

    #[test]
    fn each_line_has_its_line_feed() {
        for text in ["", "\n", "a", "a\n", "a\nb", "\n\na\n\n", "a\r\nb\u{e9}\n"] {
            assert!(lines(text).eq(text.split_inclusive('\n')), "{text:?}");
        }
    }

    #[test]
    fn a_line_begins_behind_the_line_feed_before_it() {
        let starts: Vec<usize> = (0..=5).map(|at| line_start("ab\n\nc", at)).collect();
        assert_eq!(starts, [0, 0, 0, 3, 4, 4]);
    }
}
