//! Changes of a page, each with the text that must be there, and how they are applied.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{LineIndex, Position};

/// A change of a page in one place: what must be there, and what replaces it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Edit {
    /// Where it begins.
    #[serde(flatten)]
    pub at: Position,
    /// The text to remove; may be empty. Never spans lines.
    pub remove: String,
    /// What replaces it; a line feed becomes the page's own line end.
    pub insert: String,
}

/// A page after its edits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edited {
    /// The new text.
    pub text: String,
    /// How many edits were made.
    pub made: usize,
    /// Edits that were not: something else is in their place, or another edit changes it.
    pub refused: Vec<Edit>,
}

impl Edit {
    /// An edit that takes `remove` out at a place and puts `insert` there.
    pub(crate) fn new(at: Position, remove: impl Into<String>, insert: impl Into<String>) -> Self {
        Self { at, remove: remove.into(), insert: insert.into() }
    }
}

/// Makes the edits in a page's text; every byte outside of them stays as it is. The same edit given twice is made once.
pub fn edit(text: &str, edits: &[Edit]) -> Edited {
    let lines = LineIndex::new(text);
    let mut placed: Vec<(Range<usize>, &Edit)> = Vec::new();
    let mut refused = Vec::new();
    for edit in edits {
        match range(text, &lines, edit) {
            Some(range) => placed.push((range, edit)),
            None => refused.push(edit.clone()),
        }
    }
    placed.sort_by(|a, b| (a.0.start, a.0.end, a.1).cmp(&(b.0.start, b.0.end, b.1)));
    placed.dedup();
    let (mut out, mut at, mut made) = (String::with_capacity(text.len()), 0, 0);
    for (range, edit) in placed {
        // What an earlier edit removed cannot be changed again.
        if range.start < at {
            refused.push(edit.clone());
            continue;
        }
        out.push_str(&text[at..range.start]);
        out.push_str(&edit.insert.replace('\n', line_end(text, &lines, edit.at.line)));
        at = range.end;
        made += 1;
    }
    out.push_str(&text[at..]);
    Edited { text: out, made, refused }
}

/// The bytes an edit takes out; `None` where its text is not in its place.
fn range(text: &str, lines: &LineIndex<'_>, edit: &Edit) -> Option<Range<usize>> {
    let start = lines.offset(edit.at).filter(|_| !edit.remove.contains('\n'))?;
    text[start..].starts_with(&edit.remove).then(|| start..start + edit.remove.len())
}

/// The line end of a line; of the line before where it is the last one and has none.
fn line_end(text: &str, lines: &LineIndex<'_>, line: u32) -> &'static str {
    let ends_with_crlf = |line: u32| {
        let end = lines.start(line + 1);
        line < lines.count() && text[..end].ends_with("\r\n")
    };
    if ends_with_crlf(line) || (line == lines.count() && line > 1 && ends_with_crlf(line - 1)) { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_change_their_place_and_nothing_else() {
        let text = "\u{feff}a, b\r\n  \u{1f600}x,\r\nlast";
        let edits = [
            Edit::new(Position::new(2, 5), ",", ""),
            Edit::new(Position::new(1, 1), "a", "A"),
            Edit::new(Position::new(2, 1), "", "\n"),
            Edit::new(Position::new(1, 1), "a", "A"),
            Edit::new(Position::new(3, 5), "", "\n"),
        ];
        let edited = edit(text, &edits);
        assert_eq!(edited.text, "\u{feff}A, b\r\n\r\n  \u{1f600}x\r\nlast\r\n");
        assert_eq!((edited.made, edited.refused.len()), (4, 0));
    }

    #[test]
    fn what_does_not_stand_there_is_refused() {
        let wrong = [
            Edit::new(Position::new(1, 1), "b", ""),
            Edit::new(Position::new(1, 9), "", "x"),
            Edit::new(Position::new(7, 1), "", "x"),
            Edit::new(Position::new(0, 0), "", "x"),
        ];
        let edited = edit("abc\n", &wrong);
        assert_eq!((edited.text.as_str(), edited.made, edited.refused.len()), ("abc\n", 0, 4));
        let crossing = [Edit::new(Position::new(1, 1), "ab", "x"), Edit::new(Position::new(1, 2), "b", "y")];
        let edited = edit("abc\n", &crossing);
        assert_eq!((edited.text.as_str(), edited.refused.len()), ("xc\n", 1));
    }
}
