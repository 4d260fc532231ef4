//! Makes text from outside safe to print: no control character reaches a terminal or an XML file, and length is bounded.

use std::fmt::Write as _;

use super::printable_writer::escaped;
pub(super) use crate::text::{escaped_line as line, is_unprintable, push_escape};

/// How many lines and characters of a body or diff are shown.
const MAX_LINES: usize = 60;
const MAX_LINE: usize = 240;

/// A document of JSON with escapes in the place of such characters in its texts; it means the same.
pub(super) fn json(document: &str) -> String {
    escaped(document, &[])
}

/// Appends a text of several lines, each after `indent`; what exceeds the bounds is counted, not shown.
pub(super) fn block(text: &str, indent: &str, out: &mut String) {
    let lines = text.lines().count();
    for shown in text.lines().take(MAX_LINES) {
        let shown = line(&shown.replace('\t', "    "));
        let cut = shown.char_indices().nth(MAX_LINE).map_or(shown.len(), |(at, _)| at);
        let rest = if cut < shown.len() { " ..." } else { "" };
        let whole = format!("{indent}{}{rest}", &shown[..cut]);
        let _ = writeln!(out, "{}", whole.trim_end());
    }
    if lines > MAX_LINES {
        let _ = writeln!(out, "{indent}... {} more lines, see the record", lines - MAX_LINES);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_are_escaped() {
        assert_eq!(line("a\u{1b}[31m\nb\u{202e}c\u{e4}"), "a\\u001b[31m\\nb\\u202ec\u{e4}");
    }

    #[test]
    fn a_document_means_the_same_without_them() {
        let value = serde_json::json!({ "a\u{202e}": "b\u{9b}\n" });
        let shown = json(&format!("{value:#}\n"));
        assert!(!shown.contains(['\u{202e}', '\u{9b}']) && shown.ends_with("\n}\n"), "{shown}");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("JSON"), value);
    }

    #[test]
    fn blocks_are_bounded_both_ways() {
        let mut out = String::new();
        block(&format!("{}\n{}", "x".repeat(300), "y\n".repeat(70)), "  ", &mut out);
        assert_eq!(out.lines().count(), MAX_LINES + 1);
        assert!(out.ends_with("  ... 11 more lines, see the record\n"), "{out}");
        assert!(out.lines().all(|l| l.len() <= MAX_LINE + 6));
    }
}
