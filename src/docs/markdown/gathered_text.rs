use crate::text::{LineIndex, SourceText};

/// Text gathered from parts of a page, with the page offset of each of its lines.
#[derive(Default)]
pub(super) struct GatheredText {
    pub(super) text: String,
    starts: Vec<usize>,
    /// The start of the line that comes next is known.
    within_line: bool,
}

impl GatheredText {
    /// Empty, with the capacity for so many bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), starts: Vec::with_capacity(bytes / 24 + 1), within_line: false }
    }

    /// Adds a part that is found at page offset `at`, in one piece.
    pub(super) fn add(&mut self, part: &str, at: usize) {
        if !self.within_line {
            self.starts.push(at);
        }
        // A blank line that ends in CRLF comes as an empty part and a line feed.
        self.within_line = !part.ends_with('\n');
        let inner = part.strip_suffix('\n').unwrap_or(part);
        self.starts.extend(memchr::memchr_iter(b'\n', inner.as_bytes()).map(|nl| at + nl + 1));
        self.text.push_str(part);
    }

    /// Keeps so many bytes of the text.
    pub(super) fn truncate(&mut self, bytes: usize) {
        self.text.truncate(bytes);
        self.text.shrink_to_fit();
        self.starts.truncate(memchr::memchr_iter(b'\n', self.text.as_bytes()).count() + 1);
    }

    /// The text with the positions of its lines; `fallback` is its line where there is no text.
    pub(super) fn into_source_text(self, page: &str, lines: &LineIndex<'_>, fallback: u32) -> SourceText {
        let line = self.starts.first().map_or(fallback, |&at| lines.line(at));
        let column = |&at: &usize| match page.as_bytes().get(at.wrapping_sub(1)) {
            None | Some(b'\n') => 1,
            Some(_) => lines.place(at).column,
        };
        let columns: Vec<u32> = self.starts.iter().map(column).collect();
        SourceText::new(self.text, line, &columns)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    #[test]
    fn an_empty_part_begins_its_line_once() {
        let page = "> a\r\n>\r\n>  b";
        let mut gathered = GatheredText::default();
        for (part, at) in [("a", 2), ("\n", 4), ("", 6), ("\n", 7), (" b", 10)] {
            gathered.add(part, at);
        }
        let text = gathered.into_source_text(page, &LineIndex::new(page), 1);
        assert_eq!((text.text(), text.place(4)), ("a\n\n b", Position::new(3, 4)));
    }
}
