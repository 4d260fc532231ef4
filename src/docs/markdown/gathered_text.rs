use crate::text::{LineIndex, SourceText};

/// Text gathered from parts of a page, with the page offset of each of its lines.
#[derive(Default)]
pub(crate) struct Content {
    pub(crate) text: String,
    starts: Vec<usize>,
}

impl Content {
    /// Empty, with room for so many bytes.
    pub(crate) fn of_bytes(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), starts: Vec::with_capacity(bytes / 24 + 1) }
    }

    /// Adds a part that stands at page offset `at`, unbroken up to its end.
    pub(crate) fn add(&mut self, part: &str, at: usize) {
        if self.text.is_empty() || self.text.ends_with('\n') {
            self.starts.push(at);
        }
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
