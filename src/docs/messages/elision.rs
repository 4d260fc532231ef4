//! Lines and words that stand for something else: what parts a head from a body, that there is no body.

use crate::docs::wording::{self, Topic};

/// Whether a line of dashes parts the head from the body, as a blank line does.
pub(super) fn is_rule(line: &str) -> bool {
    let shown = line.trim();
    shown.len() >= 3 && ['-', '=', '*', '_'].iter().any(|mark| shown.chars().all(|c| c == *mark))
}

/// Whether a text in place of a body says that there is none: `(empty)`, `<no content>`; without brackets only where the
/// page calls it a response (`labelled`).
pub(crate) fn says_empty(text: &str, labelled: bool) -> bool {
    let shown = text.trim();
    let encloses = |(open, close): (char, char)| shown.starts_with(open) && shown.ends_with(close);
    let marked = || [('<', '>'), ('(', ')'), ('[', ']')].into_iter().any(encloses);
    let words = shown.trim_matches(|c: char| !c.is_alphanumeric());
    let quotes = labelled && (shown == "\"\"" || shown == "''");
    quotes
        || !words.is_empty()
            && shown.len() < 80
            && (labelled || marked())
            && wording::is_worded(Topic::EmptyBody, words)
}
