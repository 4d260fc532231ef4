//! The body of a documented message: where it begins and ends in its fence.

use super::fields_and_body::{is_elision, is_rule, says_empty};
use super::json_fence::begins_array;
use super::raw_tags::without_raw;
use crate::contract::DocumentedBody;
use crate::json;
use crate::text::SourceText;

/// The line at a byte of a text.
pub(super) fn line_at(source: &str, at: usize) -> &str {
    let rest = &source[at..];
    &rest[..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())]
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

/// A document without the remarks about its members that a page writes below it in the same fence: `# id (required)`.
pub(super) fn without_remarks_below(text: &str) -> &str {
    // Nearly all documents end here.
    if text.ends_with(json::CLOSING) || !text.starts_with(json::OPENING) {
        return text;
    }
    let close = if text.starts_with('{') { "\n}" } else { "\n]" };
    let first = text.find('\n').filter(|&end| text[..end].ends_with(json::CLOSING));
    let Some(end) = first.or_else(|| Some(text.find(close)? + close.len())) else { return text };
    let below = text[end..].trim_start();
    let is_apart = text[end..end + text[end..].len() - below.len()].contains('\n');
    let is_remark = ["# ", "#\n", "// ", "* ", "- "].iter().any(|mark| below.starts_with(mark));
    // A comment between the documents of several lines parts them, and ends none.
    let goes_on = || below.lines().any(|line| line.trim_start().starts_with(json::OPENING));
    if is_apart && is_remark && !goes_on() && json::read(&text[..end]).is_ok() { &text[..end] } else { text }
}

/// From the first non-blank line to the last one, that one without trailing blanks. Dots alone show no body.
pub(super) fn body(text: &SourceText, at: usize) -> Option<DocumentedBody> {
    let start = skip_remarks(text.text(), skip_blank(text.text(), at));
    let shown = text.text()[start..].trim_end_matches([' ', '\t', '\n', '\r']);
    let shown = without_remarks_below(without_rule_below(shown));
    let end = start + shown.len();
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
