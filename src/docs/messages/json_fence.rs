//! Fences and bodies that hold JSON documents.

use std::ops::Range;

use super::languages::{is_around_documents, is_json, is_other_notation};
use super::remarks_below::without_remarks_below;
use crate::contract::{DocumentedBody, is_bracketed_text};
use crate::json;
use crate::text::{SourceText, line_start};

/// The JSON document that a fence holds and nothing else, outer blank lines cut off.
pub(crate) fn document(info: &str, text: &SourceText) -> Option<DocumentedBody> {
    let source = text.text();
    let start = skip_comments(source);
    let start = line_start(source, start);
    let shown = source[start..].trim();
    let opens = shown.starts_with(json::OPENING);
    let is_document = if is_json(info) {
        opens || json::read(shown).is_ok() || lacks_opening(shown)
    } else {
        let plain = || is_around_documents(info) && goes_on_as_json(shown) && !is_bracketed_text(shown);
        opens && (plain() || !is_other_notation(info) && is_plainly_json(shown))
    };
    let end = source.trim_end().len();
    let remarks = shown.len() - without_remarks_below(shown).len();
    (is_document && !is_type_sketch(shown)).then(|| text.slice(start, end - remarks).into())
}

/// Whether a text is an object that only lacks its first bracket.
fn lacks_opening(shown: &str) -> bool {
    let key = || shown.strip_prefix('"')?.split_once('"').map(|(_, after)| after.trim_start().starts_with(':'));
    let count = |bracket: u8| memchr::memchr_iter(bracket, shown.as_bytes()).count();
    shown.ends_with('}') && key() == Some(true) && count(b'}') == count(b'{') + 1
}

/// Whether a text is a document that people write as scripts do, with member names that have no quotes.
pub(crate) fn is_sketch(info: &str, text: &str) -> bool {
    let shown = text.trim();
    !is_other_notation(info)
        && shown.starts_with(json::OPENING)
        && shown.ends_with(json::CLOSING)
        && !is_type_sketch(shown)
        && json::read(shown).is_ok()
}

/// Where the first line begins that is neither blank nor a comment, where what follows opens a document.
fn skip_comments(source: &str) -> usize {
    let first = source.len() - source.trim_start().len();
    let mut at = first;
    for line in source[first..].split_inclusive('\n') {
        let shown = line.trim();
        if shown.starts_with(json::OPENING) {
            return at + line.len() - line.trim_start().len();
        }
        if !shown.is_empty() && !shown.starts_with("// ") && !shown.starts_with("# ") {
            break;
        }
        at += line.len();
    }
    first
}

/// Whether a text declares the members of a type, as TypeScript does: `name: String;`.
fn is_type_sketch(shown: &str) -> bool {
    let declares = |line: &str| {
        let line = line.split("//").next().unwrap_or_default().trim();
        let member = line.strip_suffix(';').and_then(|member| member.split_once(':'));
        member.is_some_and(|(name, _)| {
            let name = name.trim_end_matches('?');
            !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_')
        })
    };
    shown.contains(';') && shown.lines().any(declares)
}

/// Whether a text consists of comments alone: what would be there is left out.
pub(crate) fn holds_comments_alone(text: &str) -> bool {
    text.trim_start().starts_with("//")
        && text.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with("//") && !line.starts_with("///"))
}

/// A text without blank lines around it.
pub(crate) fn trimmed(text: &SourceText) -> SourceText {
    let source = text.text();
    let start = source.len() - source.trim_start().len();
    let start = line_start(source, start);
    text.slice(start, source.trim_end().len().max(start))
}

/// Whether a text begins and ends as nothing but JSON does, whatever language its fence is said to be in.
fn is_plainly_json(shown: &str) -> bool {
    let next = shown[1..].trim_start();
    let begins =
        if shown.starts_with('{') { next.starts_with('"') } else { next.starts_with("{\"") || next.starts_with("{\n") };
    begins && shown.ends_with(json::CLOSING) && shown.contains("\":")
}

/// Whether what follows the first bracket can be JSON.
fn goes_on_as_json(shown: &str) -> bool {
    match shown[1..].trim_start().chars().next() {
        Some('"' | '}' | ']' | '{' | '[' | '.' | '/' | '-' | '0'..='9') => !shown.starts_with("{{"),
        Some('t' | 'f' | 'n') => shown.starts_with('[') && json::read(shown).is_ok(),
        _ => false,
    }
}

/// The first of several JSON documents in a body, if there are several.
pub(crate) fn first_of_several(body: &DocumentedBody) -> Option<DocumentedBody> {
    let text = body.text();
    if !text.starts_with(json::OPENING) || body.is_plain() {
        return None;
    }
    let error = body.json().err().filter(|error| !error.too_deep)?;
    let (first, _) = first_before(text, error.at)?;
    Some(body.source().slice(0, first.len()).into())
}

/// The JSON documents that a text consists of, one after the other; empty where it holds something else.
pub(crate) fn documents(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut at) = (Vec::new(), 0);
    loop {
        let rest = &text[at..];
        let start = at + rest.len() - rest.trim_start().len();
        if start == text.len() {
            return found;
        }
        if !text[start..].starts_with(json::OPENING) {
            return Vec::new();
        }
        match json::read(&text[start..]) {
            Ok(document) => {
                found.push(start..start + document.root.end);
                return found;
            }
            Err(error) => {
                let Some((_, end)) = first_before(&text[start..], error.at) else { return Vec::new() };
                found.push(start..start + end);
                at = start + error.at;
            }
        }
    }
}

/// The length of the JSON document that a text begins with; what is behind it is a remark.
pub(super) fn first_document(text: &str) -> Option<usize> {
    Some(json::read(text).ok()?.root.end)
}

/// The document before `at`, and where its JSON ends, where the reader stopped at the opening of another one.
fn first_before(text: &str, at: usize) -> Option<(&str, usize)> {
    let first = without_comments_below(text.get(..at)?);
    let another = text[at..].starts_with(json::OPENING) && first.ends_with(json::CLOSING);
    let document = if another { json::read(first).ok()? } else { return None };
    Some((first, document.root.end))
}

/// A text without blank lines and comments at its end.
fn without_comments_below(text: &str) -> &str {
    let text = text.trim_end();
    let last = text.rfind('\n').map_or(0, |newline| newline + 1);
    let is_comment = last > 0 && ["//", "# "].iter().any(|mark| text[last..].trim_start().starts_with(mark));
    if is_comment { without_comments_below(&text[..last]) } else { text }
}

/// Whether a text begins as JSON does; it may be broken further down.
pub(crate) fn begins_document(text: &str) -> bool {
    let text = text.trim_start();
    if is_bracketed_text(text) || is_template(text) {
        return false;
    }
    let after = |open: char| text.strip_prefix(open).map(|rest| rest.trim_start().chars().next());
    let object = after('{').is_some_and(|next| next.is_none_or(|c| "\"'}/.\u{2026}".contains(c) || c.is_alphabetic()));
    object
        || after('[').is_some_and(|next| next.is_none_or(|c| "\"'{[]/.\u{2026}-<".contains(c) || c.is_alphanumeric()))
}

/// Whether a text begins with an array of values: neither a link of Markdown nor a table of TOML.
pub(crate) fn begins_array(text: &str) -> bool {
    let begins_value = |c: char| matches!(c, '{' | '[' | ']' | '"' | '-') || c.is_ascii_digit();
    text.strip_prefix('[').is_some_and(|rest| rest.trim_start().starts_with(begins_value))
}

/// Whether a text begins with a placeholder and goes on: `{id}:{status}`.
fn is_template(text: &str) -> bool {
    let inner = text.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    inner.is_some_and(|(name, rest)| {
        let is_name = name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-')) && !name.is_empty();
        is_name && !rest.trim().is_empty()
    })
}

/// Whether a text is a scalar on one line: `true`, `"x"`, `12`.
pub(crate) fn is_scalar(text: &str) -> bool {
    let text = text.trim();
    !text.contains('\n')
        && !text.starts_with(json::OPENING)
        && json::read(text).is_ok_and(|document| document.repairs.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_of_json_is_recognised_by_its_language_or_its_beginning() {
        let shown = |info: &str, text: &str| {
            document(info, &SourceText::new(text, 1, &[])).map(|document| document.text().to_owned())
        };
        assert_eq!(shown("json", "\n{\"a\": 1}\n\n").as_deref(), Some("{\"a\": 1}"));
        assert_eq!(shown("JSON title=x", "12").as_deref(), Some("12"));
        assert_eq!(shown("", "[true]").as_deref(), Some("[true]"));
        assert_eq!(shown("cpp", "{\n\"a\": 1 }").as_deref(), Some("{\n\"a\": 1 }"));
        assert_eq!(shown("json", "\"a\": {\n}\n}").as_deref(), Some("\"a\": {\n}\n}"));
        for (info, text) in [
            ("json", "\"a\": {\n}"),
            ("js", "{\n  /* Its weight. */\n  grams: Number;\n}"),
            ("", "{{ name }}"),
            ("cpp", "{ \"a\", b }"),
            ("", "[text]"),
            ("python", "{}"),
            ("json", "text"),
        ] {
            assert_eq!(shown(info, text), None, "{info} {text}");
        }
    }

    #[test]
    fn documents_follow_each_other() {
        assert_eq!(documents(" {\"a\": 1}\n{\n}\n[]"), [1..9, 10..13, 14..16]);
        assert!(documents("{\"a\" 1}").is_empty() && documents("x").is_empty());
        let first = first_of_several(&SourceText::new("{}\n\n{\"a\": broken", 1, &[]).into());
        assert_eq!(first.as_ref().map(DocumentedBody::text), Some("{}"));
        let first = first_of_several(&SourceText::new("{}\n\n# no name\n{\"a\": 1}", 1, &[]).into());
        assert_eq!(first.as_ref().map(DocumentedBody::text), Some("{}"));
    }

    #[test]
    fn json_is_recognised_by_its_beginning() {
        for text in ["{\"a\"", "{ a: 1", "[1, 2", "{}", "[<time>, 1]", "{ // all"] {
            assert!(begins_document(text), "{text}");
        }
        for text in [
            "[12:00:01] pump started\n[12:00:02] pump stopped",
            "{{ x }}",
            "{id}:{status}",
            "[*] text",
            "[+]pump ok\n[-]fan off",
            "{% if %}",
            "plain",
        ] {
            assert!(!begins_document(text), "{text}");
        }
        assert!(is_scalar("true\n") && is_scalar("\"x\"") && !is_scalar("ok"));
    }
}
