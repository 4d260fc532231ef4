//! `SourceText`: a text taken out of a page that knows where each of its bytes is.

use std::ops::Range;
use std::sync::OnceLock;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::line_counts::LineCounts;
use super::{Position, Span, token_len};

/// Text taken out of a page (a fence's content, a body) that still knows where each of its lines is.
///
/// Lines are consecutive in the page; what is before a line (list indent, `> `) may differ from line to line, so the
/// start column is kept per line, and once where all lines share it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SourceText {
    text: String,
    line: u32,
    columns: Columns,
    lines: Lines,
}

/// Where the lines of a long text start, once that is asked for. It follows from the text and makes no two texts differ.
#[derive(Debug, Clone, Default)]
struct Lines(OnceLock<Box<LineCounts>>);

impl PartialEq for Lines {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Lines {}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Columns {
    Same(u32),
    PerLine(Vec<u32>),
}

impl Default for Columns {
    fn default() -> Self {
        Self::Same(1)
    }
}

impl SourceText {
    /// A passage whose first line is page line `line` and whose n-th line starts at column `columns[n]`
    /// (the last one given holds for the lines after it; none given means column 1).
    pub fn new(text: impl Into<String>, line: u32, columns: &[u32]) -> Self {
        let first = columns.first().copied().unwrap_or(1);
        let columns =
            if columns.iter().all(|&c| c == first) { Columns::Same(first) } else { Columns::PerLine(columns.to_vec()) };
        Self { text: text.into(), line, columns, lines: Lines::default() }
    }

    /// The text, lines joined by LF, containers' prefixes stripped.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Where the passage starts in its page.
    pub fn start(&self) -> Position {
        self.place(0)
    }

    /// Where byte `offset` of the text is in the page.
    pub fn place(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let (line, into) = self.line_and_column(offset);
        Position::new(self.line + line, self.column(line as usize) + into)
    }

    /// The line of byte `offset` and its column in the text, both from 0.
    fn line_and_column(&self, offset: usize) -> (u32, u32) {
        /// So much text is looked through quickly enough each time.
        const NEAR: usize = 1000;
        if offset > NEAR {
            let lines = self.lines.0.get_or_init(|| Box::new(LineCounts::new(&self.text)));
            let place = lines.place(&self.text, offset);
            return (place.line - 1, place.column - 1);
        }
        let before = &self.text.as_bytes()[..offset];
        let line = memchr::memchr_iter(b'\n', before).count() as u32;
        let start = memchr::memrchr(b'\n', before).map_or(0, |at| at + 1);
        (line, self.text.get(start..offset).map_or(0, |s| s.chars().count()) as u32)
    }

    /// Where some bytes of the text are in the page; a line feed at their end is not counted.
    pub fn span(&self, bytes: Range<usize>) -> Span {
        let text = self.text.get(bytes.clone()).unwrap_or_default();
        let end = bytes.start + text.trim_end_matches(['\n', '\r']).len();
        Span::new(self.place(bytes.start), self.place(end))
    }

    /// Where the token that starts at byte `offset` of the text is in the page.
    pub fn token(&self, offset: usize) -> Span {
        self.span(offset..offset + self.text.get(offset..).map_or(0, token_len))
    }

    /// From byte `offset` of the text to the end of its line.
    pub fn rest_of_line(&self, offset: usize) -> Span {
        let rest = self.text.get(offset..).unwrap_or_default();
        let line = rest.split('\n').next().unwrap_or_default();
        self.span(offset..offset + line.trim_end().len())
    }

    /// The part `start..end`, bytes of the text. `start` must be the start of a line.
    #[must_use]
    pub fn slice(&self, start: usize, end: usize) -> Self {
        let (skipped, _) = self.line_and_column(start);
        let text = &self.text[start..end];
        match &self.columns {
            Columns::Same(column) => Self::new(text, self.line + skipped, &[*column]),
            Columns::PerLine(columns) => {
                let rest = columns.get(skipped as usize..).filter(|rest| !rest.is_empty()).unwrap_or(&[1]);
                let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count() + 1;
                Self::new(text, self.line + skipped, &rest[..lines.min(rest.len())])
            }
        }
    }

    /// A part that need not start at the start of a line: its first line has a column of its own.
    #[must_use]
    pub fn part(&self, bytes: Range<usize>) -> Self {
        let start = self.place(bytes.start);
        let first = (start.line - self.line) as usize;
        let text = &self.text[bytes];
        match &self.columns {
            Columns::Same(column) => Self::new(text, start.line, &[start.column, *column]),
            Columns::PerLine(_) => {
                let lines = memchr::memchr_iter(b'\n', text.as_bytes()).count();
                let below = (first + 1..=first + lines).map(|line| self.column(line));
                let own = std::iter::once(start.column);
                Self::new(text, start.line, &own.chain(below).collect::<Vec<_>>())
            }
        }
    }

    fn column(&self, line: usize) -> u32 {
        match &self.columns {
            Columns::Same(column) => *column,
            Columns::PerLine(columns) => columns.get(line).or(columns.last()).copied().unwrap_or(1),
        }
    }
}

/// How a passage is written in a contract file: its lines as a list, so that a diff of the file reads like a diff of the page.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct SerializedSourceText {
    line: u32,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    column: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    columns: Vec<u32>,
    text: Vec<String>,
}

const fn one() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
const fn is_one(column: &u32) -> bool {
    *column == 1
}

impl Serialize for SourceText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (column, columns) = match &self.columns {
            Columns::Same(column) => (*column, Vec::new()),
            Columns::PerLine(columns) => (1, columns.clone()),
        };
        let text = self.text.split('\n').map(str::to_owned).collect();
        SerializedSourceText { line: self.line, column, columns, text }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SourceText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let SerializedSourceText { line, column, columns, text } = SerializedSourceText::deserialize(deserializer)?;
        if line == 0 || column == 0 || columns.contains(&0) {
            return Err(D::Error::custom("lines and columns start at 1"));
        }
        let columns = if columns.is_empty() { Columns::Same(column) } else { Columns::PerLine(columns) };
        Ok(Self { text: text.join("\n"), line, columns, lines: Lines::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_follow_each_lines_own_prefix() {
        let passage = SourceText::new("ab\ncd\nef", 10, &[3, 5]);
        assert_eq!(passage.place(0), Position::new(10, 3));
        assert_eq!(passage.place(4), Position::new(11, 6));
        assert_eq!(passage.place(6), Position::new(12, 5));
        assert_eq!(passage.slice(3, 8).place(1), Position::new(11, 6));
    }

    #[test]
    fn a_part_may_start_within_a_line() {
        for (columns, below) in [(&[3, 5, 7][..], 5), (&[3], 3)] {
            let part = SourceText::new("ab\ncd\nef", 10, columns).part(1..5);
            let places = [0, 2, 3].map(|at| part.place(at));
            let expected = [(10, 4), (11, below), (11, below + 1)].map(|(line, column)| Position::new(line, column));
            assert_eq!((part.text(), places), ("b\ncd", expected));
        }
    }

    #[test]
    fn spans_end_before_a_line_feed() {
        let text = SourceText::new("{ \"é\": 1\n}\n", 10, &[3, 5]);
        assert_eq!(text.token(2), Span::of_chars(Position::new(10, 5), 3));
        assert_eq!(text.span(2..12), Span::new(Position::new(10, 5), Position::new(11, 6)));
        assert_eq!(text.rest_of_line(2), Span::of_chars(Position::new(10, 5), 6));
        assert_eq!(text.token(99), Span::new(Position::new(12, 5), Position::new(12, 5)));
    }

    #[test]
    fn a_passage_survives_its_file_form() {
        for passage in
            [SourceText::new("a\n\nb", 4, &[1]), SourceText::new("a\nb", 4, &[3, 5]), SourceText::new("", 1, &[])]
        {
            let written = serde_json::to_string(&passage).expect("writes");
            assert_eq!(serde_json::from_str::<SourceText>(&written).expect("reads"), passage);
        }
    }
}
