//! Which texts of a set are begun at the end of another text.

use crate::text::last_bytes;

/// Up to this length a beginning is looked up in the sorted texts.
const LONGEST_LOOKED_UP: usize = 256;

/// Texts, each once and in order.
#[derive(Debug, Clone, Default)]
pub(super) struct SortedTexts {
    texts: Vec<String>,
    /// The places of those of which a beginning may be too long to be looked up.
    long: Vec<usize>,
}

impl SortedTexts {
    pub(super) fn new(texts: impl Iterator<Item = String>) -> Self {
        let mut texts: Vec<String> = texts.collect();
        texts.sort_unstable();
        texts.dedup();
        let long = texts.iter().enumerate().filter(|(_, text)| text.len() > LONGEST_LOOKED_UP + 1);
        let long = long.map(|(at, _)| at).collect();
        Self { texts, long }
    }

    pub(super) fn into_texts(self) -> Vec<String> {
        self.texts
    }

    pub(super) fn iter(&self) -> std::slice::Iter<'_, String> {
        self.texts.iter()
    }

    pub(super) fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    pub(super) fn contains(&self, text: &str) -> bool {
        self.texts.binary_search_by(|known| known.as_str().cmp(text)).is_ok()
    }

    /// How many bytes at the end of a text are the beginning of one of these; at least `shortest`, or none.
    pub(super) fn begun(&self, text: &str, shortest: usize) -> usize {
        let long = self.long.iter().map(|&at| begun(&self.texts[at], text)).max().unwrap_or(0);
        let end = last_bytes(text, LONGEST_LOOKED_UP);
        let mut ends = end.char_indices().map(|(at, _)| &end[at..]);
        let looked_up = ends.find(|end| self.has_longer(end)).map_or(0, str::len);
        Some(long.max(looked_up)).filter(|length| *length >= shortest).unwrap_or(0)
    }

    /// Whether one of them begins with this and goes on.
    fn has_longer(&self, beginning: &str) -> bool {
        let from = self.texts.partition_point(|text| text.as_str() <= beginning);
        self.texts.get(from).is_some_and(|text| text.starts_with(beginning))
    }
}

/// How many bytes at the end of a text are the beginning of this one.
fn begun(whole: &str, text: &str) -> usize {
    let mut length = longest_begun(whole.as_bytes(), text.as_bytes());
    while !whole.is_char_boundary(length) {
        length -= 1;
    }
    if text.ends_with(&whole[..length]) { length } else { 0 }
}

/// How many bytes at the end of a text are the first ones of a form, not all of them; in linear time (Knuth, Morris and Pratt).
fn longest_begun(form: &[u8], text: &[u8]) -> usize {
    let Some(last) = form.len().checked_sub(1) else { return 0 };
    let near = &text[text.len().saturating_sub(last)..];
    // Most texts have no beginning of the form.
    let Some(from) = memchr::memchr(form[0], near) else { return 0 };
    // Of each beginning, how much of its end is a shorter one.
    let mut shorter = vec![0; last];
    let step = |shorter: &[usize], mut length: usize, byte: u8| {
        while length > 0 && form[length] != byte {
            length = shorter[length - 1];
        }
        length + usize::from(form[length] == byte)
    };
    for at in 1..last {
        shorter[at] = step(&shorter, shorter[at - 1], form[at]);
    }
    near[from..].iter().fold(0, |length, byte| step(&shorter, length, *byte))
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn what_is_begun_at_the_end_of_a_text_is_known_in_linear_time() {
        for (form, text, begun) in [
            ("owl-owl-1", "an owl-owl-", 8),
            ("owl-owl-1", "an owl-owl-owl", 7),
            ("owl-owl-1", "an owl-owl-1", 0),
            ("aaab", "xaaaaa", 3),
            ("o", "o", 0),
            ("", "o", 0),
            ("owl", "", 0),
        ] {
            assert_eq!(longest_begun(form.as_bytes(), text.as_bytes()), begun, "{form} {text}");
            let texts = SortedTexts::new(["moth", form].map(str::to_owned).into_iter());
            assert_eq!(texts.begun(text, 1), begun, "{form} {text}");
        }
        let (form, text) = ("y".repeat(1 << 20), "y".repeat(1 << 20) + "z");
        assert_eq!(longest_begun(form.as_bytes(), text.as_bytes()), 0);
    }

    #[test]
    fn the_longest_beginning_counts_be_it_of_a_long_text_or_of_a_short_one() {
        let long = format!("{}\u{e4}end", "x".repeat(300));
        let texts = SortedTexts::new([long.clone(), "xx-1".to_owned(), "\u{e4}en".to_owned()].into_iter());
        let begun = |text: &str| texts.begun(text, 2);
        assert_eq!((begun(&long[..302]), begun(&long[..310.min(long.len() - 1)])), (302, long.len() - 1));
        assert_eq!((begun("a xx"), begun("a xx-"), begun("a \u{e4}e"), begun("a x"), begun("a xx-1")), (2, 3, 3, 0, 0));
    }

    #[test]
    fn a_beginning_among_many_texts_is_looked_up() {
        let texts = SortedTexts::new((0..200_000).map(|at| format!("token-{at:06}")));
        let began = Instant::now();
        for _ in 0..2_000 {
            assert_eq!(texts.begun("{\"a\": \"token-1999", 4), 10);
        }
        // All of them a time each would take minutes.
        assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
    }
}
