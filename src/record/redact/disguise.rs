//! Secrets replaced by texts of the same kind and length, in recordings: what judges one finds what it found in the original.

use std::ops::Range;

use super::hidden_parts::{merged, replace};
use super::redactor::Redactor;
use crate::http::is_credential;

impl Redactor {
    /// The same, disguised.
    pub(crate) fn disguised_field_name(&self, name: &str) -> String {
        replace(name, self.found_in_name(name), |hidden| disguise(hidden).into())
    }

    /// `text` with each secret replaced by one of the same kind and length: letters by `a` and `A`, digits by `1`. What judges it
    /// finds what it found in the original, and nothing of that is left.
    pub(crate) fn disguised(&self, text: &str) -> String {
        self.replaced(text, |hidden| disguise(hidden).into())
    }

    /// The same of JSON, which stays JSON: what is hidden in a string ends with that string, and what is hidden of a list is hidden
    /// string by string.
    pub(crate) fn disguised_json(&self, text: &str) -> String {
        let strings = strings(text);
        let parts = self.found(text).into_iter().flat_map(|part| within_strings(text, &strings, part)).collect();
        replace(text, merged(parts), |hidden| disguise_escaped(hidden).into())
    }

    /// The same of a header's value: the whole of a credential but for its scheme; of a cookie its value.
    pub(crate) fn disguised_header(&self, name: &str, value: &str) -> String {
        if !is_credential(name) {
            return self.disguised(value);
        }
        if name.eq_ignore_ascii_case("set-cookie") {
            let (pair, attributes) = value.split_at(value.find(';').unwrap_or(value.len()));
            let (cookie, value) = pair.split_once('=').unwrap_or((pair, ""));
            return format!("{cookie}={}{attributes}", disguise(value));
        }
        disguise(value)
    }

    /// A line of JSON that was disguised before, with the secrets disguised as well that have become known since.
    pub(crate) fn hiding_learned(&self, line: &str) -> String {
        replace(line, merged(self.learned.find(line)), |hidden| disguise_escaped(hidden).into())
    }
}

/// A text of the same kind and length.
fn disguise(secret: &str) -> String {
    let like = |c: char| match c {
        '0'..='9' => '1',
        c if c.is_lowercase() => 'a',
        c if c.is_alphabetic() => 'A',
        '-' | '_' | '.' | ':' | '/' | '+' | '=' | ' ' => c,
        _ => '*',
    };
    secret.chars().map(like).collect()
}

/// The same of a part of a JSON string: escapes stay ones.
fn disguise_escaped(secret: &str) -> String {
    let mut is_escaped = false;
    let like = |c: char| {
        let keeps = is_escaped || c == '\\';
        is_escaped = c == '\\' && !is_escaped;
        if keeps { c.to_string() } else { disguise(c.encode_utf8(&mut [0; 4])) }
    };
    secret.chars().map(like).collect()
}

/// What a part of a JSON text hides of its strings; of a list, whose first string it begins in, all strings and numbers. One that
/// begins outside of strings is left as it is.
fn within_strings(text: &str, strings: &[JsonString], part: Range<usize>) -> Vec<Range<usize>> {
    let first = strings.partition_point(|string| string.inside.end <= part.start);
    let Some(string) = strings.get(first).filter(|string| string.inside.start <= part.start) else { return vec![part] };
    let mut end = part.end.min(string.inside.end);
    let own = part.start..end;
    let mut hidden = Vec::from([own]);
    if !string.begins_list {
        return hidden;
    }
    for other in strings[first + 1..].iter().take_while(|other| other.inside.start < part.end) {
        hidden.extend(numbers(text, end..other.inside.start));
        end = other.inside.end.min(part.end);
        hidden.extend((!other.is_name).then_some(other.inside.start..end));
    }
    hidden.extend(numbers(text, end..part.end));
    hidden
}

/// The digits in a part of a text without strings.
fn numbers(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for at in part.filter(|&at| text.as_bytes()[at].is_ascii_digit()) {
        match found.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end += 1,
            None => found.push(at..at + 1),
        }
    }
    found
}

/// A string of a JSON text.
struct JsonString {
    /// Without its quotes.
    inside: Range<usize>,
    /// It is the first item of a list.
    begins_list: bool,
    /// It is the name of a member.
    is_name: bool,
}

/// The strings of a JSON text.
fn strings(text: &str) -> Vec<JsonString> {
    let (mut found, mut begun, mut is_escaped, mut last) = (Vec::<JsonString>::new(), None, false, 0);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, begun) {
            _ if is_escaped => is_escaped = false,
            (b'\\', Some(_)) => is_escaped = true,
            (b'"', Some((start, begins_list))) => {
                found.push(JsonString { inside: start..at, begins_list, is_name: false });
                (begun, last) = (None, byte);
            }
            (_, Some(_)) => {}
            (b'"', None) => begun = Some((at + 1, last == b'[')),
            _ if byte.is_ascii_whitespace() => {}
            (_, None) => {
                if let Some(string) = found.last_mut().filter(|_| byte == b':' && last == b'"') {
                    string.is_name = true;
                }
                last = byte;
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_of_a_list_of_secrets_is_disguised_and_json_stays_json() {
        for (text, disguised) in [
            (r#"{"tokens": ["q8", "Z-7"], "n": "q8"}"#, r#"{"tokens": ["a1", "A-1"], "n": "q8"}"#),
            (r#"{"token": ["a", {"kind": "zebra"}], "n": 1}"#, r#"{"token": ["a", {"kind": "aaaaa"}], "n": 1}"#),
            (r#"{"password": "zebra", "n": "a"}"#, r#"{"password": "aaaaa", "n": "a"}"#),
            (r#"{"password": ["a7", 12345, "b"], "n": 5}"#, r#"{"password": ["a1", 11111, "a"], "n": 5}"#),
        ] {
            assert_eq!(Redactor::default().disguised_json(text), disguised);
        }
    }

    #[test]
    fn many_hidden_parts_behind_much_space_are_found_in_linear_time() {
        let parts = "\"https://h/x?token=abcdef1&a=1\", ".repeat(3000);
        let text = format!("{{\"x\": [{}{parts}1]}}", " ".repeat(300_000));
        assert!(!Redactor::default().disguised_json(&text).contains("abcdef1"));
    }
}
