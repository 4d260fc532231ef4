use super::Position;

/// Byte offset -> [`Position`] for one text. Lines end at LF; a CR before it belongs to the line.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Indexes `text` in one pass.
    pub fn new(text: &str) -> Self {
        // Lines of docs are seldom shorter.
        let mut starts = Vec::with_capacity(text.len() / 24 + 1);
        starts.push(0);
        starts.extend(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1));
        Self { starts }
    }

    /// 1-based line number of a byte offset.
    pub fn line(&self, offset: usize) -> u32 {
        self.starts.partition_point(|&start| start <= offset) as u32
    }

    /// Byte offset at which a 1-based line starts (the text's last line start when past the end).
    pub fn start(&self, line: u32) -> usize {
        let index = (line.max(1) as usize - 1).min(self.starts.len() - 1);
        self.starts[index]
    }

    /// Number of lines; a text without a line feed has one.
    pub fn count(&self) -> u32 {
        self.starts.len() as u32
    }

    /// The place of a byte offset in `text`, which must be the text this index was made from.
    pub fn place(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.line(offset);
        let start = self.start(line);
        let before = text.get(start..offset).unwrap_or_default();
        let column = without_bom(start, before).chars().count() as u32 + 1;
        Position::new(line, column)
    }
}

/// A line, or the first part of one, that starts at byte `start`: a byte order mark opens the text and is no column, as
/// editors do not show it.
pub(super) fn without_bom(start: usize, line: &str) -> &str {
    line.strip_prefix('\u{feff}').filter(|_| start == 0).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "ab\r\ncäd\n\u{1f600}x";
        let index = LineIndex::new(text);
        assert_eq!(index.place(text, text.find('d').expect("d")), Position::new(2, 3));
        assert_eq!(index.place(text, text.find('x').expect("x")), Position::new(3, 2));
        assert_eq!(index.place(text, 0), Position::new(1, 1));
        assert_eq!(index.place(text, 10_000), Position::new(3, 3));
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}# T";
        assert_eq!(LineIndex::new(text).place(text, 3), Position::new(1, 1));
    }

    #[test]
    fn elsewhere_the_same_character_takes_one() {
        let text = "a\u{feff}b\n\u{feff}c";
        assert_eq!(LineIndex::new(text).place(text, text.find('b').expect("b")), Position::new(1, 3));
        assert_eq!(LineIndex::new(text).place(text, text.find('c').expect("c")), Position::new(2, 2));
    }
}
