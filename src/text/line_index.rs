//! Byte offsets of one text as positions.

use super::Position;
use super::line_counts::LineCounts;

/// Byte offset -> [`Position`] for one text. Lines end at LF; a CR before it belongs to the line.
#[derive(Debug, Clone)]
pub struct LineIndex<'t> {
    text: &'t str,
    counts: LineCounts,
}

impl<'t> LineIndex<'t> {
    /// Indexes `text` in one pass.
    pub fn new(text: &'t str) -> Self {
        Self { text, counts: LineCounts::new(text) }
    }

    /// 1-based line number of a byte offset.
    pub fn line(&self, offset: usize) -> u32 {
        self.counts.line(self.text, offset)
    }

    /// Byte offset at which a 1-based line starts (the text's last line start when past the end).
    pub fn start(&self, line: u32) -> usize {
        self.counts.start(self.text, line)
    }

    /// Byte offset at which a 1-based line ends, its line feed included.
    pub fn end(&self, line: u32) -> usize {
        if line < self.count() { self.start(line + 1) } else { self.text.len() }
    }

    /// Number of lines; a text without a line feed has one.
    pub fn count(&self) -> u32 {
        self.counts.count()
    }

    /// The position of a byte offset.
    pub fn place(&self, offset: usize) -> Position {
        self.counts.place(self.text, offset)
    }

    /// The byte offset of a position; `None` where its line has no such column.
    pub fn offset(&self, position: Position) -> Option<usize> {
        self.counts.offset(self.text, position)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::line_counts::CHUNK;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "ab\r\ncäd\n\u{1f600}x";
        let index = LineIndex::new(text);
        assert_eq!(index.place(text.find('d').expect("d")), Position::new(2, 3));
        assert_eq!(index.place(text.find('x').expect("x")), Position::new(3, 2));
        assert_eq!(index.place(0), Position::new(1, 1));
        assert_eq!(index.place(10_000), Position::new(3, 3));
    }

    #[test]
    fn places_in_long_lines_lead_there_and_back() {
        let text = format!("\u{feff}{}\n{}\n", "é, ".repeat(3000), "b\u{1f600}".repeat(3000));
        let index = LineIndex::new(&text);
        assert_eq!(index.place(text.len() - 1), Position::new(2, 6001));
        for (at, _) in text.char_indices().skip(1) {
            assert_eq!(index.offset(index.place(at)), Some(at));
        }
        assert_eq!(index.offset(Position::new(1, 9002)), None);
        assert_eq!(index.offset(Position::new(4, 1)), None);
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}# T";
        assert_eq!(LineIndex::new(text).place(3), Position::new(1, 1));
    }

    #[test]
    fn elsewhere_the_same_character_takes_one() {
        let text = "a\u{feff}b\n\u{feff}c";
        assert_eq!(LineIndex::new(text).place(text.find('b').expect("b")), Position::new(1, 3));
        assert_eq!(LineIndex::new(text).place(text.find('c').expect("c")), Position::new(2, 2));
    }

    #[test]
    fn lines_and_their_starts_agree_across_chunks() {
        let lines = ["", "a", "", &"b".repeat(3 * CHUNK), "c", &"d".repeat(CHUNK - 4), "", "e"];
        for text in [lines.join("\n"), lines.join("\n") + "\n", "\n".repeat(2 * CHUNK + 1)] {
            let index = LineIndex::new(&text);
            let mut starts = vec![0];
            starts.extend(text.match_indices('\n').map(|(at, _)| at + 1));
            assert_eq!(index.count() as usize, starts.len());
            for (at, start) in starts.iter().enumerate() {
                assert_eq!(index.start(at as u32 + 1), *start);
                assert_eq!(index.line(*start) as usize, at + 1);
                assert_eq!(index.place(*start), Position::new(at as u32 + 1, 1));
            }
            assert_eq!(index.start(9999), *starts.last().expect("one line at least"));
        }
    }
}
