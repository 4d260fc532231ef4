//! The delimiter row of a Markdown table: `|---|---|`.

use std::borrow::Cow;

use crate::text::line_start;

/// Whether a line has nothing but the marks of a delimiter row.
pub(crate) fn is_delimiter_row(line: &str) -> bool {
    line.contains('-')
        && line.contains('|')
        && line.bytes().all(|b| matches!(b, b'-' | b'|' | b':' | b' ' | b'\t' | b'\r'))
}

/// The text with blanks for tabs in the delimiter rows of tables (`|----<tab>|---|`): GFM allows them, but the parser would
/// not see the table. No byte changes its offset.
pub(super) fn without_tabs(text: &str) -> Cow<'_, str> {
    let mut out = Cow::Borrowed(text);
    let mut at = 0;
    while let Some(tab) = memchr::memchr(b'\t', &text.as_bytes()[at..]).map(|found| at + found) {
        let start = line_start(text, tab);
        let end = memchr::memchr(b'\n', &text.as_bytes()[tab..]).map_or(text.len(), |found| tab + found);
        // A tab at the start may indent a code block.
        if !text[start..].starts_with('\t') && is_delimiter_row(&text[start..end]) {
            let line = text[start..end].replace('\t', " ");
            out.to_mut().replace_range(start..end, &line);
        }
        at = end;
    }
    out
}
