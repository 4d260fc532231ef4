//! Responses in the comment lines below a command: `# {"a": 1}`, `# Output: done`.

use super::word::Word;
use crate::docs::messages::json_fence;
use crate::docs::messages::status_line::is_success_of_change;
use crate::docs::wording::{self, LabelKind, Topic, begins_with_status};
use crate::http::status;
use crate::json;

/// A response in comments, without their marks.
pub(super) struct CommentedOutput {
    pub(super) word: Word,
    /// A label calls it what the command prints, so that it may be plain text.
    pub(super) is_called: bool,
}

/// How many words a label has, and a text that is printed rather than described.
const LONGEST_OUTPUT_LABEL: usize = 3;
const LONGEST_TEXT: usize = 8;

/// Reads what is below a command, `start` bytes into its fence.
pub(super) fn below(shown: &str, start: usize) -> Option<CommentedOutput> {
    let mut out = CommentedOutput { word: Word::at(start), is_called: false };
    let (mut label, mut near, mut at) = ("", true, start);
    for line in shown.split_inclusive('\n') {
        let end = at + line.len();
        at = end;
        let Some((comment, arrow)) = commented(line) else {
            if line.trim().is_empty() && out.word.text.is_empty() {
                near = false;
                continue;
            }
            break;
        };
        if out.word.text.is_empty() {
            let words = comment.trim_start_matches([' ', '#', '=', '-', '>', '\u{2192}']);
            let (called, inner) = labelled(words).unwrap_or(("", words));
            if !called.is_empty() && inner.trim().is_empty() {
                (label, out.is_called) = (called, near && prints(called));
                continue;
            }
            let is_message = json_fence::begins_document(inner) || inner.starts_with("HTTP/");
            // `# -> 201 with the new lamp` says what comes, and does not show it.
            if arrow && begins_with_status(inner) && !is_count(inner) {
                continue;
            }
            let is_text = near && (arrow || prints(called)) && is_printed(inner);
            if !is_message && !is_text && !out.is_called {
                continue;
            }
            label = called;
            out.word.push(inner, end - inner.len());
            out.is_called |= is_text;
            if is_text && !is_message {
                break;
            }
        } else {
            let inner = without_arrow(comment).unwrap_or(comment);
            let inner = inner.strip_prefix(' ').unwrap_or(inner);
            let again = labelled(inner).filter(|(called, _)| !label.is_empty() && *called == label);
            let inner = again.map_or(inner, |(_, inner)| inner);
            out.word.push(inner, end - inner.len());
        }
        if !json_fence::documents(&out.word.text).is_empty() {
            break;
        }
    }
    (!out.word.text.trim().is_empty()).then_some(out)
}

/// The arrows that show what is printed.
const ARROWS: [&str; 5] = ["==>", "-->", "=>", "->", "\u{2192}"];

/// A comment without the arrow that it begins with.
fn without_arrow(comment: &str) -> Option<&str> {
    let shown = comment.trim_start();
    ARROWS.iter().find_map(|arrow| shown.strip_prefix(arrow))
}

/// What a line has behind the mark of a comment, and whether an arrow says that it is printed: `# x`, `// => x`, `=> x`.
fn commented(line: &str) -> Option<(&str, bool)> {
    let shown = line.trim_start();
    let comment = shown.strip_prefix('#').or_else(|| shown.strip_prefix("//"));
    match comment {
        Some(comment) => Some((comment, without_arrow(comment).is_some())),
        None => ["=> ", "==> ", "\u{2192} "].iter().find_map(|mark| shown.strip_prefix(mark)).map(|text| (text, true)),
    }
}

/// The label of a comment that calls what is behind it the response, and that.
fn labelled(comment: &str) -> Option<(&str, &str)> {
    // The first member of a document may be called `result`.
    let ends = [":", "=>", "->", "\u{2192}"].iter().filter_map(|mark| Some((comment.find(mark)?, mark.len())));
    let (at, length) = ends.min().filter(|_| !comment.starts_with(json::OPENING))?;
    let (label, rest) = (&comment[..at], &comment[at + length..]);
    let is_label = wording::words(label).count() <= LONGEST_OUTPUT_LABEL && LabelKind::of(label) == LabelKind::Response;
    is_label.then(|| (label, rest.trim_start_matches([' ', '\t'])))
}

/// Whether a label is about what a command prints, not about what it means.
fn prints(label: &str) -> bool {
    wording::mentions(Topic::Printed, label)
}

/// Whether a text is a number that is no status of what changes something, and nothing else.
fn is_count(text: &str) -> bool {
    json_fence::is_scalar(text) && !status::code(text.trim()).is_some_and(is_success_of_change)
}

/// Whether a text is short enough to be printed, and no sentence.
fn is_printed(text: &str) -> bool {
    let text = text.trim();
    !text.ends_with(['.', '\u{3002}']) && wording::words(text).count() <= LONGEST_TEXT
}
