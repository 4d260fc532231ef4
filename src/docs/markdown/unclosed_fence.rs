//! A fence without its closing line takes in what follows, up to the close of the next one. `CommonMark` cannot know; the
//! source shows it.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::text::lines;

static BACKTICKS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("```"));
static TILDES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("~~~"));

/// Where to cut a fence that is not closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Cut {
    /// Bytes of the fence's content that are its own.
    pub(super) keep: usize,
    /// Page offset at which the next block begins.
    pub(super) resume: usize,
    /// A closing line is there, indented too far for Markdown.
    pub(super) closed: bool,
}

/// Where to cut the fence at `range` of `page`, whose parsed content is `content`, if its closing line is missing. A fence
/// that runs to the end of the page without a sign of another block is left whole.
pub(super) fn cut(page: &str, range: &Range<usize>, content: &str) -> Option<Cut> {
    let opening = page[range.start..].lines().next().unwrap_or_default();
    let (marker, length) = marker(opening)?;
    // Nearly all fences end here: nothing inside looks like the opening of another one.
    let closed = is_closed(page, range, marker, length);
    let fence = if marker == '`' { &BACKTICKS } else { &TILDES };
    if closed && fence.find(content.as_bytes()).is_none() && !annotates_close(content) {
        return None;
    }
    if closed && (shows_fences(content, marker) || is_directive(opening, marker) && lays_out_fences(content, marker)) {
        return None;
    }
    let before_opening = own_opening(content, marker, length).map_or(content, |at| &content[..at]);
    if let Some(cut) = indented_close(page, range, before_opening, marker, length) {
        return Some(cut);
    }
    // A comment or heading inside a fence that is closed may be what the example shows; an opening fence cannot be,
    // nor can an annotation right above the "close", which then opens the next one.
    if closed && !annotates_close(content) && !content.lines().any(|line| opens_fence(line, marker, length)) {
        return None;
    }
    let keep = own_bytes(content, marker, length)?;
    let resume = page_offset(page, range, content, keep);
    Some(Cut { keep, resume, closed: false })
}

/// Whether the content of the fence at `range` shows that its closing line is missing, whatever comes after the content.
pub(super) fn holds_opening(page: &str, range: &Range<usize>, content: &str) -> bool {
    let opening = page[range.start..].lines().next().unwrap_or_default();
    marker(opening).is_some_and(|(marker, length)| own_opening(content, marker, length).is_some())
}

/// The marker of an opening line, and how many of it there are.
fn marker(opening: &str) -> Option<(char, usize)> {
    let opening = opening.trim_start();
    let marker = opening.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    Some((marker, opening.chars().take_while(|&c| c == marker).count()))
}

/// Where in a fence's content, below its first line, a fence of the page itself opens.
fn own_opening(content: &str, marker: char, length: usize) -> Option<usize> {
    let mut at = 0;
    content.split_inclusive('\n').find_map(|line| {
        at += line.len();
        let first = at == line.len();
        (!first && !line.starts_with("    ") && opens_fence(line, marker, length)).then(|| at - line.len())
    })
}

/// Whether an opening line begins a `MyST` directive: ` ```{list-table}`.
fn is_directive(opening: &str, marker: char) -> bool {
    let name = opening.trim_start().trim_start_matches(marker).trim_start().strip_prefix('{');
    name.is_some_and(|name| name.starts_with(char::is_alphabetic))
}

pub(super) fn is_closed(page: &str, range: &Range<usize>, marker: char, length: usize) -> bool {
    let body = page[range.clone()].trim_end();
    let last = body.rsplit('\n').next().unwrap_or_default();
    let last = last.trim_start_matches([' ', '\t', '>']).trim_end();
    body.contains('\n') && last.chars().count() >= length && last.chars().all(|c| c == marker)
}

/// A fence line with an info string can only open: a closing one has none.
pub(super) fn opens_fence(line: &str, marker: char, length: usize) -> bool {
    let line = line.trim();
    let run = line.chars().take_while(|&c| c == marker).count();
    run >= length.max(3) && run < line.chars().count() && !line[run..].contains(marker)
}

/// A closing line indented too far to close in Markdown's eyes.
fn indented_close(page: &str, range: &Range<usize>, content: &str, marker: char, length: usize) -> Option<Cut> {
    let mut at = 0;
    for line in lines(content) {
        let run = line.trim();
        if line.starts_with("    ") && run.len() >= length && run.chars().all(|c| c == marker) {
            let resume = page_offset(page, range, content, at + line.len());
            return Some(Cut { keep: at, resume, closed: true });
        }
        at += line.len();
    }
    None
}

/// Whether the fence shows the fences inside it: all are indented too far to be the page's own, each opened and closed.
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

/// Whether all fences in a directive's content (`{list-table}`) are in its list items, each opened and closed.
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

/// Whether a line begins an annotation.
pub(super) fn annotates(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with("<!--") && (line.contains('{') || line.trim_end() == "<!--")
}

/// The content up to the first line that plainly belongs to another block.
fn own_bytes(content: &str, marker: char, length: usize) -> Option<usize> {
    let (mut at, mut blank) = (0, false);
    for line in lines(content) {
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
    fn fences_that_a_fence_shows_belong_to_it() {
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
    fn an_opening_line_inside_shows_that_the_close_is_missing() {
        let page = "```http\nGET /a\n\n### Response\n```http\nHTTP/1.1 200 OK\n```";
        let cut = cut_of(page).expect("an unclosed fence");
        assert_eq!(&page[cut.resume..cut.resume + 12], "### Response");
        assert_eq!(cut.keep, "GET /a\n\n".len());
    }

    #[test]
    fn below_an_annotation_the_closing_line_opens_another_fence() {
        let page = "```\nGET /a\n\n<!-- {\"blockType\": \"response\"} -->\n```";
        let cut = cut_of(page).expect("an unclosed fence");
        assert!(page[cut.resume..].starts_with("<!--"));
    }

    #[test]
    fn a_last_fence_without_close_runs_to_the_end() {
        assert_eq!(cut_of("```http\nGET /a\n\n{}\n"), None);
    }
}
