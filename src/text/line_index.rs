use super::Position;

/// How many bytes share one count of the line feeds before them.
const CHUNK: usize = 128;

/// Byte offset -> [`Position`] for one text. Lines end at LF; a CR before it belongs to the line.
#[derive(Debug, Clone)]
pub struct LineIndex<'t> {
    text: &'t str,
    /// The line feeds before each chunk, and at the end those of the whole text. An entry for each line would cost more to
    /// make than all the look-ups in a page do.
    before: Vec<u32>,
}

impl<'t> LineIndex<'t> {
    /// Indexes `text` in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut before = Vec::with_capacity(text.len() / CHUNK + 2);
        let mut count = 0;
        before.push(count);
        for chunk in text.as_bytes().chunks(CHUNK) {
            count += line_feeds(chunk);
            before.push(count);
        }
        Self { text, before }
    }

    /// 1-based line number of a byte offset.
    pub fn line(&self, offset: usize) -> u32 {
        let offset = offset.min(self.text.len());
        let chunk = offset / CHUNK;
        self.before[chunk] + line_feeds(&self.text.as_bytes()[chunk * CHUNK..offset]) + 1
    }

    /// Byte offset at which a 1-based line starts (the text's last line start when past the end).
    pub fn start(&self, line: u32) -> usize {
        // The line starts after so many line feeds.
        let feeds = line.clamp(1, self.count()) - 1;
        let Some(chunk) = self.before.partition_point(|&before| before < feeds).checked_sub(1) else { return 0 };
        let rest = &self.text.as_bytes()[chunk * CHUNK..];
        let last = memchr::memchr_iter(b'\n', rest).nth((feeds - self.before[chunk] - 1) as usize);
        last.map_or(self.text.len(), |feed| chunk * CHUNK + feed + 1)
    }

    /// Number of lines; a text without a line feed has one.
    pub fn count(&self) -> u32 {
        self.before.last().map_or(1, |feeds| feeds + 1)
    }

    /// The position of a byte offset.
    pub fn place(&self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        let start = memchr::memrchr(b'\n', &self.text.as_bytes()[..offset]).map_or(0, |feed| feed + 1);
        let before = without_bom(start, self.text.get(start..offset).unwrap_or_default());
        Position::new(self.line(offset), before.chars().count() as u32 + 1)
    }
}

/// The line feeds in a part of a chunk: less than 256, so that the compiler can count in bytes, many at a time.
fn line_feeds(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0_u8, |count, &byte| count + u8::from(byte == b'\n')).into()
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
        assert_eq!(index.place(text.find('d').expect("d")), Position::new(2, 3));
        assert_eq!(index.place(text.find('x').expect("x")), Position::new(3, 2));
        assert_eq!(index.place(0), Position::new(1, 1));
        assert_eq!(index.place(10_000), Position::new(3, 3));
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
