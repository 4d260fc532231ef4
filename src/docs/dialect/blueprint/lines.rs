//! Lines of a page with their indentation, as API Blueprint's lists are read.

use crate::text::{Position, SourceText};

/// A line of the page, without its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    pub(super) number: u32,
    /// Page offset.
    pub(super) offset: usize,
    pub(super) text: &'t str,
}

/// The lines of a page.
pub(super) fn lines(page: &str) -> impl Iterator<Item = Line<'_>> {
    let mut offset = 0;
    page.split_inclusive('\n').zip(1..).map(move |(line, number)| {
        let start = offset;
        offset += line.len();
        Line { number, offset: start, text: line.trim_end_matches(['\n', '\r']) }
    })
}

impl<'t> Line<'t> {
    pub(super) fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    /// Its indentation in columns; a tab goes to the next multiple of four.
    pub(super) fn indent(self) -> usize {
        let blanks = self.text.chars().take_while(|c| matches!(c, ' ' | '\t'));
        blanks.fold(0, |columns, c| if c == '\t' { columns / 4 * 4 + 4 } else { columns + 1 })
    }

    /// The bytes of its first `columns` columns of indentation.
    fn indentation(self, columns: usize) -> usize {
        let mut at = 0;
        for (bytes, c) in self.text.char_indices() {
            if at >= columns || !matches!(c, ' ' | '\t') {
                return bytes;
            }
            at = if c == '\t' { at / 4 * 4 + 4 } else { at + 1 };
        }
        self.text.len()
    }

    /// Where byte `at` of the line is in the page.
    pub(super) fn place(self, at: usize) -> Position {
        let into = self.text.get(..at).map_or(0, |before| before.chars().count());
        Position::new(self.number, into as u32 + 1)
    }

    /// The list item that the line begins: its first word, and what follows.
    pub(super) fn item(self) -> Option<(&'t str, &'t str)> {
        let rest = self.text.trim_start().strip_prefix(['+', '-', '*'])?;
        let rest = rest.strip_prefix([' ', '\t'])?.trim_start();
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        Some(rest.split_at(end))
    }

    /// The marks of a fence that the line opens or closes.
    pub(super) fn fence(self) -> Option<&'t str> {
        let text = self.text.trim();
        let run = text.len() - text.trim_start_matches(['`', '~']).len();
        (run >= 3).then(|| &text[..run])
    }
}

/// The text of lines that follow each other, without the indentation they share and blank lines around it.
pub(super) fn dedented(lines: &[Line<'_>]) -> Option<SourceText> {
    let first = lines.iter().position(|line| !line.is_blank())?;
    let last = lines.iter().rposition(|line| !line.is_blank())?;
    let shown = &lines[first..=last];
    let indent = shown.iter().filter(|line| !line.is_blank()).map(|line| line.indent()).min()?;
    let starts: Vec<usize> = shown.iter().map(|line| line.indentation(indent)).collect();
    let text: Vec<&str> = shown.iter().zip(&starts).map(|(line, &start)| &line.text[start..]).collect();
    let columns: Vec<u32> = starts.iter().map(|&start| start as u32 + 1).collect();
    Some(SourceText::new(text.join("\n"), shown[0].number, &columns))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shared_indentation_is_taken_off() {
        let page = "\n    \t{\n            \"a\": 1\n\n        }\n\n";
        let lines: Vec<Line<'_>> = lines(page).collect();
        let text = dedented(&lines).expect("text");
        assert_eq!(text.text(), "{\n    \"a\": 1\n\n}");
        assert_eq!((text.place(0), text.place(2)), (Position::new(2, 6), Position::new(3, 9)));
    }

    #[test]
    fn items_begin_with_a_word() {
        let item = |text: &'static str| Line { number: 1, offset: 0, text }.item();
        assert_eq!(item("+ Response 200 (a/b)"), Some(("Response", " 200 (a/b)")));
        assert_eq!(item("    - Body"), Some(("Body", "")));
        assert_eq!((item("Response"), item("+x")), (None, None));
    }
}
