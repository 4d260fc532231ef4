//! Where runs of characters begin and end: of a name, of blanks, of what is in quotes. What is looked at is counted.

use crate::http::LONGEST_NAME;
use crate::text::looked_at;

/// Whether no word begins after this byte.
pub(super) const fn is_in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

/// The end of a run of bytes that `belongs`, from `at`.
pub(super) fn run_end(text: &str, at: usize, belongs: impl Fn(u8) -> bool) -> usize {
    at + looked_at(text.as_bytes()[at..].iter().take_while(|&&b| belongs(b)).count())
}

/// The length of a text up to the first character that ends it.
pub(super) fn length_to(text: &str, ends: impl Fn(char) -> bool) -> usize {
    looked_at(text.find(ends).unwrap_or(text.len()))
}

/// The start of the name that ends at byte `end`; `None` where there is none, or one that is too long to be a name.
pub(super) fn name_start(text: &str, end: usize) -> Option<usize> {
    let near = &text.as_bytes()[end.saturating_sub(LONGEST_NAME + 1)..end];
    let length = near.len() - near.iter().rposition(|&b| !is_in_word(b)).map_or(0, |before| before + 1);
    (1..=LONGEST_NAME).contains(&length).then(|| end - length)
}

/// Past the quote, if there is one at byte `at`.
pub(super) fn opened(text: &str, at: usize) -> (usize, Option<char>) {
    match text[at..].chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => (at + 1, Some(quote)),
        None => (at, None),
    }
}

/// The end of the text before byte `at`, without a few blanks.
pub(super) fn trimmed_end(text: &str, at: usize) -> usize {
    at - text.as_bytes()[..at].iter().rev().take(8).take_while(|b| b.is_ascii_whitespace()).count()
}
