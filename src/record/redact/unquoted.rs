//! Credentials that are not in the quotes of JSON or the marks of XML: in header fields, options of commands, and URLs.

use std::ops::Range;

use super::described::counts;
use super::hidden_parts::cut;
use super::not_a_credential::unless_stand_in;
use super::runs::{length_to, name_start, opened, run_end};
use crate::http::{HIDDEN, is_credential};

/// The value of a header field, or of a member without quotes, whose `:` is at `at`: on a line of its own or in quotes.
pub(super) fn field(text: &str, at: usize) -> Option<Range<usize>> {
    let start = name_start(text, at)?;
    let before = text[..start].chars().next_back();
    let line_begins = before.is_none_or(|c| matches!(c, '"' | '\'' | '`' | '{' | ',') || c.is_whitespace());
    if !line_begins || !is_credential(&text[start..at]) || text[at + 1..].starts_with("//") {
        return None;
    }
    let quote = before.filter(|c| matches!(c, '"' | '\'' | '`'));
    let value = run_end(text, at + 1, |b| matches!(b, b' ' | b'\t'));
    let (value, quote) = if quote.is_none() { opened(text, value) } else { (value, quote) };
    let ends = |c: char| c == '\n' || c == '\r' || Some(c) == quote;
    let near = cut(&text[value..], LONGEST_PROSE).0;
    let end = match length_to(near, ends) {
        end if end < near.len() || near.contains(' ') => end,
        _ => length_to(&text[value..], ends),
    };
    let whole = text[value..value + end].trim_end();
    let name = text[start..at].to_ascii_lowercase();
    if counts(&text[start..at], whole) {
        return None;
    }
    if name.contains("cookie") {
        return Some(unless_stand_in(text, value..value + whole.len()));
    }
    let words = whole.split(' ').filter(|word| !word.is_empty()).take(3).count();
    match (words, whole.split_once(' ')) {
        (1, _) => Some(unless_stand_in(text, value..value + whole.len())),
        // "get-token: not found" is about a command.
        (2, Some(("not" | "no", word))) if word.bytes().all(|byte| byte.is_ascii_lowercase()) => None,
        (2, Some((scheme, _))) if scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') => {
            Some(unless_stand_in(text, value + scheme.len() + 1..value + whole.len()))
        }
        (3, Some((scheme, rest))) if name.ends_with("authorization") && rest.contains('=') => {
            Some(value + scheme.len() + 1..value + whole.len())
        }
        _ => None,
    }
}

/// A line is looked at so far to tell prose (`Token: must be given`) from a field.
const LONGEST_PROSE: usize = 1024;

/// The password in an option of curl: `-u user:password`, `--user=user:password`, `--oauth2-bearer token`, `-b a=1`.
pub(super) fn option(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = &text[at..];
    if !text[..at].chars().next_back().is_none_or(char::is_whitespace) {
        return None;
    }
    let names = ["-u", "--user", "--proxy-user", "-U", "--oauth2-bearer", "--pass", "-b", "--cookie"];
    let name = names.into_iter().rev().find(|name| rest.starts_with(name))?;
    let after = text.as_bytes().get(at + name.len())?;
    if name.starts_with("--") && !matches!(after, b' ' | b'=') {
        return None;
    }
    let start = run_end(text, at + name.len(), |b| matches!(b, b' ' | b'=' | b'$'));
    let (start, quote) = opened(text, start);
    let ends = |c: char| quote.map_or(c.is_whitespace(), |quote| c == quote || c == '\n');
    let end = start + length_to(&text[start..], ends);
    let word = &text[start..end];
    match name {
        "--oauth2-bearer" | "--pass" => Some(unless_stand_in(text, start..end)),
        "-b" | "--cookie" => word.contains('=').then_some(start..end),
        _ => {
            let password = start + word.find(':')? + 1;
            // What is hidden in quotes had blanks, perhaps, and then it would not be a user's name.
            if text[start..password].contains(['"', '\'']) && text[start..password].contains(HIDDEN) {
                return None;
            }
            Some(unless_stand_in(text, password..end))
        }
    }
}

/// The user information of a URL, the `:` before its authority at `at`.
pub(super) fn user_information(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = text[at..].strip_prefix("://")?;
    let ends = |c: char| matches!(c, '/' | '?' | '#' | '"' | '\'' | '<' | '>') || c.is_whitespace();
    let authority = &rest[..length_to(rest, ends)];
    let length = authority.rfind('@').filter(|&length| length > 0)?;
    Some(unless_stand_in(text, at + 3..at + 3 + length))
}
