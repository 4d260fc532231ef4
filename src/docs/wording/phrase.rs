//! A phrase of `words.toml`, and whether a text begins with it.

/// A word or phrase of `words.toml`.
#[derive(Debug)]
pub(super) struct Phrase {
    /// Without the `*` at either end.
    pub(super) text: Box<str>,
    /// Letters may precede it.
    open_start: bool,
    /// Letters may follow it.
    open_end: bool,
}

impl Phrase {
    pub(super) fn new(written: &str) -> Self {
        let (open_start, rest) = written.strip_prefix('*').map_or((false, written), |rest| (true, rest));
        let (open_end, text) = rest.strip_suffix('*').map_or((false, rest), |text| (true, text));
        Self { text: text.into(), open_start, open_end }
    }

    /// Whether a text begins with it.
    pub(super) fn begins(&self, text: &str) -> bool {
        let (length, own, shown) = (self.text.len(), self.text.as_bytes(), text.as_bytes());
        // Most texts differ in the second letter from a word that they share the first with.
        if length > 1
            && own[1].is_ascii()
            && shown.get(1).is_none_or(|byte| !byte.eq_ignore_ascii_case(&own[1]))
            && own[0].is_ascii()
        {
            return false;
        }
        match shown.get(..length) {
            Some(start) if start.eq_ignore_ascii_case(self.text.as_bytes()) => true,
            Some(_) if self.text.is_ascii() => false,
            _ => text.get(..length).is_some_and(|start| same(&self.text, start)),
        }
    }

    /// Whether its first word cannot begin with `word`, which is in ASCII.
    pub(super) fn begins_with_other_word(&self, word: &str) -> bool {
        let own = self.text.as_bytes();
        // Nearly all differ in the second letter.
        if let ([first, own, ..], [_, shown, ..]) = (own, word.as_bytes())
            && first.is_ascii_alphanumeric()
            && !own.eq_ignore_ascii_case(shown)
        {
            return true;
        }
        let start = own.get(..word.len());
        self.text.starts_with(char::is_alphanumeric)
            && !start.is_some_and(|start| start.eq_ignore_ascii_case(word.as_bytes()))
    }

    /// Whether a match that ends right before `after` ends as the phrase must.
    pub(super) fn ends_before(&self, after: &str) -> bool {
        let inside = self.text.ends_with(is_spaced) && after.starts_with(is_spaced);
        self.open_end || !inside
    }

    /// Whether a match that begins right after `before` begins as the phrase must.
    pub(super) fn begins_after(&self, before: &str) -> bool {
        let inside = self.text.starts_with(is_spaced) && before.ends_with(is_spaced);
        self.open_start || !inside
    }

    /// Whether letters may precede it directly, as in languages written without blanks.
    pub(super) fn may_begin_within_word(&self) -> bool {
        let ascii = self.text.as_bytes()[0].is_ascii_alphanumeric();
        self.open_start && ascii
    }

    /// The spellings to search for: the search itself ignores the case of ASCII letters only.
    pub(super) fn spellings(&self) -> Vec<String> {
        let mut spellings = vec![self.text.to_string()];
        if !self.text.is_ascii() {
            let mut letters = self.text.chars();
            let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
            spellings.extend([first + letters.as_str(), self.text.to_lowercase(), self.text.to_uppercase()]);
            spellings.sort_unstable();
            spellings.dedup();
        }
        spellings
    }
}

/// Whether a character is part of a word that blanks or punctuation end: not those of Chinese, Japanese and Thai, which are
/// written without blanks, nor those of Korean, whose particles follow a word directly.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric() && !is_unspaced(c)
}

/// Whether a character is a letter of a language that is written without blanks, or whose particles follow a word directly.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{0e00}'..='\u{0e7f}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}')
}

/// Whether two texts could be equal when non-ASCII letters are lower-cased.
fn may_be_equal_in_lower_case(a: &str, b: &str) -> bool {
    // A letter in another case has at most three times as many bytes.
    a.len() <= 3 * b.len() && b.len() <= 3 * a.len() && !a.is_ascii() && !b.is_ascii()
}

/// Whether two texts are the same except for the case of letters.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || may_be_equal_in_lower_case(a, b) && a.to_lowercase() == b.to_lowercase()
}
