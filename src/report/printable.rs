//! Makes text from outside safe to print: no control character reaches a terminal or an XML file, and length is bounded.

use std::fmt::Write as _;

/// How many lines and characters of a body or diff are shown.
const MAX_LINES: usize = 60;
const MAX_LINE: usize = 240;

/// Whether a character controls a terminal or the direction of text, instead of being visible.
pub(super) fn is_unprintable(c: char) -> bool {
    let direction =
        matches!(c, '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    c.is_control() || direction
}

/// Appends such a character as an escape that also JSON has, so that escaped JSON means the same.
pub(super) fn push_escape(c: char, out: &mut String) {
    let _ = match c {
        '\n' => write!(out, "\\n"),
        '\r' => write!(out, "\\r"),
        '\t' => write!(out, "\\t"),
        c => write!(out, "\\u{:04x}", u32::from(c)),
    };
}

/// One line: control characters (line feeds among them) are shown as escapes.
pub(super) fn line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_unprintable(c) {
            push_escape(c, &mut out);
        } else {
            out.push(c);
        }
    }
    out
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
    fn blocks_are_bounded_both_ways() {
        let mut out = String::new();
        block(&format!("{}\n{}", "x".repeat(300), "y\n".repeat(70)), "  ", &mut out);
        assert_eq!(out.lines().count(), MAX_LINES + 1);
        assert!(out.ends_with("  ... 11 more lines, see the record\n"), "{out}");
        assert!(out.lines().all(|l| l.len() <= MAX_LINE + 6));
    }
}
