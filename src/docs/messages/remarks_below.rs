//! Remarks about the members of a document, below it in the same fence.

use crate::json;

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
