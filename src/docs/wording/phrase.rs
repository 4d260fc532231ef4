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

    /// Whether a match that ends right before `after` ends as the phrase must.
    pub(super) fn ends_before(&self, after: &str) -> bool {
        let inside = self.text.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
        self.open_end || !inside
    }

    /// Whether a match that begins right after `before` begins as the phrase must.
    pub(super) fn begins_after(&self, before: &str) -> bool {
        let inside = self.text.starts_with(char::is_alphanumeric) && before.ends_with(char::is_alphanumeric);
        self.open_start || !inside
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

/// Whether two texts are the same but for the case of letters.
pub(super) fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b) || !a.is_ascii() && !b.is_ascii() && a.to_lowercase() == b.to_lowercase()
}
