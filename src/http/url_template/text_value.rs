//! Placeholders in a text value of a body: a string of a JSON document.

use super::body_notation::is_tag_name;
use super::placeholder::Placeholder;
use super::{Piece, TemplateText};

/// Members whose text is in a language with braces of its own.
const QUERIES: [&str; 4] = ["query", "mutation", "expression", "template"];

impl TemplateText {
    /// Splits the string that is the value of the member `key` at its placeholders: it is one as a whole (`{id}`,
    /// `<the member's name>`, `$ID`, `:id`), or it is one word with placeholders in it (`https://h/users/{id}`). A text of
    /// several words is rather a template of the API's own.
    pub fn parse_value(key: &str, value: &str) -> Self {
        if let Some(name) = whole(value).filter(|_| !(value.starts_with('{') && is_query(key))) {
            return Self::from_pieces(vec![Piece::Placeholder { shown: value.to_owned(), name: name.to_owned() }]);
        }
        let parsed = Self::parse_body(value);
        let is_word =
            |piece: &Piece| matches!(piece, Piece::Placeholder { .. }) || !piece.text().contains(char::is_whitespace);
        let is_template = is_query(key) || !parsed.pieces().iter().all(is_word);
        if is_template { Self::from_pieces(vec![Piece::Literal(value.to_owned())]) } else { parsed }
    }
}

impl TemplateText {
    /// Takes the value of the field `key` of a form apart: as [`TemplateText::parse_value`], but a value of several words may
    /// have placeholders in it.
    pub fn parse_form_value(key: &str, value: &str) -> Self {
        let parsed = Self::parse_value(key, value);
        if is_query(key) || parsed.names().next().is_some() { parsed } else { Self::parse_body(value) }
    }
}

/// The name of the placeholder that a value is.
fn whole(value: &str) -> Option<&str> {
    if let Some(phrase) = value.strip_prefix('<').and_then(|rest| rest.strip_suffix('>')) {
        return is_phrase(phrase).then_some(phrase.trim());
    }
    let found = match value.as_bytes().first()? {
        b'$' | b':' => Placeholder::at_start(value, true)?,
        _ => return None,
    };
    (found.shown == value).then_some(found.name)
}

/// Words in angle brackets; not a tag, an address or a link.
fn is_phrase(text: &str) -> bool {
    let starts = text.trim_start().starts_with(char::is_alphabetic);
    let is_link = text.contains("://") || text.starts_with("mailto:");
    starts
        && !is_link
        && !is_tag_name(text)
        && !text.ends_with('/')
        && !text.contains(['<', '>', '"', '=', '@', '\n', '{'])
}

fn is_query(key: &str) -> bool {
    QUERIES.iter().any(|query| query.eq_ignore_ascii_case(key))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(key: &str, value: &str) -> Vec<String> {
        let parsed = TemplateText::parse_value(key, value);
        assert_eq!(parsed.to_string(), value);
        parsed.names().map(str::to_owned).collect()
    }

    #[test]
    fn a_value_is_a_placeholder_or_a_word_with_placeholders() {
        for (value, expected) in [
            ("{member-id}", &["member-id"][..]),
            ("{{ member_id }}", &["member_id"]),
            ("{id | userPrincipalName}", &["id | userPrincipalName"]),
            ("<ID of the member to renew>", &["ID of the member to renew"]),
            ("<the member's name (mm/dd)>", &["the member's name (mm/dd)"]),
            ("${TOKEN}", &["TOKEN"]),
            ("${(cat token)}", &["cat token"]),
            ("$TOKEN", &["TOKEN"]),
            (":id", &["id"]),
            ("https://h.example/users/{user-id}/x?a=<b-c>", &["user-id", "b-c"]),
            ("{a}/{b}", &["a", "b"]),
        ] {
            assert_eq!(names("k", value), expected, "{value}");
        }
    }

    #[test]
    fn markup_queries_templates_and_data_are_text() {
        for value in [
            "{lamp{watts}}",
            "query { lamp(id: 7) { watts } }",
            "{ lamps }",
            "Dear {{name}}, welcome",
            "<p>",
            "<p>Hello</p>",
            "<br/>",
            "<ann@example.com>",
            "<https://example.com/x>",
            "{9f5e0d6e-7d9f-4b3c-8a94-2d0d8f3e9d11}",
            "{0}",
            "{\"a\": 1}",
            "a<b",
            "$5",
            "$(hostname)",
            "$top",
            "up{job=\"x\"}",
            "{{ .Labels.x }}",
            "12:30",
            "",
        ] {
            assert_eq!(names("k", value), [""; 0], "{value}");
        }
        assert_eq!(names("query", "{lamps}"), [""; 0]);
        assert_eq!(names("name", "{lamps}"), ["lamps"]);
        let in_form = |key: &str, value: &str| TemplateText::parse_form_value(key, value).names().count();
        assert_eq!((in_form("q", "a <bb> {c}"), in_form("query", "a <b>"), in_form("q", "a{b=\"c\"} {d}")), (2, 0, 0));
    }
}
