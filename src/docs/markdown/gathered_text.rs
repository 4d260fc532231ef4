//! A text put together from parts of a page that keeps the position of each line.

use std::ops::Range;

use crate::text::{LineIndex, SourceText};

/// Text gathered from parts of a page, with the page offset of each of its lines.
pub(super) struct GatheredText<'p> {
    page: &'p str,
    /// While the parts are contiguous (nearly always), the text is this range of the page.
    run: Option<Range<usize>>,
    /// Otherwise an owned copy.
    text: String,
    starts: Vec<usize>,
    /// Whether the start of the next line is already recorded.
    within_line: bool,
}

impl<'p> GatheredText<'p> {
    pub(super) const fn new(page: &'p str) -> Self {
        Self { page, run: None, text: String::new(), starts: Vec::new(), within_line: false }
    }

    /// One part of a page.
    pub(super) fn of(page: &'p str, part: Range<usize>, lines: &LineIndex<'_>) -> SourceText {
        let from = lines.line(part.start);
        Self { run: Some(part), ..Self::new(page) }.into_source_text(lines, from)
    }

    /// Adds a part that is found at page offset `at`, in one piece.
    pub(super) fn add(&mut self, part: &str, at: usize) {
        let is_of_page = self.page.as_bytes().get(at..).is_some_and(|rest| rest.starts_with(part.as_bytes()));
        match &mut self.run {
            Some(run) if is_of_page && run.end == at => run.end += part.len(),
            None if is_of_page && self.starts.is_empty() => self.run = Some(at..at + part.len()),
            _ => {
                if let Some(run) = self.run.take() {
                    self.push(&self.page[run.clone()], run.start);
                }
                self.push(part, at);
            }
        }
    }

    fn push(&mut self, part: &str, at: usize) {
        if !self.within_line {
            self.starts.push(at);
        }
        // A blank line that ends in CRLF comes as an empty part and a line feed.
        self.within_line = !part.ends_with('\n');
        let inner = part.strip_suffix('\n').unwrap_or(part);
        self.starts.extend(memchr::memchr_iter(b'\n', inner.as_bytes()).map(|nl| at + nl + 1));
        self.text.push_str(part);
    }

    pub(super) fn text(&self) -> &str {
        self.run.as_ref().map_or(&self.text, |run| &self.page[run.clone()])
    }

    /// Keeps so many bytes of the text.
    pub(super) fn truncate(&mut self, bytes: usize) {
        if let Some(run) = &mut self.run {
            run.end = run.end.min(run.start + bytes);
            return;
        }
        self.text.truncate(bytes);
        self.text.shrink_to_fit();
        self.starts.truncate(memchr::memchr_iter(b'\n', self.text.as_bytes()).count() + 1);
    }

    /// The text without so many bytes at the start of each line.
    pub(super) fn without_starts(self, length: impl Fn(&str) -> usize) -> Self {
        let mut out = Self::new(self.page);
        let mut offset = self.run.as_ref().map_or(0, |run| run.start);
        for (number, line) in self.text().split_inclusive('\n').enumerate() {
            let at = if self.run.is_some() { offset } else { self.starts.get(number).copied().unwrap_or_default() };
            let cut = length(line);
            out.add(&line[cut..], at + cut);
            offset += line.len();
        }
        out
    }

    /// The text with the positions of its lines; `fallback` is its line where there is no text.
    pub(super) fn into_source_text(self, lines: &LineIndex<'_>, fallback: u32) -> SourceText {
        let column = |at: usize| match self.page.as_bytes().get(at.wrapping_sub(1)) {
            None | Some(b'\n') => 1,
            Some(_) => lines.place(at).column,
        };
        if let Some(run) = self.run {
            let text = &self.page[run.clone()];
            let inner = text.strip_suffix('\n').unwrap_or(text);
            let columns = [column(run.start), 1];
            let known = if memchr::memchr(b'\n', inner.as_bytes()).is_some() { 2 } else { 1 };
            return SourceText::new(text, lines.line(run.start), &columns[..known]);
        }
        let line = self.starts.first().map_or(fallback, |&at| lines.line(at));
        let columns: Vec<u32> = self.starts.iter().map(|&at| column(at)).collect();
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
        let mut gathered = GatheredText::new(page);
        for (part, at) in [("a", 2), ("\n", 4), ("", 6), ("\n", 7), (" b", 10)] {
            gathered.add(part, at);
        }
        let text = gathered.into_source_text(&LineIndex::new(page), 1);
        assert_eq!((text.text(), text.place(4)), ("a\n\n b", Position::new(3, 4)));
    }

    #[test]
    fn parts_that_follow_each_other_are_one_part_of_the_page() {
        let page = "> a\nb\n> c\nd";
        let gathered = |parts: &[(usize, usize)]| {
            let mut gathered = GatheredText::new(page);
            for &(start, end) in parts {
                gathered.add(&page[start..end], start);
            }
            let text = gathered.into_source_text(&LineIndex::new(page), 1);
            (text.text().to_owned(), [0, 2, 4].map(|at| text.place(at)))
        };
        let places = |last| [(1, 3), (2, 1), last].map(|(line, column)| Position::new(line, column));
        assert_eq!(gathered(&[(2, 4), (4, 6), (6, 9)]), ("a\nb\n> c".to_owned(), places((3, 1))));
        assert_eq!(gathered(&[(2, 4), (4, 6), (8, 9)]), ("a\nb\nc".to_owned(), places((3, 3))));
        let mut cut = GatheredText::new(page);
        cut.add(&page[2..9], 2);
        cut.truncate(4);
        assert_eq!(cut.text(), "a\nb\n");
    }
}
