//! Lines of a text by byte offset, by counts for each chunk.

use std::sync::OnceLock;

use super::Position;
use super::char_counts::CharCounts;

/// How many bytes share one count of the line feeds before them.
pub(super) const CHUNK: usize = 128;

/// Byte offset -> [`Position`] for one text, which each call is given.
#[derive(Debug, Clone)]
pub(super) struct LineCounts {
    /// The line feeds before each chunk, and at the end those of the whole text. An entry for each line would cost more to
    /// make than all the look-ups in a page do.
    before: Vec<u32>,
    /// Made when a place in a long line is first asked for.
    chars: OnceLock<CharCounts>,
}

impl LineCounts {
    pub(super) fn new(text: &str) -> Self {
        let mut before = Vec::with_capacity(text.len() / CHUNK + 2);
        let mut count = 0;
        before.push(count);
        for chunk in text.as_bytes().chunks(CHUNK) {
            count += line_feeds(chunk);
            before.push(count);
        }
        Self { before, chars: OnceLock::new() }
    }

    /// 1-based line number of a byte offset.
    pub(super) fn line(&self, text: &str, offset: usize) -> u32 {
        let offset = offset.min(text.len());
        let chunk = offset / CHUNK;
        self.before[chunk] + line_feeds(&text.as_bytes()[chunk * CHUNK..offset]) + 1
    }

    /// Byte offset at which a 1-based line starts (the text's last line start when past the end).
    pub(super) fn start(&self, text: &str, line: u32) -> usize {
        // The line starts after this many line feeds.
        let feeds = line.clamp(1, self.count()) - 1;
        let Some(chunk) = self.before.partition_point(|&before| before < feeds).checked_sub(1) else { return 0 };
        let rest = &text.as_bytes()[chunk * CHUNK..];
        let last = memchr::memchr_iter(b'\n', rest).nth((feeds - self.before[chunk] - 1) as usize);
        last.map_or(text.len(), |feed| chunk * CHUNK + feed + 1)
    }

    /// Number of lines; a text without a line feed has one.
    pub(super) fn count(&self) -> u32 {
        self.before.last().map_or(1, |feeds| feeds + 1)
    }

    /// The position of a byte offset.
    pub(super) fn place(&self, text: &str, offset: usize) -> Position {
        let offset = offset.min(text.len());
        let line = self.line(text, offset);
        let near = offset.saturating_sub(CharCounts::WORTH_WHILE);
        let feed = memchr::memrchr(b'\n', &text.as_bytes()[near..offset]);
        let start = feed.map_or_else(|| self.start(text, line), |feed| near + feed + 1);
        let before = without_bom(start, text.get(start..offset).unwrap_or_default());
        let column = if before.len() > CharCounts::WORTH_WHILE {
            let chars = self.chars(text);
            chars.before(text, offset) - chars.before(text, offset - before.len())
        } else {
            before.chars().count() as u32
        };
        Position::new(line, column + 1)
    }

    /// The byte offset of a place; `None` where its line has no such column.
    pub(super) fn offset(&self, text: &str, place: Position) -> Option<usize> {
        let column = place.column.checked_sub(1)? as usize;
        if !(1..=self.count()).contains(&place.line) {
            return None;
        }
        let start = self.start(text, place.line);
        let end = if place.line == self.count() { text.len() } else { self.start(text, place.line + 1) - 1 };
        let first = end - without_bom(start, &text[start..end]).len();
        let long = column > CharCounts::WORTH_WHILE;
        let (from, left) = if long { self.chars(text).skip(text, first, column) } else { (first, column) };
        let mut columns = text.get(from..end)?.char_indices().map(|(at, _)| from + at).chain([end]);
        columns.nth(left)
    }

    fn chars(&self, text: &str) -> &CharCounts {
        self.chars.get_or_init(|| CharCounts::new(text))
    }
}

/// The line feeds in a part of a chunk: less than 256, so that the compiler can count in bytes, many at a time.
fn line_feeds(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0_u8, |count, &byte| count + u8::from(byte == b'\n')).into()
}

/// A line, or the first part of one, that starts at byte `start`: a byte order mark opens the text and is not a column, as
/// editors do not show it.
fn without_bom(start: usize, line: &str) -> &str {
    line.strip_prefix('\u{feff}').filter(|_| start == 0).unwrap_or(line)
}
