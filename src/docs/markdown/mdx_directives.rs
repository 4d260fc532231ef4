//! Directives in comments of MDX, `{/* doctrial ... */}`: in a line of their own, behind text, several in a line. Site generators
//! read pages that end in `.md` as MDX, too, so that a directive is one in any page.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::block::{Block, BlockKind};
use super::gathered_text::GatheredText;
use crate::directive::parse_comment;
use crate::text::LineIndex;

const CLOSE: &str = "*/}";

static OPEN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("{/*"));

/// The blocks of a page, with its directives in comments of MDX among them.
pub(super) fn with_directives(page: &str, lines: &LineIndex<'_>, blocks: Vec<Block>) -> Vec<Block> {
    let mut opens = OPEN.find_iter(page.as_bytes()).peekable();
    // Nearly no page has any.
    if opens.peek().is_none() {
        return blocks;
    }
    let mut closes = page.match_indices(CLOSE).map(|(at, _)| at).peekable();
    let (mut out, mut shown_to, mut last_close) = (Vec::with_capacity(blocks.len() + 2), 0, 0);
    let mut blocks = blocks.into_iter().peekable();
    for open in opens {
        while let Some(block) = blocks.next_if(|block| block.range.start <= open) {
            shown_to = shown_to.max(hidden_to(&block, page));
            out.push(block);
        }
        if open < shown_to.max(last_close) {
            continue;
        }
        let inside = open + 3;
        while closes.next_if(|&close| close < inside).is_some() {}
        let Some(&close) = closes.peek() else { break };
        last_close = close;
        if parse_comment(&page[inside..close]).is_none() || is_in_code_span(page, open) {
            continue;
        }
        let text = GatheredText::of(page, inside..close, lines);
        let range = open..close + CLOSE.len();
        out.push(Block { kind: BlockKind::Comment(text), range, place: lines.place(open) });
    }
    out.extend(blocks);
    out
}

/// Up to where a block only shows what looks like a comment, or hides it.
fn hidden_to(block: &Block, page: &str) -> usize {
    match block.kind {
        BlockKind::Fence(_) | BlockKind::Comment(_) => block.range.end,
        BlockKind::UnclosedComment => page.len(),
        _ => 0,
    }
}

/// Whether a place is within a code span of its line.
fn is_in_code_span(page: &str, at: usize) -> bool {
    /// How many bytes before the place are looked at.
    const NEAR: usize = 500;
    let before = &page.as_bytes()[at.saturating_sub(NEAR)..at];
    let line = before.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    line.ends_with(b"<code>") || memchr::memchr_iter(b'`', line).count() % 2 == 1
}
