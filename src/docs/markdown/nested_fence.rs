//! Fences that `CommonMark` does not see, but the renderer of the page shows: inside JSX, or indented below a tab.

use std::ops::Range;

/// The first line in `range` of the page that opens a fence with an info string, and is closed: its offset.
pub(super) fn first(page: &str, range: Range<usize>) -> Option<usize> {
    let mut at = range.start;
    let mut is_first = true;
    for line in page[range].split_inclusive('\n') {
        let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
        // The first line of an indented block may open a fence without a language.
        let bare = is_first && indent > 0 && line.trim() == "```";
        is_first &= line.trim().is_empty();
        if bare || opens(line.trim()) {
            return closes(page, at + line.len(), line.trim()).then_some(at + indent);
        }
        at += line.len();
    }
    None
}

/// The first line of a paragraph, below its first one, that would open a fence were it not indented too far: its offset.
pub(super) fn first_in_paragraph(page: &str, range: Range<usize>) -> Option<usize> {
    let mut at = range.start;
    for (number, line) in page[range].split_inclusive('\n').enumerate() {
        let bare = line.trim();
        let run = bare.bytes().take_while(|&byte| byte == b'`').count();
        if number > 0 && run >= 3 && !bare[run..].contains('`') {
            let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
            return closes(page, at + line.len(), bare).then_some(at + indent);
        }
        at += line.len();
    }
    None
}

/// The first line of an indented block that opens a fence, and is closed: its offset. Without an info string it opens one only
/// where the block begins with it.
pub(super) fn first_indented(page: &str, range: Range<usize>) -> Option<usize> {
    let start = range.start;
    let line = page[start..].split_inclusive('\n').next().unwrap_or_default();
    let bare = line.trim();
    let opens = bare.len() >= 3 && bare.bytes().all(|byte| byte == b'`');
    let indent = line.len() - line.trim_start_matches([' ', '\t']).len();
    if opens && closes(page, start + line.len(), bare) { Some(start + indent) } else { first(page, range) }
}

/// The end of the closing line of the fence whose opening line begins at `start`; `None` where another one opens before it.
pub(super) fn end(page: &str, start: usize) -> Option<usize> {
    let mut lines = page[start..].split_inclusive('\n');
    let opening = lines.next()?;
    let run = opening.trim().bytes().take_while(|&byte| byte == b'`').count();
    let mut at = start + opening.len();
    for line in lines {
        at += line.len();
        let bare = line.trim();
        if bare.len() >= run && bare.bytes().all(|byte| byte == b'`') {
            return Some(at);
        }
        if opens(bare) {
            return None;
        }
    }
    None
}

/// The info string of the fence that opens at `start`.
pub(super) fn info(page: &str, start: usize) -> &str {
    page[start..].lines().next().unwrap_or_default().trim().trim_start_matches(['`', '~']).trim()
}

fn opens(line: &str) -> bool {
    let run = line.len() - line.trim_start_matches('`').len();
    run >= 3 && !line[run..].contains('`') && line[run..].trim().starts_with(char::is_alphabetic)
}

/// Whether a closing line comes before another opening one.
fn closes(page: &str, from: usize, opening: &str) -> bool {
    let run = opening.len() - opening.trim_start_matches('`').len();
    let mut rest = page[from..].lines().map(str::trim);
    rest.find(|line| opens(line) || (line.len() >= run && line.bytes().all(|b| b == b'`'))).is_some_and(|l| !opens(l))
}

/// Whether raw HTML begins with a component (`<CodeTabs>`, `<code-group>`): a renderer that knows components reads
/// Markdown inside.
pub(super) fn is_component(html: &str) -> bool {
    let Some(name) = html.trim_start().strip_prefix('<') else { return false };
    let name = &name[..name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.')).unwrap_or(name.len())];
    name.starts_with(|c: char| c.is_ascii_uppercase()) || (name.contains('-') && name.starts_with(char::is_alphabetic))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_fence_is_found_where_it_opens() {
        let page = "<Tabs>\n  ```http\n  GET /a\n\n  ```\n</Tabs>";
        let at = first(page, 0..15).expect("a fence");
        assert_eq!((at, info(page, at)), (9, "http"));
        assert_eq!(first("<Tabs>\n```http\nGET /a", 0..21), None);
        assert_eq!(first("```\nGET /a\n```", 0..14), None);
    }

    #[test]
    fn components_are_not_elements() {
        assert!(is_component("<CodeTabs>") && is_component("<code-group>\n") && is_component("<Tabs.Tab a>"));
        assert!(!is_component("<details>") && !is_component("text") && !is_component("<h1>"));
    }
}
