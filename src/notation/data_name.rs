//! Names of members that are data: a type has no member with such a name.

use super::format::has_format;

/// Whether a name is plainly data: a number, a GUID, a date, a path, a route, an address, a host, a version, a language tag, a
/// hash. Names of annotations are not asked for.
pub(crate) fn is_data(name: &str) -> bool {
    is_number(name) || has_other_characters(name) || is_dotted(name) || is_tag(name) || is_hash(name) || is_dated(name)
}

/// Whether both are one word with a number after it: `node1`, `node2`.
pub(super) fn is_numbered(one: &str, other: &str) -> bool {
    let stem = |name: &'_ str| -> usize { name.trim_end_matches(|c: char| c.is_ascii_digit()).len() };
    let (a, b) = (stem(one), stem(other));
    a < one.len() && b < other.len() && one[..a] == other[..b]
}

fn is_number(name: &str) -> bool {
    !name.is_empty() && name.bytes().all(|b| b.is_ascii_digit())
}

/// Characters that names of members do not have: blanks, slashes, colons, `@` and the like. A sign in front (`$ref`, `@id`,
/// `#text`) is one of notation.
fn has_other_characters(name: &str) -> bool {
    let Some(rest) = name.get(1..).filter(|_| name.is_char_boundary(1)) else { return false };
    let is_of_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$');
    rest.contains(|c| !is_of_name(c)) || name.starts_with(['/', '!', '*', '+'])
}

/// `www.example.com`, `10.0.0.1`, `1.2.3`, `photo.jpg`; not the names of annotations in older notations (`odata.type`).
fn is_dotted(name: &str) -> bool {
    let mut parts = name.split('.');
    let first = parts.next().unwrap_or_default();
    name.contains('.') && !matches!(first, "odata" | "") && parts.all(|part| !part.is_empty())
}

/// A language with its country: `de-AT`.
fn is_tag(name: &str) -> bool {
    name.split_once('-').is_some_and(|(language, country)| {
        language.len() == 2
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && country.len() == 2
            && country.bytes().all(|b| b.is_ascii_uppercase())
    })
}

/// Sixteen or more hexadecimal digits.
fn is_hash(name: &str) -> bool {
    name.len() >= 16 && name.bytes().all(|b| b.is_ascii_hexdigit()) && name.bytes().any(|b| b.is_ascii_digit())
}

fn is_dated(name: &str) -> bool {
    // All of these have a hyphen, and nearly no name has one.
    name.contains('-') && ["uuid", "date", "date-time"].iter().any(|format| has_format(format, name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_data_are_distinguished_from_names_of_members() {
        for name in [
            "17",
            "22/tcp",
            "GET /books/7",
            "kim@example.com",
            "localhost:9000",
            "10.0.0.1",
            "www.example.com",
            "2.1",
            "com.example.vendor",
            "de-AT",
            "2024-05-01",
            "0f1e2d3c4b5a69788796",
            "!room:example.org",
            "/v1",
            "Total (net)",
        ] {
            assert!(is_data(name), "{name}");
        }
        for name in [
            "name",
            "displayName",
            "$ref",
            "@id",
            "#text",
            "odata.type",
            "content-type",
            "_id",
            "x1",
            "",
            "deadbeef",
            "\u{e9}t\u{e9}",
        ] {
            assert!(!is_data(name), "{name}");
        }
        assert!(is_numbered("node1", "node22") && !is_numbered("node1", "host1") && !is_numbered("node", "node1"));
    }
}
