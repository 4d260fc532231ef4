//! Requests as lists of their parts: `url: /items`, `method: POST`, header fields, and behind `body:` what is sent.

use super::data_option;
use super::fields_and_body::{is_known, says_empty};
use super::message::RequestMessage;
use super::paths::is_spaced;
use super::request_line::RequestLine;
use crate::contract::{DocumentedBody, Field};
use crate::docs::wording::{self, Topic};
use crate::http::is_token;
use crate::http::method::method;
use crate::text::SourceText;

/// The request whose parts a fence lists, its URL and its method among them.
pub(super) fn request(text: &SourceText) -> Option<RequestMessage> {
    let source = text.text();
    // Nearly all texts end here: their first line has no label of a part.
    let first = source.trim_start().split('\n').next()?;
    let (label, _) = first.split_once([':', '\u{ff1a}']).filter(|(label, _)| label.len() < 40)?;
    if !is_part(label) {
        return None;
    }
    let (mut verb, mut url, mut headers, mut body) = (None, None, Vec::new(), None);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let (label, value) = line.split_once([':', '\u{ff1a}'])?;
        let label = bare(label);
        let shown = value.trim().trim_matches(['"', '`']);
        let place = text.place(start + line.find(shown).unwrap_or_default());
        if wording::is(Topic::MethodLabel, label) {
            verb = Some(method(&shown.to_ascii_uppercase())?);
        } else if wording::is(Topic::UrlLabel, label) {
            url = Some((shown.to_owned(), place)).filter(|_| is_target(shown));
        } else if wording::mentions(Topic::Body, label) || wording::is(Topic::Data, label) {
            body = body_from(text, at - value.len());
            break;
        } else if is_token(label) && (is_known(label) || label.contains('-')) {
            headers.push(Field { name: label.to_owned(), value: shown.to_owned(), place });
        }
    }
    let (url, place) = url?;
    let line = RequestLine { end: source.len(), ..RequestLine::of_route(verb?, url, place) };
    Some(RequestMessage { line, headers, body, defects: Vec::new() })
}

fn is_part(label: &str) -> bool {
    let label = bare(label);
    wording::is(Topic::UrlLabel, label) || wording::is(Topic::MethodLabel, label)
}

/// A label without the marks around it.
fn bare(label: &str) -> &str {
    label.trim().trim_matches(['*', '"', '-', ' '])
}

fn is_target(value: &str) -> bool {
    let begins = ["/", "http://", "https://", "{", "<", "$", "["].iter().any(|start| value.starts_with(start));
    begins && value.len() > 1 && !is_spaced(value)
}

/// What follows `body:`, in its line or below it; words may say that there is none.
fn body_from(text: &SourceText, at: usize) -> Option<DocumentedBody> {
    let source = text.text();
    let rest = &source[at..];
    let shown = rest.trim();
    if shown.is_empty() || says_empty(shown, true) || shown.eq_ignore_ascii_case("none") {
        return None;
    }
    let start = at + rest.len() - rest.trim_start().len();
    let end = source.trim_end().len();
    Some(data_option::part(text, start, &source[start..end]).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Vec<String>, Option<String>)> {
        let request = request(&SourceText::new(text, 1, &[]))?;
        let headers = request.headers.iter().map(|field| format!("{}: {}", field.name, field.value)).collect();
        let body = request.body.map(|body| body.text().to_owned());
        Some((format!("{} {}", request.line.method, request.line.url), headers, body))
    }

    #[test]
    fn parts_are_read_by_their_labels() {
        let shown = "url: /lamps\naccept: application/json\nmethod: post\nbody:\n{\n  \"a\": 1\n}\n";
        let fields = vec!["accept: application/json".to_owned()];
        assert_eq!(read(shown), Some(("POST /lamps".to_owned(), fields, Some("{\n  \"a\": 1\n}".to_owned()))));
        let shown = "Method: GET\nType: RAW\nURL: {{h}}/lamps\nbody: none\n";
        assert_eq!(read(shown), Some(("GET {{h}}/lamps".to_owned(), Vec::new(), None)));
        let shown = "URL: /lamps/<lamp id>\nMethod: DELETE\n";
        assert_eq!(read(shown).map(|read| read.0).as_deref(), Some("DELETE /lamps/<lamp id>"));
        assert_eq!(read("URL: /lamps and more\nMethod: GET\n"), None);
        assert_eq!(
            read("method: PUT\nurl: /a\ndata: {\"a\": 1}\n").and_then(|read| read.2).as_deref(),
            Some("{\"a\": 1}")
        );
    }

    #[test]
    fn other_lists_are_not_requests() {
        for text in
            ["url: /lamps\nretries: 3\n", "method: GET\n", "path: a.yml\nmethod: copy\n", "GET /lamps\nHost: h\n"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
