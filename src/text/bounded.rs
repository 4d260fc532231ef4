//! Parts of a text bounded in bytes, in which no character is cut in two.

/// The beginning of a text, with a limit in bytes.
pub(crate) fn first_bytes(text: &str, most: usize) -> &str {
    let end = (0..=most.min(text.len())).rev().find(|&at| text.is_char_boundary(at));
    &text[..end.unwrap_or_default()]
}

/// The end of a text, with a limit in bytes.
pub(crate) fn last_bytes(text: &str, most: usize) -> &str {
    &text[boundary_from(text, text.len().saturating_sub(most))..]
}

/// The first place from a byte offset on at which a character begins; the length of the text where none does.
pub(crate) fn boundary_from(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_cut() {
        let text = "a\u{e4}b";
        assert_eq!([0, 1, 2, 3, 4, 9].map(|most| first_bytes(text, most)), ["", "a", "a", "a\u{e4}", text, text]);
        assert_eq!([0, 1, 2, 3, 4, 9].map(|most| last_bytes(text, most)), ["", "b", "b", "\u{e4}b", text, text]);
        assert_eq!([0, 1, 2, 3, 4, 9].map(|at| boundary_from(text, at)), [0, 1, 3, 3, 4, 4]);
    }
}
