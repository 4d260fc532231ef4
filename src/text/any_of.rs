//! Whether a text has any of a few strings in it, all looked for at once.

use aho_corasick::packed::Searcher;
use memchr::memmem;

/// A few strings that most texts have none of.
#[derive(Debug)]
pub(crate) struct AnyOf<const N: usize> {
    strings: [&'static str; N],
    /// `None` on processors without such a search.
    together: Option<Searcher>,
}

impl<const N: usize> AnyOf<N> {
    pub(crate) fn new(strings: [&'static str; N]) -> Self {
        Self { strings, together: Searcher::new(strings) }
    }

    /// Whether one of them is in a text.
    pub(crate) fn is_in(&self, text: &str) -> bool {
        let one_by_one = || self.strings.iter().any(|one| memmem::find(text.as_bytes(), one.as_bytes()).is_some());
        self.together.as_ref().map_or_else(one_by_one, |search| search.find(text.as_bytes()).is_some())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_them_is_found_with_and_without_the_quick_search() {
        for search in [AnyOf::new(["{%", "<summary"]), AnyOf { together: None, ..AnyOf::new(["{%", "<summary"]) }] {
            for text in ["{%", "a {% tab %}", &format!("{}<summary>", "x".repeat(100))] {
                assert!(search.is_in(text), "{text}");
            }
            for text in ["", "{", "% {", "<SUMMARY", &"{ % <sum ".repeat(20)] {
                assert!(!search.is_in(text), "{text}");
            }
        }
    }
}
