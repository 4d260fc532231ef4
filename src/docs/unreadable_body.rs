//! A documented body that should be JSON and cannot be read: the finding about it, and whether it was meant as a sketch.

use crate::contract::DocumentedBody;
use crate::finding::{Finding, rules};
use crate::json;
use crate::json::ReadError;

/// The finding about it.
pub(crate) fn unreadable_body(page: &str, body: &DocumentedBody, error: &ReadError) -> Finding {
    let rule = if leaves_open(body.text()) { &rules::docs::SKETCHED_BODY } else { &rules::docs::BODY_NOT_JSON };
    let finding = Finding::docs(rule, page, body.place(error.at), &error.message);
    finding.help("correct the JSON; what is left out can be shown as `...`")
}

/// Whether what cannot be read as JSON is not meant to be JSON: markup, or a sketch that leaves values or members open.
fn leaves_open(text: &str) -> bool {
    let texts = || text.split('"').skip(1).step_by(2);
    if texts().any(|text| text == "..." || is_choice(text)) || names_without_quotes(text) {
        return true;
    }
    let text = &*without_texts(text.trim_start());
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    let is_name = |rest: &str, close: char| {
        let name = rest.split(close).next().filter(|name| name.len() < rest.len());
        name.is_some_and(|name| name.contains(char::is_alphabetic) && name.chars().all(is_word))
    };
    text.starts_with('<')
        || json::has_dots(text)
        || text.contains(" | ")
        // What the generator of the page fills in.
        || text.contains("{{")
        || text.contains("{%")
        || text.split(": ").skip(1).any(|rest| rest.lines().next().is_some_and(is_choice))
        || text.split('<').skip(1).any(|rest| is_name(rest, '>'))
        || text.split(": ").skip(1).any(|rest| rest.starts_with(['\n', ',']))
        || text
            .split(": ")
            .skip(1)
            .any(|rest| rest.starts_with(|c: char| c == '(' || c.is_alphabetic()) && !is_literal(rest))
        || text.strip_prefix('{').is_some_and(|rest| is_name(rest, '}'))
}

/// What is outside of quotes: a text is one, whatever it looks like.
pub(crate) fn without_texts(text: &str) -> String {
    text.split('"').step_by(2).collect::<Vec<_>>().join("\"\"")
}

/// Whether a line begins with the name of a member that has no quotes, as no JSON does: `level?: 3`.
fn names_without_quotes(text: &str) -> bool {
    let is_name = |line: &str| {
        let name = line.trim_start().split_once(':').map_or("", |(name, _)| name.trim_end().trim_end_matches('?'));
        name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    text.starts_with(json::OPENING) && text.lines().any(is_name)
}

/// Whether a value is a choice of values: `1|0,`.
fn is_choice(value: &str) -> bool {
    let mut parts = value.trim_end_matches([',', ' ']).split('|');
    let is_value = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || c == '_');
    value.contains('|') && parts.all(is_value)
}

/// Whether a value begins with one of the words of JSON.
fn is_literal(text: &str) -> bool {
    ["true", "false", "null"].iter().any(|word| text.starts_with(word))
}
