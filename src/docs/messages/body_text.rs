//! The body of a documented message: where it begins and ends in its fence.

use super::elision::{is_rule, says_empty};
use super::json_fence::begins_array;
use super::lines::{line_at, skip_blank};
use super::raw_tags::without_raw;
use super::remarks_below::without_remarks_below;
use crate::contract::{DocumentedBody, is_left_out};
use crate::text::SourceText;

/// Past the comments right above a document: they say what it is, and are not sent with it.
fn skip_remarks(source: &str, start: usize) -> usize {
    let mut at = start;
    while ["# ", "// "].iter().any(|mark| source[at..].starts_with(mark)) {
        let line = line_at(source, at);
        at = skip_blank(source, (at + line.len() + 1).min(source.len()));
    }
    if at > start && is_document(source[at..].trim_end()) { at } else { start }
}

/// Whether a text begins and ends as a document of JSON does.
pub(super) fn is_document(text: &str) -> bool {
    text.starts_with('{') && text.ends_with('}') || begins_array(text) && text.ends_with(']')
}

/// A text without a line of dashes or the like at its end: it parts the message from what is below.
fn without_rule_below(text: &str) -> &str {
    if !text.ends_with(['-', '=', '*', '_']) {
        return text;
    }
    match text.rfind('\n') {
        // Of another text it may be a part: the line below a title, the end of a table.
        Some(last) if is_rule(&text[last + 1..]) && is_document(text[..last].trim()) => text[..last].trim_end(),
        _ => text,
    }
}

/// The dots that are all there is in the place of a body.
pub(super) fn left_out_body(text: &SourceText, at: usize) -> Option<DocumentedBody> {
    let start = skip_blank(text.text(), at);
    let rest = &text.text()[start..];
    let (shown, dots) = (rest.trim(), start + rest.len() - rest.trim_start().len());
    is_left_out(shown).then(|| text.slice(dots, dots + shown.len()).into())
}

/// From the first non-blank line to the last one, that one without trailing blanks. Dots alone show no body.
pub(super) fn body(text: &SourceText, at: usize) -> Option<DocumentedBody> {
    read(text, at, false)
}

/// The same with the blanks at the end of its last line.
pub(super) fn body_with_blanks(text: &SourceText, at: usize) -> Option<DocumentedBody> {
    read(text, at, true)
}

fn read(text: &SourceText, at: usize, with_blanks: bool) -> Option<DocumentedBody> {
    let start = skip_remarks(text.text(), skip_blank(text.text(), at));
    let shown = text.text()[start..].trim_end_matches([' ', '\t', '\n', '\r']);
    let shown = without_remarks_below(without_rule_below(shown));
    let end = start + shown.len();
    let is_shown = end > start && !is_left_out(shown) && !says_empty(shown, false);
    let behind = text.text()[end..].bytes().take_while(|byte| with_blanks && matches!(byte, b' ' | b'\t'));
    let blanks = behind.count();
    let body = is_shown.then(|| text.slice(start, end + blanks))?;
    // `{% raw %}` is for the template engine that makes the page.
    match without_raw(&body) {
        Some(inner) => {
            let end = inner.text().trim_end().len();
            (end > 0).then(|| inner.slice(0, end).into())
        }
        None => Some(body.into()),
    }
}
