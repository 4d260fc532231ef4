//! How the text of a documented body consists of JSON, if it does.

use std::ops::Range;

use crate::http::server_events;
use crate::json::{self, Document, ReadError, RepairKind};

/// How a body consists of JSON. Of several documents, the tree is an array of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JsonLayout {
    /// It is one document.
    Document,
    /// Each line is a document.
    Lines,
    /// The data of each server-sent event is a document, except for data that is a mark (`[DONE]`).
    Events,
}

impl JsonLayout {
    /// Reads a text tolerantly as JSON in this layout.
    ///
    /// # Errors
    /// It, or a part of it, is not a document: where in the text, and why.
    pub fn read(self, text: &str) -> Result<Document, ReadError> {
        match self {
            Self::Document => json::read(text),
            Self::Lines => json::read_lines(text),
            Self::Events => json::read_parts(text, event_data(text)),
        }
    }
}

/// What the text of a documented body is, whatever `Content-Type` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    /// One JSON document, tolerantly read.
    Json,
    /// Several lines, each a JSON document of its own (NDJSON).
    JsonLines,
    /// Anything else.
    Other,
}

/// Several lines, each a document of its own.
pub(super) fn is_json_lines(text: &str) -> bool {
    let several = text.lines().filter(|line| !line.trim().is_empty()).nth(1).is_some();
    let whole = |document: &Document| document.repairs.iter().all(|repair| repair.kind != RepairKind::Trailing);
    several && json::read_lines(text).is_ok_and(|document| whole(&document))
}

/// The data of server-sent events that is JSON.
pub(super) fn event_data(text: &str) -> Vec<Range<usize>> {
    let lines = server_events(text).into_iter().filter_map(|event| match event.data.as_slice() {
        [only] => Some(only.clone()),
        _ => None,
    });
    let is_json = |range: &Range<usize>| {
        let data = &text[range.clone()];
        json::read(data).is_ok_and(|document| document.repairs.is_empty())
    };
    lines.filter(is_json).collect()
}

/// Whether a text begins with a line of a log, or as settings do: `[12:00:01] pump started`, `[+]pump ok`, `[pump]` above
/// `speed = 3`.
pub fn is_bracketed_text(text: &str) -> bool {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let line = lines.next().unwrap_or_default().trim_start();
    is_section(line) && lines.next().is_some_and(is_setting)
        || line.strip_prefix('[').and_then(|inner| inner.split_once(']')).is_some_and(|(mark, after)| {
            let is_sign = !mark.is_empty() && mark.chars().all(|c| matches!(c, '+' | '-' | '*' | '!' | '~'));
            (after.starts_with(' ') || is_sign) && after.trim_start().starts_with(char::is_alphabetic)
        })
}

/// `[pump]`, `[pump.motor]`
fn is_section(line: &str) -> bool {
    let name = line.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or_default();
    name.starts_with(char::is_alphabetic)
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ' | ':'))
}

/// `speed = 3`
fn is_setting(line: &str) -> bool {
    let key = line.split_once('=').map_or("", |(key, _)| key.trim());
    key.starts_with(char::is_alphabetic) && key.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// `[...]` on a line of its own, and then a text: lines are left out of that text, and it is not an array.
pub(super) fn begins_with_elided_lines(text: &str) -> bool {
    let Some((first, rest)) = text.trim_start().split_once('\n') else { return false };
    matches!(first.trim(), "[...]" | "[\u{2026}]") && !rest.trim().is_empty()
}

/// `callback({"a": 1});`: a script that hands a document to a function.
pub(super) fn calls_with_json(text: &str) -> bool {
    let shown = text.trim().trim_end_matches(';').trim_end();
    let call = shown.strip_suffix(')').and_then(|call| call.split_once('('));
    call.is_some_and(|(name, document)| {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.');
        !name.is_empty() && name.chars().all(is_name) && document.trim_start().starts_with(json::OPENING)
    })
}

/// The parts of a form.
pub(super) fn is_multipart(text: &str) -> bool {
    text.starts_with("--") && text.lines().nth(1).is_some_and(|line| line.starts_with("Content-Disposition: form-data"))
}

/// Documents of a stream below placeholders for their lengths: `<event-length>`.
pub(super) fn is_of_records(text: &str) -> bool {
    let mut lines = text.trim_start().lines();
    let first = lines.next().and_then(|line| line.trim().strip_prefix('<')?.strip_suffix('>'));
    first.is_some_and(|name| name.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_')))
        && lines.any(|line| line.trim_start().starts_with(json::OPENING))
}

#[cfg(test)]
mod tests {
    use super::is_bracketed_text;

    #[test]
    fn settings_and_logs_begin_with_brackets_and_are_not_json() {
        for text in ["[fan]\nrate = 2\n", "[fan.left]\n\nrate=2", "[08:00:01] fan started", "[+]fan ok"] {
            assert!(is_bracketed_text(text), "{text}");
        }
        for text in ["[1]\n", "[fan]\n", "[\n  1\n]", "[fan]\n[1]", "[true]\n\"a=b\""] {
            assert!(!is_bracketed_text(text), "{text}");
        }
    }
}
