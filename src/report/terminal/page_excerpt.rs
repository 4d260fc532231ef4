//! The lines of the page that a finding is about, with what it is about underlined. How much of a page is shown is decided here;
//! how much of a value in a message, in `judge/excerpt.rs`; how much of a body a record keeps, in `record/message.rs`.

use std::fmt::Write as _;

use anstyle::Style;
use unicode_width::UnicodeWidthStr;

use super::palette::Palette;
use crate::finding::Finding;
use crate::report::{Docs, printable};
use crate::text::Position;

/// Of more lines than this only the first ones and the last one are shown.
const MAX_LINES: u32 = 6;
const FIRST_LINES: u32 = 3;

/// So much of a long line is shown at most, on a terminal that is wide enough.
const MAX_CHARS: usize = 160;
/// How many columns the marks next to an excerpt take at most, apart from its line numbers.
const MARKS: usize = 6;
const MIN_CHARS: usize = 20;

/// The excerpt for a finding; nothing where its page cannot be read.
pub(super) fn excerpt(finding: &Finding, style: Style, docs: &Docs<'_>, palette: &Palette) -> String {
    let page = &finding.location.page;
    let start = finding.location.place;
    let end = docs.end(finding).unwrap_or(start).max(start);
    let gutter = Gutter { width: end.line.to_string().len(), faint: palette.faint };
    let left = palette.width.map_or(MAX_CHARS, |width| width.saturating_sub(gutter.width + MARKS));
    let most = left.clamp(MIN_CHARS, MAX_CHARS);
    let Some(first) = Line::of(docs, page, start, most) else { return String::new() };
    let mut out = gutter.blank("");
    if end.line == start.line {
        out += &gutter.numbered(start.line, "", &first.text);
        let (indent, width) = first.extent(start.column, end.column);
        out += &gutter.blank(&format!("{}{style}{}{style:#}", " ".repeat(indent), "^".repeat(width)));
        return out;
    }
    out + &lines(&first, (start, end), style, &gutter, |place| Line::of(docs, page, place, most))
}

/// Several lines with a bar at their left: from a mark below the first character to one below the last.
fn lines(
    first: &Line,
    (start, end): (Position, Position),
    style: Style,
    gutter: &Gutter,
    line: impl Fn(Position) -> Option<Line>,
) -> String {
    let (indent, _) = first.extent(start.column, start.column);
    let mut out = gutter.numbered(start.line, "  ", &first.text);
    out += &gutter.blank(&format!(" {style}{}^{style:#}", "_".repeat(indent + 1)));
    let bar = format!("{style}|{style:#} ");
    let cut = end.line - start.line >= MAX_LINES;
    for number in start.line + 1..=end.line {
        if cut && (start.line + FIRST_LINES..end.line).contains(&number) {
            if number == start.line + FIRST_LINES {
                out += &gutter.blank(&format!("{style}|{style:#} ..."));
            }
            continue;
        }
        let column = if number == end.line { end.column } else { 1 };
        let shown = line(Position::new(number, column)).unwrap_or_default();
        out += &gutter.numbered(number, &bar, &shown.text);
        if number == end.line {
            let last = end.column.saturating_sub(1).max(1);
            let (indent, _) = shown.extent(last, end.column);
            out += &gutter.blank(&format!("{style}|{}^{style:#}", "_".repeat(indent + 1)));
        }
    }
    out
}

/// The margin with the line numbers.
struct Gutter {
    width: usize,
    faint: Style,
}

impl Gutter {
    fn blank(&self, text: &str) -> String {
        self.row("", "", text)
    }

    fn numbered(&self, number: u32, bar: &str, text: &str) -> String {
        self.row(&number.to_string(), bar, text)
    }

    fn row(&self, number: &str, bar: &str, text: &str) -> String {
        let (width, faint) = (self.width, self.faint);
        let space = if bar.is_empty() && text.is_empty() { "" } else { " " };
        let mut out = format!("{faint}{number:width$} |{faint:#}{space}{bar}{text}");
        out.truncate(out.trim_end().len());
        let _ = writeln!(out);
        out
    }
}

/// A line as it is shown: a part of it, tabs and control characters written out.
#[derive(Default)]
struct Line {
    text: String,
    chars: Vec<char>,
    /// The first character shown.
    from: usize,
}

impl Line {
    /// The part of a line of a page around a place, of limited length.
    fn of(docs: &Docs<'_>, page: &str, place: Position, most: usize) -> Option<Self> {
        let from = (place.column as usize).saturating_sub(1).saturating_sub(most * 5 / 8);
        let line = docs.line(page, Position::new(place.line, from as u32 + 1))?;
        let chars: Vec<char> = line.trim_end().chars().take(most).collect();
        Some(Self { text: written(&chars), chars, from })
    }

    /// How many columns of the terminal come before some characters, and how many these take: at least one.
    /// Of what goes on after the part that is shown, the rest of that part. `start`, `end`: 1-based, the end exclusive.
    fn extent(&self, start: u32, end: u32) -> (usize, usize) {
        let at = |column: u32| (column as usize - 1).saturating_sub(self.from);
        let (start, end) = (at(start), at(end).min(self.chars.len()).max(at(start)));
        // Past the end of the line there is nothing to measure: a column for each character.
        let beyond = start.saturating_sub(self.chars.len());
        let (start, end) = (start.min(self.chars.len()), end.min(self.chars.len()));
        let before = written(&self.chars[..start]).width();
        let width = written(&self.chars[..end]).width() - before;
        (before + beyond, width.max(1))
    }
}

/// Characters as a terminal shows them, whatever tab stops it has.
fn written(chars: &[char]) -> String {
    let text: String = chars.iter().collect();
    printable::line(&text.replace('\t', "    "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::finding::rules;
    use crate::text::{IndexedText, Span};

    fn shown(page: &str, place: impl Into<Span>) -> String {
        let text = Arc::new(IndexedText::new(page));
        let page = |_: &str| Some(Arc::clone(&text));
        let docs = Docs { root: "", page: Some(&page), ..Docs::default() };
        let finding = Finding::docs(&rules::docs::NOT_HTTP, "a.md", place, "x");
        excerpt(&finding, Style::new(), &docs, &Palette::PLAIN)
    }

    #[test]
    fn a_token_is_underlined_where_only_its_start_is_known() {
        insta::assert_snapshot!(shown("x\nHTTP/1.1 200 OK\n", Position::new(2, 10)), @"
          |
        2 | HTTP/1.1 200 OK
          |          ^^^
        ");
        insta::assert_snapshot!(shown("short\n", Position::new(1, 9)), @"
          |
        1 | short
          |         ^
        ");
    }

    #[test]
    fn wide_characters_and_tabs_take_the_columns_they_take() {
        insta::assert_snapshot!(shown("\t\"名\": \"値😀\", 1\n", Span::of_chars(Position::new(1, 7), 4)), @r#"
          |
        1 |     "名": "値😀", 1
          |           ^^^^^^
        "#);
        let combining = shown("e\u{301}\u{1b}[1m x y", Span::of_chars(Position::new(1, 8), 1));
        assert_eq!(combining, "  |\n1 | e\u{301}\\u001b[1m x y\n  |            ^\n");
    }

    #[test]
    fn several_lines_get_a_bar_and_what_is_long_is_cut() {
        let page = "\"owner\": {\n  \"id\": 1\n},\n";
        insta::assert_snapshot!(shown(page, Span::new(Position::new(1, 1), Position::new(3, 2))), @r#"
          |
        1 |   "owner": {
          |  _^
        2 | |   "id": 1
        3 | | },
          | |_^
        "#);
        let page = format!("  a: [\n{}  ]\n", "    1,\n".repeat(12));
        insta::assert_snapshot!(shown(&page, Span::new(Position::new(1, 6), Position::new(14, 4))), @"
           |
        1  |     a: [
           |  ______^
        2  | |     1,
        3  | |     1,
           | | ...
        14 | |   ]
           | |___^
        ");
    }

    #[test]
    fn of_a_long_line_the_part_around_the_start_is_shown() {
        let line = format!("{}here{}", "-".repeat(500), "+".repeat(500));
        let shown = shown(&line, Span::of_chars(Position::new(1, 501), 504));
        let lines: Vec<&str> = shown.lines().collect();
        assert_eq!(lines[1].chars().count(), 4 + MAX_CHARS);
        assert_eq!(lines[2], format!("  | {}{}", " ".repeat(MAX_CHARS * 5 / 8), "^".repeat(MAX_CHARS * 3 / 8)));
        assert!(lines[1].chars().skip(4 + MAX_CHARS * 5 / 8).collect::<String>().starts_with("here"));
    }
}
