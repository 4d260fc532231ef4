//! A text whose lines are found by their number.

use super::Position;
use super::line_counts::LineCounts;

/// A text whose lines are found without looking from its start.
#[derive(Debug)]
pub struct IndexedText {
    text: String,
    lines: LineCounts,
}

impl IndexedText {
    /// Indexes a text.
    pub fn new(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { lines: LineCounts::new(&text), text }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The rest of a line from a column on, without its line end; empty where the line ends before it. `None` if there is no such
    /// line.
    pub fn rest_of_line(&self, from: Position) -> Option<&str> {
        let last = from.line > self.lines.count() || from.line == 0;
        let start = self.lines.start(&self.text, from.line);
        if last || start == self.text.len() && start > 0 {
            return None;
        }
        let end = if from.line == self.lines.count() {
            self.text.len()
        } else {
            self.lines.start(&self.text, from.line + 1) - 1
        };
        let rest = &self.text[self.lines.offset(&self.text, from).unwrap_or(end)..end];
        Some(rest.strip_suffix('\r').unwrap_or(rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_those_of_the_text() {
        let text = IndexedText::new("\u{feff}a é\r\n\nlast");
        let rest = |line, column| text.rest_of_line(Position::new(line, column));
        assert_eq!((rest(1, 1), rest(1, 3), rest(1, 9)), (Some("a é"), Some("é"), Some("")));
        assert_eq!((rest(2, 1), rest(3, 2), rest(4, 1), rest(0, 1)), (Some(""), Some("ast"), None, None));
        assert_eq!(IndexedText::new("x\n").rest_of_line(Position::new(2, 1)), None);
    }
}
