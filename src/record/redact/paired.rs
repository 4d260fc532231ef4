//! Credentials whose name is not beside them but the value of something called `name`, or in the head of a table.

use std::ops::Range;

use serde_json::Value;

use super::not_a_credential::is_stand_in;
use super::quoted::Quote;
use super::runs::run_end;
use crate::http::{is_credential, is_credential_member};
use crate::text::{first_bytes, last_bytes, looked_at};

/// A value is looked for so far behind its name.
const NEAR: usize = 300;

/// Of a larger table the first rows only.
const MOST_ROWS: usize = 10_000;

/// Whether a member holds the name of a value beside it: `{ "name": "API_KEY", "value": "..." }`.
pub(super) fn is_name_of_pair(member: &str) -> bool {
    const NAMES: [&str; 9] =
        ["name", "key", "field", "header", "id", "parameter", "parameterName", "headerName", "variable"];
    NAMES.iter().any(|name| member.eq_ignore_ascii_case(name))
}

/// Whether an object names a credential whose value is its member `value`.
pub(crate) fn names_credential(object: &serde_json::Map<String, Value>) -> bool {
    let names = object.iter().filter(|(member, _)| is_name_of_pair(member)).filter_map(|(_, name)| name.as_str());
    names.into_iter().any(is_credential_name)
}

/// Whether a value of `name` is the name of a credential: of a member or of a header field.
fn is_credential_name(name: &str) -> bool {
    is_credential_member(name) || is_credential(name)
}

/// The text of the member `value` in the object that names a credential in the text at `at`.
pub(super) fn value_of_pair(text: &str, at: usize) -> Option<Range<usize>> {
    let (start, quote) = Quote::opens(text, at)?;
    let end = named(text, start, quote)?;
    let rest = near(text, end);
    let behind = member_value(text, end..end + rest.find('}').unwrap_or(rest.len()));
    behind.or_else(|| {
        // It may be before its name.
        let before = last_bytes(&text[..at], NEAR);
        member_value(text, at - before.len() + before.rfind('{')?..at)
    })
}

/// The text of the member `value` in the object that begins at `at`.
pub(super) fn value_within(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = near(text, at);
    member_value(text, at..at + rest.find('}').unwrap_or(rest.len()))
}

/// Where the object, or the list of objects, ends that is the value of a credential member, which begins at `start`; 0 where it is
/// none. Members named `session` and the like are not credentials
/// themselves.
pub(super) fn container_end(text: &str, start: usize, name: &str) -> usize {
    let opens = text.as_bytes().get(start).is_some_and(|byte| matches!(byte, b'{' | b'['));
    if !opens || !has_parts(name) || name.eq_ignore_ascii_case("tokens") && holds_words(near(text, start)) {
        return 0;
    }
    let inside = first_bytes(&text[start..], MOST_INSIDE);
    let (mut depth, mut at) = (0_usize, 0);
    while at < inside.len() {
        match inside.as_bytes()[at] {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            break;
        }
        // Brackets in a text are a part of it.
        at = Quote::opens(inside, at).map_or(at + 1, |(begin, quote)| quote.past(inside, begin));
    }
    start + looked_at(at.min(inside.len()))
}

/// The object of a credential, or a list of them, is looked through so far.
const MOST_INSIDE: usize = 1 << 16;

/// Whether the first object of a list is about a word of a text, as the tokens are that a text was taken apart into.
fn holds_words(list: &str) -> bool {
    const OF_WORDS: [&str; 8] = [
        "\"pos\"",
        "\"lemma\"",
        "\"surface\"",
        "\"logprob\"",
        "\"offset\"",
        "\"start\"",
        "\"start_offset\"",
        "\"tag\"",
    ];
    let first = list.split('}').next().unwrap_or_default();
    list.starts_with('[') && OF_WORDS.iter().any(|member| first.contains(member))
}

/// Where the value of a member begins whose `:` is at `at`.
pub(super) fn value_start(text: &str, at: usize) -> usize {
    run_end(text, at + 1, |byte| byte.is_ascii_whitespace())
}

/// Whether what is in an object of this name is a credential. Sessions and the like have members that are none.
pub(super) fn has_parts(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    !["session", "auth", "signature"].iter().any(|word| lower.contains(word)) && is_credential_member(name)
}

/// Whether a member within the value of a credential only says of what kind it is, or whose.
pub(super) fn is_description(name: &str) -> bool {
    #[rustfmt::skip]
    const OPEN: [&str; 36] = [
        "alg", "algorithm", "comment", "created", "description", "email", "expires", "expiry", "format", "help", "hint", "href", "id", "issuer",
        "kind", "label", "last", "login", "message", "name", "note", "provider", "scope", "scopes", "state", "status", "title", "type", "unit",
        "updated", "uri", "url", "usage", "user", "username", "version",
    ];
    let first = name.split(['_', '-', '.']).next().unwrap_or_default();
    let is_open = |word: &str| OPEN.iter().any(|open| open.eq_ignore_ascii_case(word));
    is_open(name) || is_open(first) || name.ends_with("At") || name.ends_with("Id") || name.ends_with("Name")
}

/// The text of a member within the value of a credential, which begins at `start`; not of one that only says of what kind it is.
pub(super) fn value_inside(text: &str, start: usize, name: &str) -> Option<Range<usize>> {
    if is_description(name) {
        return None;
    }
    let (start, quote) = Quote::opens(text, start)?;
    let end = start + quote.end(near(text, start), 0);
    (!is_stand_in(&text[start..end])).then_some(start..end)
}

/// The second text of a pair in a list of pairs whose first is the name of a credential: `[["api_key", "..."], ...]`. `at`: the
/// bracket of the pair. A list of two names alone (`["password", "email"]`) may be a list of names.
pub(super) fn value_in_list_of_pairs(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].trim_end_matches(|c: char| c.is_ascii_whitespace());
    if !before.ends_with(['[', ',']) {
        return None;
    }
    let (name, quote) = Quote::opens(text, at + 1 + blanks(near(text, at + 1)))?;
    let end = named(text, name, quote)?;
    let behind = quote_past(text, end)?;
    let rest = near(text, behind).trim_start().strip_prefix(',')?.trim_start();
    let value = behind + near(text, behind).len() - rest.len();
    let (start, quote) = Quote::opens(text, value)?;
    let end = start + quote.end(near(text, start), 0);
    let is_last = near(text, quote_past(text, end)?).trim_start().starts_with(']');
    (is_last && !is_stand_in(&text[start..end])).then_some(start..end)
}

/// The offset behind the quote that is at the end of its text.
fn quote_past(text: &str, end: usize) -> Option<usize> {
    let (behind, _) = Quote::opens(text, end).filter(|_| end < text.len())?;
    Some(behind)
}

fn blanks(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_whitespace).count()
}

/// The word behind an option in a list of words that is named as a credential: `["--password", "..."]`. `at`: its first hyphen.
pub(super) fn word_after_option(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].chars().next_back().filter(|c| matches!(c, '"' | '\''))?;
    let shown = near(text, at);
    let end = shown.find(before)?;
    if !is_credential_member(shown[..end].trim_start_matches('-')) {
        return None;
    }
    let rest = shown[end + 1..].trim_start().strip_prefix(',')?.trim_start();
    let value = at + shown.len() - rest.len();
    let (start, quote) = Quote::opens(text, value)?;
    let end = start + quote.end(near(text, start), 0);
    (!is_stand_in(&text[start..end])).then_some(start..end)
}

/// Whether an attribute of a tag has the name of a credential: `<entry key='api_key'>`.
pub(super) fn is_named_by_attribute(tag: &str) -> bool {
    ["key=", "name="].iter().any(|attribute| {
        tag.match_indices(attribute).any(|(at, _)| {
            let value = &tag[at + attribute.len()..];
            let Some((start, quote)) = Quote::opens(value, 0) else { return false };
            tag[..at].ends_with(|c: char| c.is_ascii_whitespace())
                && is_credential_member(&value[start..quote.end(value, start)])
        })
    })
}

/// The value of a field of a form that is named in the quoted text at `at`: that of the `value` of an HTML element, or the
/// content of a part of a multipart message.
pub(super) fn value_of_field(text: &str, at: usize) -> Option<Range<usize>> {
    let (start, quote) = Quote::opens(text, at)?;
    let end = named(text, start, quote)?;
    let rest = near(text, end);
    if text.as_bytes()[..at].iter().rev().take(60).any(|&b| b == b'<') {
        let element = &rest[..rest.find('>').unwrap_or(rest.len())];
        // `content` is that of a `meta` element.
        let value = ["value=", "content="].into_iter().find_map(|name| Some(element.find(name)? + name.len()))?;
        let value = end + value;
        let (start, quote) = Quote::opens(text, value)?;
        return Some(start..quote.end(text, start));
    }
    let before = text.as_bytes()[..at].iter().rev().take(20).collect::<Vec<_>>();
    if !before.windows(9).any(|window| window.iter().rev().map(|b| **b).eq(*b"form-data")) {
        return None;
    }
    // In a text of JSON line ends are written as escapes.
    let blank = ["\r\n\r\n", "\n\n", "\\r\\n\\r\\n", "\\n\\n"];
    let (length, line_end) = blank.iter().filter_map(|blank| Some((rest.find(blank)?, *blank))).min()?;
    let start = end + length + line_end.len();
    let boundary = format!("{}--", &line_end[..line_end.len() / 2]);
    Some(start..start + looked_at(text[start..].find(&boundary).unwrap_or(text.len() - start)))
}

/// The cells below the names of credentials in a text of comma-separated values.
pub(super) fn cells(text: &str) -> Vec<String> {
    let mut lines = text.lines();
    let head = lines.next().unwrap_or_default();
    let Some(mark) = [',', ';', '\t'].into_iter().find(|mark| head.contains(*mark)) else { return Vec::new() };
    let bare = |cell: &str| cell.trim().trim_matches('"').to_owned();
    let columns: Vec<usize> =
        head.split(mark).enumerate().filter(|(_, name)| is_credential_member(&bare(name))).map(|(at, _)| at).collect();
    if columns.is_empty() {
        return Vec::new();
    }
    lines
        .take(MOST_ROWS)
        .flat_map(|line| {
            let cells = line.split(mark).enumerate().filter(|(at, _)| columns.contains(at));
            cells.map(|(_, cell)| bare(cell)).collect::<Vec<_>>()
        })
        .collect()
}

/// Where the quoted text that starts at `start` ends, if it is the name of a credential.
fn named(text: &str, start: usize, quote: Quote) -> Option<usize> {
    let shown = near(text, start);
    let end = start + quote.end(shown, 0);
    is_credential_name(&text[start..end]).then_some(end)
}

/// The text of the first member `value` in a part of a text.
fn member_value(text: &str, part: Range<usize>) -> Option<Range<usize>> {
    let inside = &text[part.clone()];
    let lower = inside.to_ascii_lowercase();
    let after = ["value\"", "value\\", "value'"].iter().filter_map(|name| lower.find(name)).min()? + "value".len();
    let colon = after + inside[after..].find(':')?;
    let blanks = inside[colon + 1..].bytes().take_while(u8::is_ascii_whitespace).count();
    let (start, quote) = Quote::opens(text, part.start + colon + 1 + blanks)?;
    Some(start..quote.end(text, start))
}

/// The beginning of a text from `at`.
fn near(text: &str, at: usize) -> &str {
    first_bytes(&text[at..], NEAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_in_a_list_of_pairs_names_its_second_text() {
        let found = |text: &str| {
            let brackets = text.match_indices('[').filter_map(|(at, _)| value_in_list_of_pairs(text, at));
            brackets.map(|part| text[part].to_owned()).collect::<Vec<_>>()
        };
        let pairs = "[[\"user\", \"kim\"], [ \"api_key\" , \"k-1\" ],[\"X-Auth-Token\",\"t-2\"]]";
        assert_eq!(found(pairs), ["k-1", "t-2"]);
        assert_eq!(found(r#"[[\"password\",\"p-1\"]]"#), ["p-1"]);
        for text in [
            "{\"required\": [\"password\", \"email\"]}",
            "[[\"password\", \"email\", \"name\"]]",
            "[[\"password\", \"string\"]]",
            "[[\"password\", 4]]",
            "[[\"password\"]]",
            "[[",
            "[[\"password\"",
            "[[\"password\",\"x",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn names_and_values_of_pairs_are_found_in_any_case() {
        let found = |text: &str| {
            let at = text.find(": ").expect("a member") + 2;
            value_of_pair(text, at).map(|range| text[range].to_owned())
        };
        for text in [
            r#"{"Name": "DB_PASSWORD", "Value": "v-1"}"#,
            r#"{"KEY": "api_key", "VALUE": "v-1"}"#,
            r#"{"field": "password", "value": "v-1"}"#,
        ] {
            assert_eq!(found(text).as_deref(), Some("v-1"), "{text}");
        }
        assert!(["Name", "KEY", "field", "header", "parameterName", "id"].into_iter().all(is_name_of_pair));
        assert_eq!(found(r#"{"id": "lamp-7", "value": "v-1"}"#), None);
        assert_eq!(found(r#"{"id": "password"}"#), None);
    }

    #[test]
    fn the_head_of_a_table_names_credentials() {
        assert_eq!(cells("id,\"api key\",n\n1,abcd,2\n2,\"ef\",3\n"), ["abcd", "ef"]);
        assert_eq!(cells("id;token\n1;a"), ["a"]);
        assert_eq!(cells("id,n\n1,2"), [""; 0]);
        assert_eq!(cells(""), [""; 0]);
    }
}
