//! Requests as lists of their parts: `url: /items`, `method: POST`, header fields, and behind `body:` what is sent.

use super::elision::says_empty;
use super::fields_and_body::is_known;
use super::paths::is_spaced;
use super::request_line::RequestLine;
use super::request_message::RequestMessage;
use super::{data_option, json_fence};
use crate::contract::{DocumentedBody, Field};
use crate::docs::wording::{self, Topic};
use crate::http::method::{method, only_reads};
use crate::http::{begins_url, is_token};
use crate::json;
use crate::text::{COLONS, SourceText};

/// The request whose parts a fence lists, its URL and its method among them.
pub(super) fn request(text: &SourceText) -> Option<RequestMessage> {
    let source = text.text();
    // Nearly all texts end here: their first line has no label of a part.
    let first = source.trim_start().split('\n').next()?;
    if !begins(first) {
        return None;
    }
    let (mut verb, mut url, mut headers, mut body) = (None, None, Vec::new(), None);
    let (mut at, mut lists_others) = (0, false);
    for line in source.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let (label, value) = line.split_once(COLONS)?;
        let label = bare(label);
        let shown = value.trim().trim_matches(['"', '`']);
        let place = text.place(start + line.find(shown).unwrap_or_default());
        if !line.starts_with([' ', '\t']) {
            lists_others = shown.is_empty() && !wording::is(Topic::Headers, label);
        }
        if wording::is(Topic::MethodLabel, label) {
            verb = Some(method(&shown.to_ascii_uppercase())?);
        } else if wording::is(Topic::UrlLabel, label) {
            url = Some((shown.to_owned(), place)).filter(|_| is_target(shown));
        } else if wording::names_body(label) || wording::is(Topic::Data, label) {
            body = body_from(text, at - value.len(), verb.is_some_and(only_reads));
            break;
        } else if is_token(label) && (is_known(label) || label.contains('-') && !lists_others && !is_remark(shown)) {
            headers.push(Field { name: label.to_owned(), value: shown.to_owned(), place });
        }
    }
    let (url, place) = url?;
    let line = RequestLine { end: source.len(), ..RequestLine::of_route(verb?, url, place) };
    Some(RequestMessage { line, headers, body, left_out: None, defects: Vec::new() })
}

/// Whether a line is the URL or the method of a request, behind its label.
pub(super) fn begins(line: &str) -> bool {
    let label = line.split_once(COLONS).map(|(label, _)| label).filter(|label| label.len() < 40);
    label.map(bare).is_some_and(|label| wording::is(Topic::UrlLabel, label) || wording::is(Topic::MethodLabel, label))
}

/// A label without the marks around it.
fn bare(label: &str) -> &str {
    label.trim().trim_matches(['*', '"', '-', ' '])
}

fn is_target(value: &str) -> bool {
    let begins = value.starts_with(['/', '{', '<', '$', '[']) || begins_url(value);
    begins && value.len() > 1 && !is_spaced(value)
}

/// Whether a value is what is said of an argument, which ends in brackets: `box of the lamp [required]`.
fn is_remark(value: &str) -> bool {
    value.contains(' ') && value.ends_with([']', ')'])
}

/// What follows `body:`, in its line or below it, up to a further part behind a document; words may say that there is none. `reads`:
/// the method sends nothing but documents.
fn body_from(text: &SourceText, at: usize, reads: bool) -> Option<DocumentedBody> {
    let source = text.text();
    let rest = &source[at..];
    let shown = up_to_part(rest.trim());
    let is_no_document = || reads && !shown.starts_with(['{', '[', '<']);
    if shown.is_empty() || says_empty(shown, true) || shown.eq_ignore_ascii_case("none") || is_no_document() {
        return None;
    }
    let start = at + rest.len() - rest.trim_start().len();
    Some(data_option::part(text, start, shown).into())
}

/// A document without a further part of the request below it, `signature: af07`; any other text as it is.
fn up_to_part(shown: &str) -> &str {
    let document = json_fence::first_document(shown).filter(|_| shown.starts_with(json::OPENING));
    let Some((document, below)) = document.and_then(|end| shown.split_at_checked(end)) else { return shown };
    let label = below.trim_start().split_once(':').map_or("", |(label, _)| label);
    if below.starts_with('\n') && is_token(label) { document } else { shown }
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
    fn arguments_are_no_header_fields() {
        let shown = "URI: /lamps\nMethod: GET\nArgs:\n    box-x: box of the lamp\n    y-box: other [optional]\n";
        assert_eq!(read(shown), Some(("GET /lamps".to_owned(), Vec::new(), None)));
        let shown = "URI: /lamps\nMethod: GET\nHeaders:\n    trace-to: desk\n";
        assert_eq!(read(shown).map(|read| read.1), Some(vec!["trace-to: desk".to_owned()]));
        assert_eq!(read("URI: /a\nMethod: GET\nbox-x: box of it [required]\n").map(|read| read.1), Some(Vec::new()));
    }

    #[test]
    fn further_parts_are_not_a_body() {
        let body = |method: &str, body: &str| {
            read(&format!("url: /lamps\nmethod: {method}\nbody: {body}")).and_then(|read| read.2)
        };
        assert_eq!(body("GET", "\nsigned: af07\n"), None);
        assert_eq!(body("PUT", "{\"a\": 1}\nsigned: {\"a\": 1}\n").as_deref(), Some("{\"a\": 1}"));
        assert_eq!(body("PUT", "\n[\n  1\n]\n\nsigned: af07\n").as_deref(), Some("[\n  1\n]"));
        assert_eq!(body("PUT", "\na: 1\nb: 2\n").as_deref(), Some("a: 1\nb: 2"));
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
