//! Raw HTML of a page -> its comments, and the fences that HTML hides.

use super::block::BlockKind;
use crate::text::{Position, SourceText};

/// A comment (or a fence line lost in HTML) with its place.
pub(crate) struct Part {
    pub(crate) kind: BlockKind,
    pub(crate) place: Position,
}

/// Splits raw HTML into the comments it holds. Text of tags and between them is of no interest, except for a line that
/// opens a fence: without a blank line before it, it is no fence.
pub(crate) fn split(raw: &SourceText) -> Vec<Part> {
    let (text, mut parts, mut at) = (raw.text(), Vec::new(), 0);
    while let Some(open) = text[at..].find("<!--").map(|found| at + found) {
        hidden_fences(raw, at, open, &mut parts);
        let inside = open + "<!--".len();
        let Some(close) = text[inside..].find("-->").map(|found| inside + found) else {
            parts.push(Part { kind: BlockKind::UnclosedComment, place: raw.place(open) });
            return parts;
        };
        parts.push(Part { kind: BlockKind::Comment(inner(raw, inside, close)), place: raw.place(open) });
        at = close + "-->".len();
    }
    hidden_fences(raw, at, text.len(), &mut parts);
    parts
}

/// The inside of a comment. Its first line does not start at a line start, so it is padded to keep its columns.
fn inner(raw: &SourceText, start: usize, end: usize) -> SourceText {
    let line_start = raw.text()[..start].rfind('\n').map_or(0, |nl| nl + 1);
    let whole = raw.slice(line_start, end);
    let pad = " ".repeat(raw.text()[line_start..start].chars().count());
    let padded = format!("{pad}{}", &raw.text()[start..end]);
    let lines = padded.split('\n').count();
    let columns: Vec<u32> = line_columns(&whole, lines);
    SourceText::new(padded, whole.start().line, &columns)
}

fn line_columns(passage: &SourceText, lines: usize) -> Vec<u32> {
    let mut at = 0;
    let starts = passage.text().split_inclusive('\n').map(|line| {
        let start = at;
        at += line.len();
        passage.place(start).column
    });
    starts.take(lines).collect()
}

fn hidden_fences(raw: &SourceText, from: usize, to: usize, parts: &mut Vec<Part>) {
    let mut at = from;
    for line in raw.text()[from..to].split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") && trimmed.trim_end().len() > 3 {
            parts.push(Part { kind: BlockKind::HiddenFence, place: raw.place(at) });
        }
        at += line.len();
    }
}
