use crate::text::{LineIndex, SourceText};

/// Text gathered from parts of a page, with the page offset of each of its lines.
#[derive(Default)]
pub(crate) struct Content {
    pub(crate) text: String,
    starts: Vec<usize>,
    /// The start of the line that comes next is known.
    within_line: bool,
}

impl Content {
    /// Empty, with room for so many bytes.
    pub(crate) fn of_bytes(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), starts: Vec::with_capacity(bytes / 24 + 1), within_line: false }
    }

    /// Adds a part that stands at page offset `at`, unbroken up to its end.
    pub(crate) fn add(&mut self, part: &str, at: usize) {
        if !self.within_line {
            self.starts.push(at);
        }
        // A blank line that ends in CRLF comes as an empty part and a line feed.
        self.within_line = !part.ends_with('\n');
        let inner = part.strip_suffix('\n').unwrap_or(part);
        self.starts.extend(memchr::memchr_iter(b'\n', inner.as_bytes()).map(|nl| at + nl + 1));
        self.text.push_str(part);
    }

    /// The text as a passage of `page`; `fallback` is its line where there is no text.
    pub(crate) fn passage(self, page: &str, lines: &LineIndex, fallback: u32) -> SourceText {
        let line = self.starts.first().map_or(fallback, |&at| lines.line(at));
        let column = |&at: &usize| match page.as_bytes().get(at.wrapping_sub(1)) {
            None | Some(b'\n') => 1,
            Some(_) => lines.place(page, at).column,
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
        let mut content = Content::default();
        for (part, at) in [("a", 2), ("\n", 4), ("", 6), ("\n", 7), (" b", 10)] {
            content.add(part, at);
        }
        let passage = content.passage(page, &LineIndex::new(page), 1);
        assert_eq!((passage.text(), passage.place(4)), ("a\n\n b", Position::new(3, 4)));
    }
}
