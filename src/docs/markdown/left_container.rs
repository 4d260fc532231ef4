//! Fences whose lines are left of the list item or quote they began in: Markdown ends them there, their author did not
//! mean to.

use std::ops::Range;

use super::unclosed_fence::{annotates, is_closed, opens_fence};
use crate::text::line_start;

/// Whether the fence at `range` was ended by its container (a list item, a quote) rather than by a closing line or the
/// end of the page.
pub(super) fn left_container(page: &str, range: &Range<usize>) -> bool {
    let opening = page[range.start..].lines().next().unwrap_or_default().trim_start();
    let Some(marker) = opening.chars().next().filter(|c| matches!(c, '`' | '~')) else { return false };
    let length = opening.chars().take_while(|&c| c == marker).count();
    if is_closed(page, range, marker, length) || page[range.end..].trim().is_empty() {
        return false;
    }
    // Only where a closing line comes before anything that begins another block.
    let mut rest = page[range.end..].lines();
    let closes = |line: &str| line.trim().len() >= length && line.trim().chars().all(|c| c == marker);
    let begins = |line: &str| opens_fence(line, marker, length) || opens_item(line, marker) || line.starts_with("# ");
    rest.find(|line| closes(line) || begins(line) || annotates(line)).is_some_and(closes)
}

/// Whether a line begins a list item or a quote with a fence.
fn opens_item(line: &str, marker: char) -> bool {
    let line = line.trim_start();
    let inside = line.trim_start_matches(|c: char| c.is_ascii_digit() || " \t-*+>.)".contains(c));
    inside.len() < line.len() && inside.chars().take_while(|&c| c == marker).count() >= 3
}

/// The lines of a fence up to its closing line, and where the page goes on.
pub(super) struct FenceLines {
    /// Page ranges of the content's lines, indentation of the opening stripped.
    pub(super) lines: Vec<Range<usize>>,
    /// Page offset after the closing line.
    pub(super) resume: usize,
}

/// The lines of the fence that opens at `start`, wherever their container ends.
pub(super) fn fence_lines(page: &str, start: usize) -> FenceLines {
    let line_start = line_start(page, start);
    let indent = start - line_start;
    let marker = page[start..].trim_start().chars().next().unwrap_or('`');
    let mut at = start + page[start..].find('\n').map_or(page.len() - start, |nl| nl + 1);
    let mut lines = Vec::new();
    while at < page.len() {
        let line = page[at..].split_inclusive('\n').next().unwrap_or_default();
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        if line.trim().len() >= 3 && line.trim().chars().all(|c| c == marker) {
            return FenceLines { lines, resume: at + line.len() };
        }
        lines.push(at + blanks.min(indent)..at + line.len());
        at += line.len();
    }
    FenceLines { lines, resume: page.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_left_of_the_list_item_belong_to_the_fence() {
        let page = "1. Ask:\n\n   ```http\nGET /a\n   ```\n\nEnd";
        let start = page.find("```").expect("a fence");
        let range = start..page.find("GET").expect("a request");
        assert!(left_container(page, &range));
        let whole = fence_lines(page, start);
        assert_eq!(whole.lines.iter().map(|l| &page[l.clone()]).collect::<String>(), "GET /a\n");
        assert!(page[whole.resume..].starts_with("\nEnd"));
    }
}
