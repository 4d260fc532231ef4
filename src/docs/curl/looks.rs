//! What a text is by its looks; the info string of its fence is not asked.

use crate::json;

/// The JSON documents a text is made of: where each begins and ends. Empty where it is something else.
pub(super) fn documents(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    loop {
        let rest = &text[at..];
        let start = at + rest.len() - rest.trim_start().len();
        if start == text.len() {
            return found;
        }
        if !text[start..].starts_with(['{', '[']) {
            return Vec::new();
        }
        match json::read(&text[start..]) {
            Ok(document) => {
                found.push((start, start + document.root.end));
                return found;
            }
            Err(error) => {
                // Another document begins where the end of this one was expected.
                let end = start + error.at;
                let one = text.get(start..end).and_then(|one| json::read(one).ok());
                let Some(document) = one.filter(|_| text[end..].starts_with(['{', '['])) else { return Vec::new() };
                found.push((start, start + document.root.end));
                at = end;
            }
        }
    }
}

/// Whether a text begins as JSON does; it may be broken further down.
pub(super) fn begins_json(text: &str) -> bool {
    let text = text.trim_start();
    let after = |open: char| text.strip_prefix(open).map(|rest| rest.trim_start().chars().next());
    let object = after('{').is_some_and(|next| next.is_none_or(|c| "\"'}/.\u{2026}".contains(c) || c.is_alphabetic()));
    object
        || after('[').is_some_and(|next| next.is_none_or(|c| "\"'{[]/.\u{2026}-<".contains(c) || c.is_alphanumeric()))
}

/// A scalar that is a whole answer: `true`, `"x"`, `12`.
pub(super) fn is_json_scalar(text: &str) -> bool {
    let text = text.trim();
    let strict = json::read(text).is_ok_and(|document| document.repairs.is_empty());
    strict && !text.contains('\n') && !text.starts_with(['{', '['])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_follow_each_other() {
        assert_eq!(documents(" {\"a\": 1}\n{\n}\n[]"), [(1, 9), (10, 13), (14, 16)]);
        assert!(documents("{\"a\" 1}").is_empty() && documents("x").is_empty());
    }

    #[test]
    fn json_is_told_by_its_beginning() {
        for text in ["{\"a\"", "{ a: 1", "[1, 2", "{}", "[<time>, 1]", "{ // all"] {
            assert!(begins_json(text), "{text}");
        }
        for text in ["{{ x }}", "[*] text", "{% if %}", "plain"] {
            assert!(!begins_json(text), "{text}");
        }
        assert!(is_json_scalar("true\n") && is_json_scalar("\"x\"") && !is_json_scalar("ok"));
    }
}
