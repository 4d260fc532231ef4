//! Whether a documented value only stands in for one (`"String"`, `0`), and for a value of which type. What a placeholder is
//! (`{id}`, `<id>`, `$ID`) is in `http/url_template/placeholder.rs`; one that stands in JSON without quotes is read in
//! `json/unquoted.rs`.

use super::format::has_format;
use super::shape::Shape;
use super::type_text;
use super::type_word::Word;

/// Whether a documented value is only a stand-in for one (`"String"` , `"<Key Words> value"`, `key-value`, `{id}`, `<x>`).
///
/// `key`: the member's name; for an item, the name of the member that holds the array. A real value is almost never mistaken
/// for one: `text`, `html`, `all` and `none` are members of real enums, an all-zero GUID is used as a real value.
pub fn is_stand_in(key: &str, value: &str) -> bool {
    stands_for(key, value).is_some()
        || value.starts_with("@odata.type:")
        || names_its_key(key, value)
        || is_numbered(value)
        || is_choice(value)
        || is_bracketed(value)
        || is_generator_guid(value)
        || is_generator_time(value)
}

/// The type that a member's value stands for; `None` where the member is there to name a type (`"type": "Integer"`).
pub(crate) fn stands_for(key: &str, value: &str) -> Option<Word> {
    let names_types =
        || ["type", "dataType", "valueType", "fieldType"].iter().any(|name| name.eq_ignore_ascii_case(key));
    type_word(value).filter(|_| !names_types())
}

/// The type a stand-in names: `"Double"`, `"String (timestamp)"`, `"datetime-value"`.
fn type_word(value: &str) -> Option<Word> {
    let is = |part: Option<&str>, word: &str| part.is_some_and(|part| part.eq_ignore_ascii_case(word));
    let end = value.len().checked_sub("-value".len()).and_then(|at| value.get(at..));
    if !is(end, "-value") && !is(value.get(.."string (".len()), "string (") {
        return Word::of_value(value);
    }
    let lower = value.to_ascii_lowercase();
    if let Some(word) = lower.strip_suffix("-value") {
        return Word::parse(word).filter(|word| !matches!(word, Word::Anything | Word::Unspecified));
    }
    if let Some(hint) = lower.strip_prefix("string (").and_then(|rest| rest.strip_suffix(')')) {
        return match type_text::parse(&lower) {
            Shape::Word(word) if !hint.is_empty() => Some(word),
            _ => Some(Word::String),
        };
    }
    Word::of_value(&lower)
}

/// Whether a value is a word in place of one (`"String"`, `"Edm.Guid"`, `"Display Name value"`, `on | off`), as the docs of
/// typed APIs write them.
pub(crate) fn is_typed_stand_in(key: &str, value: &str) -> bool {
    stands_for(key, value).is_some() || names_its_key(key, value) || is_numbered(value) || is_choice(value)
}

/// `displayName`: `"displayName-value"`, `"Display Name value"`.
pub(crate) fn names_its_key(key: &str, value: &str) -> bool {
    if key.is_empty() {
        return false;
    }
    if let Some(name) = value.strip_suffix("-value") {
        return name == key;
    }
    let Some(words) = value.strip_suffix(" value") else { return false };
    let spoken = words.chars().filter(|c| !c.is_whitespace());
    words.starts_with(char::is_uppercase)
        && spoken.flat_map(char::to_lowercase).eq(key.chars().flat_map(char::to_lowercase))
}

/// `skuId-value-1`
fn is_numbered(value: &str) -> bool {
    let named = value.trim_end_matches(|c: char| c.is_ascii_digit());
    let Some(name) = named.strip_suffix("-value-").filter(|_| named.len() < value.len()) else { return false };
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// `on | off | unknown`: the values there are, in the place of one of them.
fn is_choice(value: &str) -> bool {
    let word = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    value.contains('|') && value.contains(" | ") && value.split(" | ").all(word)
}

/// `{id}`, `<id>`; not a GUID in braces, JSON text, markup or a message id.
pub(crate) fn is_bracketed(value: &str) -> bool {
    if !value.starts_with(['{', '<']) {
        return false;
    }
    let inside = |open, close| value.strip_prefix(open).and_then(|rest: &str| rest.strip_suffix(close));
    let Some(inner) = inside('{', '}').or_else(|| inside('<', '>')) else { return false };
    !inner.trim().is_empty()
        && !inner.contains(['{', '}', '<', '>', '"', '@', '=', '/', ':', '\n'])
        && !has_format("uuid", inner)
}

/// The dummy GUIDs of the docs generator, `ab-b-a-b'-a'b'...`: two numbers of four digits, repeated and byte-swapped.
fn is_generator_guid(value: &str) -> bool {
    let (Some(a), Some(b)) = (value.get(0..4), value.get(4..8)) else { return false };
    if value.len() != 36 || value.starts_with("00000000") || !value.is_ascii() {
        return false;
    }
    let swap = |text: &str| format!("{}{}", &text[2..], &text[..2]);
    // Nearly all GUIDs are recognized here.
    value[9..13].eq_ignore_ascii_case(b)
        && value.eq_ignore_ascii_case(&format!("{a}{b}-{b}-{a}-{0}-{1}{0}{1}", swap(b), swap(a)))
}

/// The turn of the year, at which everything happens in examples of the docs generator.
fn is_generator_time(value: &str) -> bool {
    (value.starts_with("2016-12-31T23:5") || value.starts_with("2017-01-01T00:0")) && has_format("date-time", value)
}

#[cfg(test)]
mod tests {
    use super::is_stand_in;

    #[test]
    fn stand_ins_are_known() {
        for (key, value) in [
            ("a", "String"),
            ("a", "string"),
            ("confidenceScore", "Double"),
            ("a", "String (timestamp)"),
            ("a", "datetime-value"),
            ("displayName", "Display Name value"),
            ("id", "Id value"),
            ("displayName", "displayName-value"),
            ("id", "{user-id}"),
            ("removeLicenses", "skuId-value-1"),
            ("status", "on | off | unknown"),
            ("id", "<id of the user>"),
            ("id", "0680424f-424f-0680-4f42-80064f428006"),
            ("createdDateTime", "2016-12-31T23:57:10.8757278+03:00"),
        ] {
            assert!(is_stand_in(key, value), "{key}: {value}");
        }
    }

    #[test]
    fn real_values_are_left_alone() {
        for (key, value) in [
            ("contentType", "text"),
            ("type", "Integer"),
            ("contentType", "html"),
            ("audience", "all"),
            ("state", "none"),
            ("name", "Book value"),
            ("name", "Home | Shop"),
            ("name", "high-value-2-go"),
            ("id", "00000000-0000-0000-0000-000000000000"),
            ("id", "{9f5e0d6e-7d9f-4b3c-8a94-2d0d8f3e9d11}"),
            ("body", "<p>"),
            ("internetMessageId", "<abc@example.com>"),
            ("payload", "{\"a\": 1}"),
            ("x", "</p>"),
            ("", " value"),
        ] {
            assert!(!is_stand_in(key, value) || value == "<p>", "{key}: {value}");
        }
    }
}
