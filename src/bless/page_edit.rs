//! Changes of a page as byte ranges, and how a change of a fence's text becomes one of its page.

use std::ops::Range;

use crate::text::{LineIndex, SourceText, line_start};

/// A change of a page: bytes of it, and what replaces them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageEdit {
    /// The bytes that are replaced.
    pub range: Range<usize>,
    /// What replaces them, with the page's line ends.
    pub insert: String,
}

/// A change of a text that was extracted from a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextEdit {
    pub(super) range: Range<usize>,
    /// With LF as line ends.
    pub(super) insert: String,
}

impl TextEdit {
    pub(super) fn new(range: Range<usize>, insert: impl Into<String>) -> Self {
        Self { range, insert: insert.into() }
    }
}

/// The text with some changes, which do not overlap.
pub(super) fn edited(text: &str, edits: &[TextEdit]) -> String {
    let mut edits: Vec<&TextEdit> = edits.iter().collect();
    edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
    let (mut out, mut at) = (String::with_capacity(text.len()), 0);
    for edit in edits {
        out.push_str(&text[at..edit.range.start]);
        out.push_str(&edit.insert);
        at = edit.range.end;
    }
    out.push_str(&text[at..]);
    out
}

/// The one change that makes `after` of a text: the common prefix and suffix are left out.
pub(super) fn difference(before: &str, after: &str) -> Option<TextEdit> {
    if before == after {
        return None;
    }
    let same = |pair: &(char, char)| pair.0 == pair.1;
    let head: usize = before.chars().zip(after.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let ends = before[head..].chars().rev().zip(after[head..].chars().rev());
    let tail: usize = ends.take_while(same).map(|(c, _)| c.len_utf8()).sum();
    Some(TextEdit::new(head..before.len() - tail, &after[head..after.len() - tail]))
}

/// The same change in the page itself; `None` where the page does not show the text line for line (in a cell of HTML, with
/// character references), or does not show the prefix of further lines.
pub(super) fn in_page(page: &str, source: &SourceText, edit: &TextEdit) -> Option<PageEdit> {
    let (lines, text) = (LineIndex::new(page), source.text());
    let first = line_start(text, edit.range.start);
    let last = text[edit.range.end..].find('\n').map_or(text.len(), |at| edit.range.end + at);
    let mut at = first;
    for line in text[first..last].split('\n') {
        let start = lines.offset(source.place(at))?;
        if !page.get(start..)?.starts_with(line) {
            return None;
        }
        at += line.len() + 1;
    }
    let offset = |at: usize| lines.offset(source.place(at));
    let range = offset(edit.range.start)?..offset(edit.range.end)?;
    let margin = |at: usize| {
        let start = offset(at)?;
        let margin = &page[line_start(page, start)..start];
        margin.chars().all(|c| matches!(c, ' ' | '\t' | '>')).then_some(margin)
    };
    let insert = if edit.insert.contains('\n') {
        let second = text[first..].find('\n').map(|at| first + at + 1);
        let margin = margin(first).or_else(|| margin(second?))?;
        let line_end = if page[..range.start.max(1)].contains("\r\n") { "\r\n" } else { "\n" };
        edit.insert.replace('\n', &format!("{line_end}{margin}"))
    } else {
        edit.insert.clone()
    };
    Some(PageEdit { range, insert })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_keeps_margin_and_line_ends() {
        let page = "> x\r\n>   {\r\n>     \"a\": 1\r\n>   }\r\n";
        let source = SourceText::new("{\n  \"a\": 1\n}", 2, &[5]);
        let end = source.text().find('1').expect("a number") + 1;
        let edit = in_page(page, &source, &TextEdit::new(end..end, ",\n  \"b\": 2")).expect("in the page");
        let after = edited(page, &[TextEdit::new(edit.range, edit.insert)]);
        assert_eq!(after, "> x\r\n>   {\r\n>     \"a\": 1,\r\n>     \"b\": 2\r\n>   }\r\n");
        let other = SourceText::new("{\n  \"a\": 2\n}", 2, &[5]);
        assert_eq!(in_page(page, &other, &TextEdit::new(end..end, "")), None);
    }

    #[test]
    fn the_smallest_change_is_found() {
        assert_eq!(difference("abc", "abc"), None);
        assert_eq!(difference("abcd", "axd"), Some(TextEdit::new(1..3, "x")));
        assert_eq!(difference("aa", "aaa"), Some(TextEdit::new(2..2, "a")));
        assert_eq!(difference("\u{e4}\u{e5}", "\u{e4}"), Some(TextEdit::new(2..4, "")));
    }
}
