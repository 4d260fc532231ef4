//! A word of a shell after quoting and expansion, with the positions of its parts.

use std::ops::Range;

use crate::contract::{STANDARD_INPUT, whole_placeholder};
use crate::text::SourceText;

/// A shell word after quoting and expansion, which still knows where its parts come from.
///
/// A variable that the fence does not set is written `${NAME}` in it: a placeholder.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Word {
    pub(crate) text: String,
    /// Bytes of the source, quotes included.
    pub(crate) range: Range<usize>,
    /// Byte offset in the text -> byte offset in the source, wherever the two part.
    marks: Vec<(usize, usize)>,
}

impl Word {
    pub(crate) fn at(start: usize) -> Self {
        Self { text: String::new(), range: start..start, marks: Vec::new() }
    }

    /// Appends text that is at byte `at` of the source.
    pub(crate) fn push(&mut self, text: &str, at: usize) {
        let end = self.text.len();
        let follows = self.marks.last().is_some_and(|(to, from)| end - to + from == at);
        if !follows {
            self.marks.push((end, at));
        }
        self.text.push_str(text);
    }

    /// Where byte `offset` of the text is in the source.
    pub(crate) fn source(&self, offset: usize) -> usize {
        let after = self.marks.partition_point(|(to, _)| *to <= offset);
        self.marks[..after].last().map_or(self.range.start, |(to, from)| from + offset - to)
    }

    /// The text without its first `from` bytes.
    pub(crate) fn tail(&self, from: usize) -> Self {
        let mut tail = Self { text: String::new(), range: self.source(from)..self.range.end, marks: Vec::new() };
        let cuts: Vec<usize> = self.marks.iter().map(|(to, _)| *to).filter(|to| *to > from).collect();
        let mut at = from;
        for cut in cuts.into_iter().chain([self.text.len()]) {
            tail.push(&self.text[at..cut], self.source(at));
            at = cut;
        }
        tail
    }

    /// The text without the line ends at its end.
    pub(crate) fn without_last_line_ends(mut self) -> Self {
        let length = self.text.trim_end_matches(['\r', '\n']).len();
        self.text.truncate(length);
        self
    }

    /// In place of this word: a placeholder for the content of a file that the page does not show.
    pub(crate) fn placeholder_for(&self, file: &str) -> Self {
        let name = file_name(file);
        let shown = match whole_placeholder(name) {
            Some(_) => name.to_owned(),
            // A part of the name may be one, whose marks would be taken for those of the whole.
            None => format!("<{}>", name.replace(['<', '>', '{', '}', '$'], "")),
        };
        let mut out = Self::at(self.range.start);
        out.push(&shown, self.range.start);
        out.range = self.range.clone();
        out
    }

    /// The text with the positions it has in the page, of which `source` is a part.
    pub(crate) fn source_text(&self, source: &SourceText) -> SourceText {
        let mut columns = Vec::new();
        let mut at = 0;
        for line in self.text.split('\n') {
            columns.push(source.place(self.source(at)).column);
            at += line.len() + 1;
        }
        SourceText::new(self.text.clone(), source.place(self.source(0)).line, &columns)
    }
}

/// The name by which the user gives a file, or what is read in the place of one; a path that is a placeholder as a whole.
pub(crate) fn file_name(path: &str) -> &str {
    match path {
        "-" => STANDARD_INPUT,
        _ if whole_placeholder(path).is_some() => path,
        _ => base_name(path),
    }
}

/// The last part of a path.
pub(crate) fn base_name(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_knows_where_its_parts_come_from() {
        let mut word = Word::at(3);
        word.push("ab", 4);
        word.push("cd", 8);
        assert_eq!((word.source(1), word.source(3)), (5, 9));
        let tail = word.tail(1);
        assert_eq!((tail.text.as_str(), tail.source(0), tail.source(1)), ("bcd", 5, 8));
    }

    #[test]
    fn a_file_whose_name_is_a_placeholder_is_that_placeholder() {
        let shown = |file: &str| Word::at(0).placeholder_for(file).text;
        for (file, placeholder) in [
            ("a/lamp.png", "<lamp.png>"),
            ("-", "<stdin>"),
            ("<file>", "<file>"),
            ("{file}", "{file}"),
            ("/tmp/${FILE}", "${FILE}"),
            ("<path/to/file>", "<path/to/file>"),
            ("a/<id>.png", "<id.png>"),
        ] {
            assert_eq!(shown(file), placeholder, "{file}");
        }
    }
}
