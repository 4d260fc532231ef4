//! The words between the dots of an elision, such as `... 8 more ...`. That `...` is an elision is decided in `read.rs`; the tree
//! says so by `open` and `Value::Elision` (`node.rs`), and `contract/pattern/json_pattern.rs` what a response may have in its place.

use super::strange_space::is_strange_space;

/// The two ways of writing the dots.
pub(super) const DOTS: [&str; 2] = ["...", "\u{2026}"];

/// Whether something is left out somewhere in a text: `...` or `…`.
pub fn has_dots(text: &str) -> bool {
    DOTS.iter().any(|dots| text.contains(dots))
}

/// How many bytes an elision continues that says what it leaves out: `... 8 more ...`, `... (8 hidden items) ...`.
pub(super) fn counted(rest: &str) -> usize {
    // Only as far as words go: a body on one line may leave something out a thousand times.
    let is_blank = |c: char| c != '\n' && (c.is_ascii_whitespace() || is_strange_space(c));
    let is_of_words = |c: char| c.is_alphanumeric() || is_blank(c) || matches!(c, '(' | ')' | '-');
    let Some(end) = rest.find(|c| !is_of_words(c)) else { return 0 };
    let (words, after) = rest.split_at(end);
    let closed = DOTS.iter().any(|dots| after.starts_with(dots));
    if !closed || !words.contains(char::is_alphanumeric) {
        return 0;
    }
    end + (after.len() - after.trim_start_matches(['.', '…']).len())
}

#[cfg(test)]
mod tests {
    use crate::json;

    #[test]
    fn dots_are_three_or_one_sign() {
        assert!(["a...", "\u{2026}", "a .... b"].into_iter().all(json::has_dots));
        assert!(!["", "..", "a. . ."].into_iter().any(json::has_dots));
    }

    #[test]
    fn an_elision_may_name_what_it_leaves_out() {
        for shown_text in [
            "... 8 more ...",
            "... (8 hidden items) ...",
            "\u{2026} 3 more \u{2026}",
            "... 2 more ...,",
            "...\u{feff}d...",
        ] {
            let document = json::read(&format!("{{\"a\": [1,\n{shown_text}\n2]}}")).expect("readable");
            let json::Value::Object { members, .. } = document.root.value else { panic!("an object") };
            let json::Value::Array { items, open } = &members[0].value.value else { panic!("an array") };
            assert_eq!((items.len(), *open), (2, true), "{shown_text}");
        }
        assert!(json::read("{\"a\": [1,\n...\n").is_ok() && json::read("{\"a\": [1,\n").is_err());
        let cut = json::read("{\"a\": [\"lJQG....]}").expect("readable");
        assert_eq!(cut.root.to_serde(), serde_json::json!({"a": ["lJQG...."]}));
        assert!(json::read("{\"a\": \"lJQG..\n....}").is_err() && json::read("\"... ").is_err());
        assert!(json::read("{ \"a\": 1, ... and b ...: 2 }").is_err());
        assert!(json::read("[1, ... 8 more, 2]").is_err());
    }
}
