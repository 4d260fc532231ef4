//! The fences of pages as the HTML report shows them next to responses.

use serde::Serialize;

use crate::report::Docs;
use crate::text::Position;

/// How many lines of a fence are shown.
const MOST_LINES: u32 = 600;

/// What a page shows in a fence.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Documented {
    /// The line of the page that the text starts at.
    line: u32,
    text: String,
    /// The fence is longer: this is its beginning.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    is_cut: bool,
}

impl Documented {
    /// The fence that opens at a line; nothing where the page cannot be read or has none there.
    pub(super) fn of_fence(page: &str, opens_at: u32, docs: &Docs<'_>) -> Option<Self> {
        let line = |number| docs.line(page, Position::new(number, 1));
        let opening = line(opens_at)?;
        let marks = marks(&opening)?;
        let content = |number| line(number).filter(|text| !closes(text, marks));
        let lines: Vec<_> = (opens_at + 1..=opens_at + MOST_LINES).map_while(content).collect();
        let is_cut = lines.len() == MOST_LINES as usize && content(opens_at + MOST_LINES + 1).is_some();
        Some(Self { line: opens_at + 1, text: lines.join("\n"), is_cut })
    }
}

/// The marks that open a fence, after indentation and marks of quotes and lists.
fn marks(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '>' | '-' | '*' | '+'));
    let first = rest.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = rest.len() - rest.trim_start_matches(first).len();
    (length >= 3).then(|| &rest[..length])
}

/// Whether a line ends the fence.
fn closes(line: &str, opening: &str) -> bool {
    let rest = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>').trim_end();
    let mark = &opening[..1];
    rest.len() >= opening.len() && rest.replace(mark, "").is_empty()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::text::IndexedText;

    #[test]
    fn the_text_of_a_fence_is_found_by_its_first_line() {
        let text = "# T\n\n````http\nHTTP/1.1 200 OK\n```\n{}\n````\n\n> ~~~\n> x\n> ~~~\nlast";
        let page = |_: &str| Some(Arc::new(IndexedText::new(text)));
        let docs = Docs { root: "", page: Some(&page), ..Docs::default() };
        let fence = |line| Documented::of_fence("a.md", line, &docs);
        let shown = |line, text: &str| Some(Documented { line, text: text.to_owned(), is_cut: false });
        assert_eq!(fence(3), shown(4, "HTTP/1.1 200 OK\n```\n{}"));
        assert_eq!(fence(9), shown(10, "> x"));
        assert_eq!((fence(1), fence(12), fence(99)), (None, None, None));
        assert_eq!(Documented::of_fence("a.md", 3, &Docs::default()), None);
    }

    #[test]
    fn a_fence_that_is_not_shown_whole_says_so() {
        let is_cut = |lines: u32| {
            let text = format!("```json\n{}```\n\nmore\n", "1\n".repeat(lines as usize));
            let page = |_: &str| Some(Arc::new(IndexedText::new(text.as_str())));
            let docs = Docs { root: "", page: Some(&page), ..Docs::default() };
            Documented::of_fence("a.md", 1, &docs).map(|shown| (shown.text.lines().count() as u32, shown.is_cut))
        };
        assert_eq!(is_cut(MOST_LINES), Some((MOST_LINES, false)));
        assert_eq!(is_cut(MOST_LINES + 1), Some((MOST_LINES, true)));
    }
}
