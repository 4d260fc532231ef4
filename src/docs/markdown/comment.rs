//! Raw HTML of a page -> its comments, and the fences that HTML hides.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::block::BlockKind;
use crate::text::{Position, SourceText};

/// A part of raw HTML with its place.
pub(super) struct HtmlPart {
    pub(super) kind: BlockKind,
    pub(super) place: Position,
}

static OPEN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("<!--"));
static CLOSE: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("-->"));

/// The comments in raw HTML. Tags and the text between them are left out, except for a line that opens a fence: without a
/// blank line before it, Markdown does not read it as one.
pub(super) fn split(raw: &SourceText) -> Vec<HtmlPart> {
    let (text, mut parts, mut at) = (raw.text(), Vec::new(), 0);
    while let Some(open) = OPEN.find(&text.as_bytes()[at..]).map(|found| at + found) {
        hidden_fences(raw, at, open, &mut parts);
        let inside = open + "<!--".len();
        let Some(close) = CLOSE.find(&text.as_bytes()[inside..]).map(|found| inside + found) else {
            parts.push(HtmlPart { kind: BlockKind::UnclosedComment, place: raw.place(open) });
            return parts;
        };
        parts.push(HtmlPart { kind: BlockKind::Comment(raw.part(inside..close)), place: raw.place(open) });
        at = close + "-->".len();
    }
    hidden_fences(raw, at, text.len(), &mut parts);
    parts
}

fn hidden_fences(raw: &SourceText, from: usize, to: usize, parts: &mut Vec<HtmlPart>) {
    let (mut at, mut inside) = (from, false);
    for line in raw.text()[from..to].split_inclusive('\n') {
        let trimmed = line.trim();
        let closes = inside && trimmed.bytes().all(|byte| byte == b'`');
        if trimmed.starts_with("```") && !trimmed[3..].trim_start_matches('`').contains('`') {
            if !closes {
                parts.push(HtmlPart { kind: BlockKind::HiddenFence, place: raw.place(at) });
            }
            inside = !closes;
        }
        at += line.len();
    }
}
