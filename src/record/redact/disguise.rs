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

/// What a part of a JSON text hides of its strings; one that begins outside of them is left as it is.
fn within_strings(text: &str, strings: &[Range<usize>], part: Range<usize>) -> Vec<Range<usize>> {
    let first = strings.partition_point(|string| string.end <= part.start);
    let Some(string) = strings.get(first).filter(|string| string.start <= part.start) else { return vec![part] };
    let own = part.start..part.end.min(string.end);
    if !text[..string.start - 1].trim_end().ends_with('[') {
        return vec![own];
    }
    let is_name = |string: &Range<usize>| text[string.end + 1..].trim_start().starts_with(':');
    let others = strings[first + 1..].iter().take_while(|string| string.start < part.end);
    let others = others.filter(|string| !is_name(string)).map(|string| string.start..string.end.min(part.end));
    std::iter::once(own).chain(others).collect()
}

/// The insides of the strings of a JSON text.
fn strings(text: &str) -> Vec<Range<usize>> {
    let (mut found, mut begun, mut is_escaped) = (Vec::new(), None, false);
    for (at, byte) in text.bytes().enumerate() {
        match (byte, begun) {
            _ if is_escaped => is_escaped = false,
            (b'\\', Some(_)) => is_escaped = true,
            (b'"', Some(start)) => {
                found.push(start..at);
                begun = None;
            }
            (b'"', None) => begun = Some(at + 1),
            _ => {}
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
        ] {
            assert_eq!(Redactor::default().disguised_json(text), disguised);
        }
    }
}
