//! What a line in a fence says of the lines below it: a comment, a label, a request line.

use super::request_line::begins_request;
use super::status_line::status_line;
use crate::docs::wording::{self, LabelKind, Topic};
use crate::http::begins_url;
use crate::http::method::METHODS;
use crate::text::{COLONS, SourceText};

/// How many words a label has, and a comment that is one.
const LONGEST_PART_LABEL: usize = 4;
const LONGEST_COMMENT: usize = 7;

/// Whether words above a fence label it: a paragraph describes the result of a call, and labels nothing.
pub(super) fn is_label(words: &str) -> bool {
    /// How many words a label has without a colon behind it.
    const LONGEST: usize = 12;
    words.trim_end().ends_with(COLONS) || wording::words(words).count() <= LONGEST
}

/// A line without the marks of a comment, and whether it has some.
pub(super) fn uncommented(line: &str) -> (&str, bool) {
    let shown = line.trim_end();
    let marks: &[char] = match shown.as_bytes() {
        [b'#', ..] => &['#'],
        [b'/', b'/', ..] => &['/'],
        [b'/', b'*', ..] => &['/', '*'],
        [b'-', b'-', ..] => &['-'],
        [b'=', b'=', ..] => &['='],
        _ => return shown.strip_prefix("<!--").map_or((shown, false), |inner| (inner.trim_start(), true)),
    };
    (shown.trim_start_matches(marks).trim_start(), true)
}

/// Whether a text begins with a request line, whose method may be in brackets.
pub(super) fn is_request(text: &str) -> bool {
    let first = text.split('\n').next().unwrap_or_default();
    match first.strip_prefix('[').and_then(|rest| rest.split_once("] ")) {
        Some((method, rest)) => METHODS.contains(&method) && (rest.starts_with('/') || begins_url(rest)),
        None => begins_request(first),
    }
}

/// Whether a text is a request line and nothing else, no sentence about one.
pub(super) fn is_whole_request(text: &str) -> bool {
    let rest = text.trim_end_matches(['*', '/', ' ']);
    let rest = rest.strip_suffix("--").unwrap_or(rest).split_once(' ').map_or("", |(_, target)| target.trim());
    let behind = rest.split_once(' ').map_or("", |(_, behind)| behind.trim_start());
    is_request(text) && (behind.is_empty() || behind.starts_with("HTTP/") || behind.starts_with("//"))
}

/// Whether a line is a request line whose target leaves no doubt.
pub(super) fn plainly_requests(line: &str) -> bool {
    let target = line.split_once(' ').map(|(_, target)| target.trim_start());
    is_request(line) && target.is_some_and(|target| target.starts_with('/') || begins_url(target))
}

/// The label that a line begins with, and what is behind its colon.
pub(super) fn split_label(line: &str) -> Option<(&str, &str)> {
    let colon = line.find(COLONS)?;
    let label = line[..colon].trim_end_matches(['*', ' ']);
    let rest = &line[colon + line[colon..].chars().next().map_or(1, char::len_utf8)..];
    let rest = rest.trim_start_matches([' ', '\t']).trim_end_matches("*/").trim_end_matches("-->");
    let few = || {
        wording::words(label).count() <= LONGEST_PART_LABEL
            || label.is_ascii() && label.split_whitespace().count() <= LONGEST_PART_LABEL
    };
    (!label.is_empty() && few() && !label.contains(['"', '{', '<', '/', '='])).then_some((label, rest))
}

/// The words of a line that is a label without a colon: a comment of few words, `[Response]`, `--- Response ---`, or a status.
pub(super) fn label_alone(line: &str, commented: bool) -> Option<&str> {
    let label = line.trim_end_matches(['*', '/', '-', '=', '#', '>', '.', ' ', ']']).trim_start_matches('[');
    let words = wording::words(label).count();
    let most = if commented { LONGEST_COMMENT } else { 2 };
    let plain = words > 0 && words <= most && !label.contains(['{', '"', '/', '=', '(', ';']);
    let marked = commented || line.starts_with('[') || wording::is_worded(Topic::ResponseHeading, label);
    (plain && marked && matches!(kind_of(label), LabelKind::Response | LabelKind::RequestBody)).then_some(label)
}

pub(super) fn kind_of(label: &str) -> LabelKind {
    if wording::is_worded(Topic::BodyHeading, label) && LabelKind::of(label) == LabelKind::Unrelated {
        return LabelKind::Unknown;
    }
    LabelKind::of(label)
}

/// Whether a text is a status, a reason phrase behind it at most.
pub(super) fn shows_status(text: &str) -> bool {
    let code = text.get(..3).is_some_and(|code| code.bytes().all(|byte| byte.is_ascii_digit()));
    code && (text.len() == 3 || text[3..].starts_with(',') || status_line(&SourceText::new(text, 1, &[])).is_some())
}

/// Whether a text is a form, as it is sent: `a=1&b=2`.
pub(super) fn is_form(text: &str) -> bool {
    let text = text.trim();
    let pair = |pair: &str| pair.find('=').is_some_and(|at| at > 0);
    text.split('&').all(pair) && !text.contains(char::is_whitespace)
}
