//! A fence whose closing line was lost swallows what follows, up to the close of the next one. `CommonMark` has no event
//! for it; the source tells.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

static BACKTICKS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("```"));
static TILDES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("~~~"));

/// Where to cut a fence whose close was lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Cut {
    /// Bytes of the fence's content that are its own.
    pub(crate) keep: usize,
    /// Page offset at which the next block begins.
    pub(crate) resume: usize,
}

/// Tells whether the fence at `range` of `page`, with `content` as its parsed content, has lost its close, and where
/// the next block begins. A fence that runs to the end of the page without a sign of another block is left whole.
pub(crate) fn cut(page: &str, range: &Range<usize>, content: &str) -> Option<Cut> {
    let opening = page[range.start..].lines().next().unwrap_or_default();
    let marker = opening.trim_start().chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = opening.trim_start().chars().take_while(|&c| c == marker).count();
    // Cheap way out for nearly all fences: nothing inside looks like an opening.
    let closed = is_closed(page, range, marker, length);
    let fence = if marker == '`' { &BACKTICKS } else { &TILDES };
    if closed && fence.find(content.as_bytes()).is_none() && !annotates_close(content) {
        return None;
    }
    let directive = opening.trim_start().trim_start_matches(marker).trim_start().strip_prefix('{');
    let directive = directive.is_some_and(|name| name.starts_with(char::is_alphabetic));
    if closed && (shows_fences(content, marker) || directive && lays_out_fences(content, marker)) {
        return None;
    }
    if let Some(cut) = indented_close(page, range, content, marker, length) {
        return Some(cut);
    }
    // A comment or heading inside a fence that is closed may be what the example shows; an opening fence cannot be,
    // nor can an annotation right above the "close", which then opens the next one.
    if closed && !annotates_close(content) && !content.lines().any(|line| opens_fence(line, marker, length)) {
        return None;
    }
    let keep = own_bytes(content, marker, length)?;
    let resume = page_offset(page, range, content, keep);
    Some(Cut { keep, resume })
}

fn is_closed(page: &str, range: &Range<usize>, marker: char, length: usize) -> bool {
    let body = page[range.clone()].trim_end();
    let last = body.rsplit('\n').next().unwrap_or_default();
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    body.contains('\n') && last.chars().count() >= length && last.chars().all(|c| c == marker)
}

/// A fence line with an info string can only open: a closing one has none.
fn opens_fence(line: &str, marker: char, length: usize) -> bool {
    let line = line.trim();
    let run = line.chars().take_while(|&c| c == marker).count();
    run >= length.max(3) && run < line.chars().count() && !line[run..].contains(marker)
}

/// A closing line indented too far to close in Markdown's eyes.
fn indented_close(page: &str, range: &Range<usize>, content: &str, marker: char, length: usize) -> Option<Cut> {
    let mut at = 0;
    for line in content.split_inclusive('\n') {
        let run = line.trim();
        if line.starts_with("    ") && run.len() >= length && run.chars().all(|c| c == marker) {
            return Some(Cut { keep: at, resume: page_offset(page, range, content, at + line.len()) });
        }
        at += line.len();
    }
    None
}

/// Whether the fences inside are what the fence shows: all indented too far to be the page's own, each opened and closed.
fn shows_fences(content: &str, marker: char) -> bool {
    let lines = content.lines().filter(|line| line.trim_start().chars().take_while(|&c| c == marker).count() >= 3);
    let (mut open, mut any) = (false, false);
    for line in lines {
        let closes = line.trim().chars().all(|c| c == marker);
        if !line.starts_with("    ") || closes != open {
            return false;
        }
        (open, any) = (!open, true);
    }
    any && !open
}

/// Whether all fences in a directive's content (`{list-table}`) stand in its list items, each opened and closed.
fn lays_out_fences(content: &str, marker: char) -> bool {
    let inner =
        |line: &&str| line.trim_start_matches([' ', '*', '-']).chars().take_while(|&c| c == marker).count() >= 3;
    let lines: Vec<&str> = content.lines().filter(inner).collect();
    let apart = |line: &&str| line.starts_with("    ") || line.trim_start().starts_with(['*', '-']);
    !lines.is_empty() && lines.len().is_multiple_of(2) && lines.iter().all(apart)
}

fn annotates_close(content: &str) -> bool {
    let content = content.trim_end();
    content.ends_with("-->") && content.rfind("<!--").is_some_and(|at| content[at..].contains("blockType"))
}

/// Whether the fence at `range` was ended by its container (a list item, a quote) rather than by a closing line or the
/// end of the page.
pub(crate) fn left_container(page: &str, range: &Range<usize>) -> bool {
    let opening = page[range.start..].lines().next().unwrap_or_default().trim_start();
    let Some(marker) = opening.chars().next().filter(|c| matches!(c, '`' | '~')) else { return false };
    let length = opening.chars().take_while(|&c| c == marker).count();
    if is_closed(page, range, marker, length) || page[range.end..].trim().is_empty() {
        return false;
    }
    // Only where a close does come, before anything that begins another block.
    let mut rest = page[range.end..].lines();
    let closes = |line: &str| line.trim().len() >= length && line.trim().chars().all(|c| c == marker);
    rest.find(|line| closes(line) || opens_fence(line, marker, length) || annotates(line) || line.starts_with("# "))
        .is_some_and(closes)
}

/// The lines of such a fence up to its close, and where the page goes on.
pub(crate) struct Outgrown {
    /// Page ranges of the content's lines, indentation of the opening stripped.
    pub(crate) lines: Vec<Range<usize>>,
    /// Page offset after the closing line.
    pub(crate) resume: usize,
}

/// See [`left_container`], which must have held.
pub(crate) fn outgrown(page: &str, start: usize) -> Outgrown {
    let line_start = page[..start].rfind('\n').map_or(0, |nl| nl + 1);
    let indent = start - line_start;
    let marker = page[start..].trim_start().chars().next().unwrap_or('`');
    let mut at = start + page[start..].find('\n').map_or(page.len() - start, |nl| nl + 1);
    let mut lines = Vec::new();
    while at < page.len() {
        let line = page[at..].split_inclusive('\n').next().unwrap_or_default();
        let blanks = line.len() - line.trim_start_matches([' ', '\t']).len();
        if line.trim().len() >= 3 && line.trim().chars().all(|c| c == marker) {
            return Outgrown { lines, resume: at + line.len() };
        }
        lines.push(at + blanks.min(indent)..at + line.len());
        at += line.len();
    }
    Outgrown { lines, resume: page.len() }
}

fn annotates(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("<!--") && (line.contains('{') || line.trim_end() == "<!--")
}

/// The content up to the first line that plainly belongs to another block.
fn own_bytes(content: &str, marker: char, length: usize) -> Option<usize> {
    let (mut at, mut blank) = (0, false);
    for line in content.split_inclusive('\n') {
        let heading = blank && line.starts_with('#') && line.trim_start_matches('#').starts_with(' ');
        if at > 0 && (opens_fence(line, marker, length) || annotates(line) || heading) {
            return Some(at);
        }
        blank = line.trim().is_empty();
        at += line.len();
    }
    None
}

/// The page offset of the line of the content that starts at `keep`: as many lines after the opening one.
fn page_offset(page: &str, range: &Range<usize>, content: &str, keep: usize) -> usize {
    let skip = memchr::memchr_iter(b'\n', &content.as_bytes()[..keep]).count();
    memchr::memchr_iter(b'\n', &page.as_bytes()[range.start..]).nth(skip).map_or(page.len(), |nl| range.start + nl + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut_of(page: &str) -> Option<Cut> {
        let content_start = page.find('\n').expect("a line") + 1;
        let content = page[content_start..].trim_end().trim_end_matches("```");
        cut(page, &(0..page.len()), content)
    }

    #[test]
    fn a_closed_fence_is_left_alone() {
        assert_eq!(cut_of("```http\nGET /a\n```"), None);
        assert_eq!(cut_of("````md\n```http\nGET /a\n```\n````"), None);
    }

    #[test]
    fn fences_that_a_fence_shows_far_indented_are_its_own() {
        assert_eq!(cut_of("```md\n- a list\n\n    ```json\n    {}\n    ```\n\nand on\n```"), None);
        assert!(cut_of("```http\nGET /a\n    ```\n\n    ```http\nHTTP/1.1 200 OK\n    ```\n\n```").is_some());
        assert!(cut_of("```md\n- a list\n\n    ```json\n    {}\n```").is_some());
        assert_eq!(
            cut_of("```{list-table}\n* - ```\n    x\n    ```\n  - A block\n\n    ```\n    x\n    ```\n```"),
            None
        );
        assert!(cut_of("```{list-table}\n* - x\n\n```http\nGET /a\n```").is_some());
    }

    #[test]
    fn an_opening_inside_tells_that_the_close_was_lost() {
        let page = "```http\nGET /a\n\n### Response\n```http\nHTTP/1.1 200 OK\n```";
        let cut = cut_of(page).expect("lost");
        assert_eq!(&page[cut.resume..cut.resume + 12], "### Response");
        assert_eq!(cut.keep, "GET /a\n\n".len());
    }

    #[test]
    fn an_annotation_right_above_the_close_tells_that_it_opens() {
        let page = "```\nGET /a\n\n<!-- {\"blockType\": \"response\"} -->\n```";
        let cut = cut_of(page).expect("lost");
        assert!(page[cut.resume..].starts_with("<!--"));
    }

    #[test]
    fn lines_left_of_the_list_item_still_belong_to_the_fence() {
        let page = "1. Ask:\n\n   ```http\nGET /a\n   ```\n\nEnd";
        let start = page.find("```").expect("a fence");
        let range = start..page.find("GET").expect("a request");
        assert!(left_container(page, &range));
        let whole = outgrown(page, start);
        assert_eq!(whole.lines.iter().map(|l| &page[l.clone()]).collect::<String>(), "GET /a\n");
        assert!(page[whole.resume..].starts_with("\nEnd"));
    }

    #[test]
    fn a_last_fence_without_close_runs_to_the_end() {
        assert_eq!(cut_of("```http\nGET /a\n\n{}\n"), None);
    }
}
