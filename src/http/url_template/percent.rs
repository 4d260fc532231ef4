//! Percent-encoding (RFC 3986 section 2) of documented text and of values put into it.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::part::Part;

/// `unreserved` stays as it is (RFC 3986 section 2.3).
pub(crate) const UNRESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
/// `unreserved`, `sub-delims`, `:` and `@` stay as they are.
const PCHAR: &AsciiSet = &UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b':')
    .remove(b'@');
const PATH: &AsciiSet = &PCHAR.remove(b'/').remove(b'%');
/// With brackets, which are not legal there, but sent by all clients (`filter[name]=x`) and accepted by services.
const QUERY: &AsciiSet = &PATH.remove(b'?').remove(b'[').remove(b']');
/// A value in a query must not end its parameter, start another, or have its `+` read as a space.
const QUERY_VALUE: &AsciiSet = &PCHAR.remove(b'/').remove(b'?').add(b'&').add(b'+').add(b'=').add(b';');

/// Appends documented text: what is already encoded stays, a stray `%` and everything illegal is encoded.
pub(super) fn encode_documented(text: &str, part: Part, into: &mut String) {
    let Some(set) = documented_set(part) else { return into.push_str(text) };
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        into.extend(utf8_percent_encode(&rest[..at], set));
        into.push_str(if begins_escape(&rest[at..]) { "%" } else { "%25" });
        rest = &rest[at + 1..];
    }
    into.extend(utf8_percent_encode(rest, set));
}

/// The characters of documented text that [`encode_documented`] encodes, in order.
pub(super) fn encoded_characters(text: &str, part: Part) -> impl Iterator<Item = char> {
    let encoded = move |at: usize, character: char, set| match character {
        // Nearly all.
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' | '.' | '_' | '~' => false,
        '%' => !begins_escape(&text[at..]),
        _ => utf8_percent_encode(&text[at..at + character.len_utf8()], set).next().is_some_and(|e| e.starts_with('%')),
    };
    let set = documented_set(part);
    text.char_indices()
        .filter(move |&(at, character)| set.is_some_and(|set| encoded(at, character, set)))
        .map(|(_, character)| character)
}

/// What is encoded in documented text; `None`: nothing.
const fn documented_set(part: Part) -> Option<&'static AsciiSet> {
    match part {
        Part::Path => Some(PATH),
        Part::Query => Some(QUERY),
        Part::Header => None,
    }
}

/// Whether a text that begins with `%` begins with an encoded byte.
fn begins_escape(text: &str) -> bool {
    text.as_bytes().get(1..3).is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit))
}

/// Appends a value: every character that could mean something to the URL's structure is encoded.
pub fn encode_value(text: &str, part: Part, into: &mut String) {
    match part {
        Part::Path => into.extend(utf8_percent_encode(text, PCHAR)),
        Part::Query => into.extend(utf8_percent_encode(text, QUERY_VALUE)),
        Part::Header => into.push_str(text),
    }
}

/// Percent-decoded; what is not UTF-8 becomes U+FFFD.
pub fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Percent-decoded, with `+` as a space, as in forms: both sides of a comparison become equal, however they are written.
pub(super) fn decode_form(text: &str) -> String {
    decode(&text.replace('+', " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documented_text_keeps_what_is_legal_or_encoded() {
        let mut out = String::new();
        encode_documented("/root:/my file%20a.txt:/f(x='a,b')/50%/\u{e4}\\..", Part::Path, &mut out);
        assert_eq!(out, "/root:/my%20file%20a.txt:/f(x='a,b')/50%25/%C3%A4%5C..");
        let mut out = String::new();
        encode_documented("$filter=a eq 'b'&x=a+b|\"c\"", Part::Query, &mut out);
        assert_eq!(out, "$filter=a%20eq%20'b'&x=a+b%7C%22c%22");
    }

    #[test]
    fn what_is_encoded_is_known() {
        for (text, part, encoded) in [
            ("/my file%20a.txt:/50%/\u{e4}\\..%2", Part::Path, " %\u{e4}\\%"),
            ("a=[{|`^'\"<>}]", Part::Query, "{|`^\"<>}"),
            ("/a[b]", Part::Path, "[]"),
            ("a b|c", Part::Header, ""),
        ] {
            assert_eq!(encoded_characters(text, part).collect::<String>(), encoded, "{text}");
        }
    }

    #[test]
    fn values_cannot_change_the_structure() {
        let mut out = String::new();
        encode_value("a/b?c#d%20@e", Part::Path, &mut out);
        assert_eq!(out, "a%2Fb%3Fc%23d%2520@e");
        let mut out = String::new();
        encode_value("a&b=c+d", Part::Query, &mut out);
        assert_eq!(out, "a%26b%3Dc%2Bd");
    }
}
