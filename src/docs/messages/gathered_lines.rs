//! Lines taken out of a fence that make a message of their own.

use crate::text::SourceText;

/// Lines taken out of a fence that make a message of their own, each with its column. A gap between two of them is filled
/// with nothing: the lines of a message follow each other.
#[derive(Default)]
pub(super) struct GatheredLines {
    text: String,
    line: u32,
    columns: Vec<u32>,
}

impl GatheredLines {
    /// Adds a line, or the end of one that begins at byte `start` of the fence.
    pub(super) fn push(&mut self, source: &SourceText, rest: &str, start: usize) {
        let whole = source.text()[start..].split_inclusive('\n').next().unwrap_or_default();
        self.push_at(source, rest, start + whole.len() - rest.len());
    }

    /// Adds a line whose text begins at byte `at` of the fence.
    pub(super) fn push_at(&mut self, source: &SourceText, line: &str, at: usize) {
        let place = source.place(at);
        if self.text.is_empty() {
            self.line = place.line;
        }
        self.text.push_str(line);
        self.columns.push(place.column);
    }

    /// Takes out what is behind some of its bytes: whole lines.
    pub(super) fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        self.columns.truncate(self.text.lines().count());
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn finish(self) -> SourceText {
        SourceText::new(self.text, self.line, &self.columns)
    }
}
