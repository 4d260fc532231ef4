//! Bodies that are not JSON: forms, multipart messages, other text.

use std::borrow::Cow;

use super::change::ChangeKind;
use super::fill_placeholders::Filler;
use super::json_body::JsonFiller;
use crate::contract::whole_placeholder;
use crate::finding::Skip;
use crate::http::MediaType;
use crate::http::url_template::{Part, Piece, TemplateText, encode_value};
use crate::json;
use crate::json::Document;

/// A form, with values in the place of placeholders and the lines joined that only lay it out. A command's goes out as it
/// is written where it is rather another text that curl calls a form.
pub(super) fn form(text: &str, command: bool, filler: &mut Filler<'_>) -> Vec<u8> {
    // Blanks behind the last value are those of the page: none is meant that is not encoded.
    let text = joined(text.trim_end());
    if matches!(text, Cow::Owned(_)) {
        filler.note(ChangeKind::Repaired("the lines of a form".to_owned()));
    }
    let is_form = !command || !text.contains(char::is_whitespace);
    let mut out = Vec::with_capacity(text.len());
    for (number, pair) in text.split('&').enumerate() {
        out.extend((number > 0).then_some(b'&'));
        let (name, value) = pair.split_once('=').map_or((pair, None), |(name, value)| (name, Some(value)));
        fill(&TemplateText::parse_body(name), is_form, filler, &mut out);
        if let Some(value) = value {
            out.push(b'=');
            fill(&TemplateText::parse_form_value(name, value), is_form, filler, &mut out);
        }
    }
    out
}

/// A multipart message (RFC 2046 section 5.1), with the line ends it needs. Each part is a text of its own.
///
/// # Errors
/// A skip where a part that is JSON cannot be sent.
pub(super) fn multipart(text: &str, json: &mut JsonFiller<'_, '_, '_>) -> Result<Vec<u8>, Skip> {
    let text = with_crlf(text, json.filler);
    let mut out = Vec::with_capacity(text.len());
    let mut part = 0;
    let starts = text.match_indices("\r\n--").map(|(at, _)| at + 2).chain([text.len()]);
    for end in starts {
        part_of(&text[part..end], json, &mut out)?;
        part = end;
    }
    Ok(out)
}

/// A head and the content after a blank line, up to the line end before the next boundary.
fn part_of(text: &str, json: &mut JsonFiller<'_, '_, '_>, out: &mut Vec<u8>) -> Result<(), Skip> {
    let (head, content) = text.split_at(text.find("\r\n\r\n").map_or(0, |at| at + 4));
    fill_head(head, json.filler, out);
    let shown = content.trim();
    if let Some(document) = json_part(head, shown) {
        let (before, after) = content.split_once(shown).unwrap_or_default();
        let filled = json.fill(shown, &document)?;
        out.extend([before, &filled, after].concat().as_bytes());
        return Ok(());
    }
    let filler = &mut *json.filler;
    match whole_placeholder(shown).filter(|_| !head.is_empty()) {
        Some(name) => {
            let name = if name.is_empty() { shown } else { name };
            let at = content.len() - content.trim_start().len();
            out.extend(&content.as_bytes()[..at]);
            out.extend(filler.bytes_or_missing(shown, name));
            out.extend(&content.as_bytes()[at + shown.len()..]);
        }
        None => fill(&TemplateText::parse_body(content), false, filler, out),
    }
    Ok(())
}

/// The head of a part, with values in the place of placeholders in the names of the field and of the file; other fields have marks
/// of their own (`Content-ID: <lamp>`). A file that the user gives is sent under its own name.
fn fill_head(head: &str, filler: &mut Filler<'_>, out: &mut Vec<u8>) {
    const NAMING: &str = "Content-Disposition:";
    for line in head.split_inclusive('\n') {
        if !line.get(..NAMING.len()).is_some_and(|start| start.eq_ignore_ascii_case(NAMING)) {
            out.extend(line.as_bytes());
            continue;
        }
        for piece in TemplateText::parse_body(line).pieces() {
            match piece {
                Piece::Literal(text) => out.extend(text.as_bytes()),
                Piece::Placeholder { shown, name } => {
                    let file = filler.file_name(name);
                    let value = file.or_else(|| filler.value_or_missing(shown, name)).unwrap_or_default();
                    // As HTML has it for what would end the name.
                    out.extend(value.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A").as_bytes());
                }
            }
        }
    }
}

/// The content of a part that is JSON by its media type, or by its text where it has none, and that needs no repair.
fn json_part(head: &str, content: &str) -> Option<Document> {
    let media_type = head.lines().filter_map(|line| line.split_once(':'));
    let media_type = media_type.into_iter().find(|(name, _)| name.trim().eq_ignore_ascii_case("content-type"));
    let is_json = match media_type {
        Some((_, value)) => MediaType::parse(value).is_some_and(|media_type| media_type.is_json()),
        None => content.starts_with(json::OPENING),
    };
    let document = is_json.then(|| json::read(content).ok()).flatten()?;
    document.repairs.is_empty().then_some(document)
}

/// Any other text.
pub(super) fn plain(text: &str, filler: &mut Filler<'_>) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len());
    fill(&TemplateText::parse_body(text), false, filler, &mut out);
    out
}

fn fill(text: &TemplateText, encoded: bool, filler: &mut Filler<'_>, out: &mut Vec<u8>) {
    for piece in text.pieces() {
        match piece {
            Piece::Literal(text) => out.extend(text.as_bytes()),
            Piece::Placeholder { shown, name } if encoded => {
                let mut value = String::new();
                encode_value(&filler.value_or_missing(shown, name).unwrap_or_default(), Part::Query, &mut value);
                out.extend(value.as_bytes());
            }
            Piece::Placeholder { shown, name } => out.extend(filler.bytes_or_missing(shown, name)),
        }
    }
}

/// A form that is laid out over several lines, each of which begins with `&` or follows one that ends with it, on one line.
fn joined(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let is_layout = lines.windows(2).all(|pair| pair[0].ends_with('&') || pair[1].starts_with('&'));
    if lines.len() < 2 || !is_layout {
        return Cow::Borrowed(text);
    }
    Cow::Owned(lines.concat().replace("&&", "&"))
}

fn with_crlf<'t>(text: &'t str, filler: &mut Filler<'_>) -> Cow<'t, str> {
    if text.contains("\r\n") || !text.contains('\n') {
        return Cow::Borrowed(text);
    }
    filler.note(ChangeKind::Repaired("the line ends of a multipart body".to_owned()));
    let mut out = text.replace('\n', "\r\n");
    if !out.ends_with("\r\n") {
        out.push_str("\r\n");
    }
    Cow::Owned(out)
}

/// Whether a text is XML or HTML.
pub(super) fn is_markup(text: &str) -> bool {
    let text = text.trim_start();
    text.starts_with('<') && (text.contains("</") || text.contains("/>") || text.starts_with("<?"))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::request::Bindings;
    use crate::request::placeholder_values::Values;
    use crate::request::stand_in_rule::StandInRule;
    use crate::request::testing;

    fn filled(fill: impl Fn(&mut Filler<'_>) -> Vec<u8>) -> (String, Vec<String>) {
        let parameters = BTreeMap::from([("id".to_owned(), vec!["a b&c".to_owned()].into())]);
        let files = BTreeMap::new();
        let (own, bindings) = (BTreeMap::new(), Bindings::default());
        let values =
            Values { parameters: &parameters, own: &own, bindings: &bindings, files: &files, generated: false };
        let mut filler = Filler::new(values);
        let bytes = fill(&mut filler);
        let changes = filler
            .finish()
            .map_or_else(|skip| vec![skip.reason], |changes| changes.iter().map(ToString::to_string).collect());
        (String::from_utf8(bytes).expect("text"), changes)
    }

    fn whole_multipart(text: &str, filler: &mut Filler<'_>) -> Vec<u8> {
        let (case, schemas) = (testing::case("POST", "/x"), testing::schemas());
        let mut json = JsonFiller { case: &case, schemas: &schemas, rule: StandInRule::Keep, filler };
        multipart(text, &mut json).expect("is filled")
    }

    #[test]
    fn a_form_keeps_its_spelling_and_loses_its_layout() {
        let sent = |text: &str| filled(|filler| form(text, false, filler)).0;
        assert_eq!(sent("code=sds+sd==&x=a%20b&y=%2B&z=John Doe"), "code=sds+sd==&x=a%20b&y=%2B&z=John Doe");
        assert_eq!(sent("a=1\n  &b=2\n  &c=<id>"), "a=1&b=2&c=a%20b%26c");
        assert_eq!(sent("a=1&\nb=2"), "a=1&b=2");
        assert_eq!(sent("a=1&b=2 "), "a=1&b=2");
        assert_eq!(sent("a=line one\nline two"), "a=line one\nline two");
        assert_eq!(sent("query=up{job=\"x\"}&q=a{b}c{d"), "query=up{job=\"x\"}&q=a{b}c{d");
        assert!(filled(|filler| form("a=<other>", false, filler)).1[0].starts_with("unfilled <other>:"));
    }

    #[test]
    fn a_commands_form_is_encoded_where_it_is_one() {
        let sent = |text: &str| filled(|filler| form(text, true, filler)).0;
        assert_eq!(sent("a=<id>"), "a=a%20b%26c");
        assert_eq!(sent("cpu,host=<id> value=1"), "cpu,host=a b&c value=1");
    }

    #[test]
    fn names_of_parts_are_filled_and_other_fields_of_their_heads_are_not() {
        let text = "--b\r\nContent-Disposition: form-data; name=\"{id}\"; filename=\"<id>.png\"\r\n\r\nx\r\n\
                    --b\r\nContent-ID: <id>\r\n\r\ny\r\n--b--\r\n";
        let (sent, changes) = filled(|filler| whole_multipart(text, filler));
        assert_eq!(sent, text.replacen("{id}", "a b&c", 1).replacen("<id>", "a b&c", 1));
        assert_eq!(changes.len(), 2, "{changes:?}");
        let other = text.replace("{id}", "{other}");
        assert!(filled(|filler| whole_multipart(&other, filler)).1[0].starts_with("unfilled {other}:"));
    }

    #[test]
    fn parts_of_a_multipart_message_are_filled_one_by_one() {
        let text = "--b\nContent-Type: application/json\n\n{ \"a\": {} }\n--b\nX: 1\n\n<id>\n--b--";
        let (sent, changes) = filled(|filler| whole_multipart(text, filler));
        assert_eq!(
            sent,
            "--b\r\nContent-Type: application/json\r\n\r\n{ \"a\": {} }\r\n--b\r\nX: 1\r\n\r\na b&c\r\n--b--\r\n"
        );
        assert_eq!(changes, ["URL repaired: the line ends of a multipart body", "body filled from [parameters]: <id>"]);
    }

    #[test]
    fn strings_in_a_part_that_is_json_are_filled_as_json() {
        let mut value =
            String::from("--b\r\nContent-Type: application/json\r\n\r\n{ \"a\": \"<id>\", \"b\": {} }\r\n--b\r\n\r\n");
        value.push_str("[ \"{id}\" ]\r\n--b\r\nContent-Type: text/x-json-like\r\n\r\n{ \"<id>\" }\r\n--b--\r\n");
        let sent = filled(|filler| whole_multipart(&value, filler)).0;
        assert_eq!(sent, value.replace("<id>", "a b&c").replace("{id}", "a b&c"));
        let missing = filled(|filler| whole_multipart("--b\r\n\r\n{ \"a\": \"<other>\" }\r\n--b--\r\n", filler)).1;
        assert!(missing[0].starts_with("unfilled <other>:"), "{missing:?}");
    }

    #[test]
    fn markup_and_other_languages_are_not_placeholders() {
        let sent = |text: &str| filled(|filler| plain(text, filler));
        assert_eq!(sent("<a><id>{id}</id></a>").0, "<a><id>a b&c</id></a>");
        assert_eq!(sent("query { user { id } }"), ("query { user { id } }".to_owned(), Vec::new()));
        assert!(sent("id = <name>").1[0].starts_with("unfilled <name>:"));
    }
}
