//! The method of HTTP that a text names or labels.

use crate::docs::wording::{self, Topic};
use crate::http::method::{METHODS, method};

/// The method that a heading or a line labels: `Method: GET`.
pub(super) fn labelled_method(text: &str) -> Option<&'static str> {
    // Nearly all texts end here.
    if !ends_with_method(text) {
        return None;
    }
    let (label, value) = text.trim().rsplit_once(':')?;
    let word = label.trim_end_matches(['*', ' ']).rsplit([' ', '*']).next()?;
    let is_label = wording::is(Topic::MethodLabel, word);
    method(value.trim_matches(['*', '`', ' '])).filter(|_| is_label)
}

/// Whether the last word of a text looks like the name of a method: a quick answer.
pub(super) fn ends_with_method(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '`'));
    let last = end.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    last.len() >= 3 && last.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// Whether a text has three capital letters in a row, as the name of each method has.
pub(super) fn has_capitals(text: &str) -> bool {
    let mut run = 0;
    text.bytes().any(|byte| {
        run = if byte.is_ascii_uppercase() { run + 1 } else { 0 };
        run == 3
    })
}

/// The one method that the last words above a fence name: "by this GET request:".
pub(crate) fn method_in_words(text: &str) -> Option<&'static str> {
    // Nearly all texts end here.
    if !has_capitals(text) {
        return None;
    }
    let words = text.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    let mut found = words.filter_map(|word| METHODS[..6].iter().find(|method| **method == word));
    let only = found.next()?;
    found.all(|other| other == only).then_some(*only)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn methods_are_read_from_labels_and_words() {
        assert_eq!(
            (labelled_method("Method: GET"), labelled_method("Get it Method: POST")),
            (Some("GET"), Some("POST"))
        );
        assert_eq!((labelled_method("Methods"), labelled_method("A: GET")), (None, None));
        assert_eq!(method_in_words("by this GET request:"), Some("GET"));
        assert_eq!((method_in_words("GET or POST"), method_in_words("a FORGET")), (None, None));
    }
}
