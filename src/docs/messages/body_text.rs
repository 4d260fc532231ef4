//! The body of a documented message: where it begins and ends in its fence.

use super::fields_and_body::{is_elision, says_empty};
use super::json_fence::begins_array;
use super::raw_tags::without_raw;
use crate::contract::DocumentedBody;
use crate::text::SourceText;

/// The line at a byte of a text.
pub(super) fn line_at(source: &str, at: usize) -> &str {
    source[at..].split('\n').next().unwrap_or_default()
}

/// Past the blank lines at a byte of a text.
pub(super) fn skip_blank(source: &str, mut at: usize) -> usize {
    while at < source.len() {
        let line = line_at(source, at);
        if !line.trim().is_empty() {
            break;
        }
        at = (at + line.len() + 1).min(source.len());
    }
    at
}

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
fn is_document(text: &str) -> bool {
    text.starts_with('{') && text.ends_with('}') || begins_array(text) && text.ends_with(']')
}

/// From the first non-blank line to the last one, that one without trailing blanks. Dots alone show no body.
pub(super) fn body(text: &SourceText, at: usize) -> Option<DocumentedBody> {
    let start = skip_remarks(text.text(), skip_blank(text.text(), at));
    let end = start + text.text()[start..].trim_end_matches([' ', '\t', '\n', '\r']).len();
    let shown = &text.text()[start..end];
    let is_shown = end > start && !is_elision(shown) && !says_empty(shown, false);
    let body = is_shown.then(|| text.slice(start, end))?;
    // `{% raw %}` is for the template engine that makes the page.
    match without_raw(&body) {
        Some(inner) => {
            let end = inner.text().trim_end().len();
            (end > 0).then(|| inner.slice(0, end).into())
        }
        None => Some(body.into()),
    }
}
