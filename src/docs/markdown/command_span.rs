//! Commands in code spans: a paragraph that is nothing but the span of a command, or one span for each of its lines.

use crate::json;
use std::ops::Range;

/// The bytes of a command that a paragraph of one line begins with, with a remark in parentheses behind it.
fn with_remark(paragraph: &str) -> Option<Range<usize>> {
    let (command, remark) = paragraph.trim_end().strip_prefix('`')?.split_once('`')?;
    let remark = remark.trim_start();
    let is_remark = remark.starts_with('(') && remark.ends_with(')') && !paragraph.trim_end().contains('\n');
    is_remark.then(|| 1..1 + command.len())
}

/// The bytes of the document in a paragraph that is nothing but a code span with one.
pub(super) fn document(paragraph: &str) -> Option<Range<usize>> {
    let shown = paragraph.trim_end();
    let after = shown.trim_start_matches('`');
    let marks = shown.len() - after.len();
    let inner = after.strip_suffix(&shown[..marks]).filter(|inner| marks > 0 && !inner.contains('`'))?;
    let start = marks + inner.len() - inner.trim_start().len();
    let end = marks + inner.trim_end().len();
    let begins = shown.get(start..)?.starts_with(json::OPENING) && shown.contains('"');
    (begins && start < end).then_some(start..end)
}

/// Where a paragraph begins, without symbols before a code span that only mark it: "▶ `curl h`".
fn behind_symbols(paragraph: &str) -> usize {
    /// How many characters of a mark are looked at, blanks included.
    const MOST: usize = 6;
    let is_symbol = |c: char| c.is_whitespace() || !c.is_ascii() && !c.is_alphanumeric();
    let marks = paragraph.chars().take(MOST).take_while(|c| *c != '\n' && is_symbol(*c)).map(char::len_utf8).sum();
    if paragraph[marks..].starts_with('`') { marks } else { 0 }
}

/// The bytes of the spans' contents in a paragraph that consists of a command in code spans, one on each line; symbols may mark it.
pub(super) fn lines(paragraph: &str) -> Option<Vec<Range<usize>>> {
    let marks = behind_symbols(paragraph);
    let found = spans(&paragraph[marks..])?;
    Some(found.into_iter().map(|range| range.start + marks..range.end + marks).collect())
}

fn spans(paragraph: &str) -> Option<Vec<Range<usize>>> {
    if !paragraph.starts_with("`curl ") && !paragraph.starts_with("`$ curl ") {
        return None;
    }
    let (mut found, mut at) = (Vec::new(), 0);
    if let Some(command) = with_remark(paragraph) {
        return Some(vec![command]);
    }
    for line in paragraph.split_inclusive('\n') {
        let shown = line.trim().trim_end_matches('\\').trim_end();
        let inner = shown.strip_prefix('`')?.strip_suffix('`').filter(|inner| !inner.contains('`'))?;
        let start = at + line.find('`')? + 1;
        let end = start + inner.len();
        found.push(end - inner.trim_start_matches(['$', ' ']).len()..end);
        at += line.len();
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_may_be_a_code_span_on_each_line() {
        let shown =
            |text: &str| lines(text).map(|all| all.into_iter().map(|range| text[range].to_owned()).collect::<Vec<_>>());
        let two = shown("`curl -H \"a: b\"`\\\n`https://h/a`\n").expect("a command");
        assert_eq!(two, ["curl -H \"a: b\"", "https://h/a"]);
        for marked in ["\u{25b6} `curl h`", "\u{1f4a1}\u{fe0f}  `$ curl h`\n"] {
            assert_eq!(shown(marked).expect("a command"), ["curl h"], "{marked}");
        }
        for text in [
            "Run `curl h`",
            "\u{25b6} Run `curl h`",
            "\u{6d4b} `curl h`",
            "`curl h` prints it",
            "`curl h`\nIt prints.",
            "`GET /a`",
        ] {
            assert_eq!(shown(text), None, "{text}");
        }
    }
}
