//! A message's parts against each other: method and body, status and body, media type and body, annotation and body.

use crate::contract::{Case, Dialect, DocumentedBody, Expectation, Field, RequestTemplate, content_type};
use crate::finding::rules::lint::{
    ANNOTATION_AGAINST_BODY, BODY_NOT_ALLOWED, BODY_ON_GET, MEDIA_TYPE_AGAINST_BODY, NO_CONTENT_TYPE, OVERSIZED_REQUEST,
};
use crate::finding::{Finding, Rule};
use crate::http::method::{is_head, only_reads};
use crate::http::status::is_error;
use crate::http::{MediaType, never_has_body};
use crate::json;
use crate::json::Node;
use crate::text::Span;

/// `shows_fields`: the page of the case shows header fields; if it never does, none was forgotten.
pub(super) fn lint(case: &Case, shows_fields: bool, found: &mut Vec<Finding>) {
    let mut out = Out { page: &case.page, found };
    let (request, response) = (&case.request, &case.expectation);
    oversized(request, &mut out);
    if let Some(body) = &request.body {
        let method = request.method.to_ascii_uppercase();
        let by_notation = case.dialect == Dialect::Console;
        if only_reads(&method) && !by_notation {
            let message = format!("this {method} request has a body, which has no meaning there");
            out.report(&BODY_ON_GET, body.span(), message, "take the body out, or correct the method");
        }
        // curl adds the field by itself.
        let needs_type = !case.dialect.shows_commands() && !by_notation && shows_fields;
        if content_type(&request.headers).is_none() && needs_type {
            let message = "this request has a body and no `Content-Type`";
            out.report(&NO_CONTENT_TYPE, body.span(), message, &add_type(body));
        }
        media_type_fits(&request.headers, body, &mut out);
    }
    if let Some(body) = &response.body {
        bodiless(case, body, &mut out);
        if content_type(&response.headers).is_none() && !response.headers.is_empty() {
            let message = "this response has a body and no `Content-Type` among its header fields";
            out.report(&NO_CONTENT_TYPE, body.span(), message, &add_type(body));
        }
        media_type_fits(&response.headers, body, &mut out);
    }
    annotation(response, &mut out);
}

struct Out<'a> {
    page: &'a str,
    found: &'a mut Vec<Finding>,
}

impl Out<'_> {
    fn report(&mut self, rule: &'static Rule, place: impl Into<Span>, message: impl Into<String>, help: &str) {
        self.found.push(Finding::docs(rule, self.page, place, message).help(help));
    }
}

/// The longest URL, in bytes, that a server can be trusted to take.
const LONGEST_URL: usize = 8_000;
/// The most header fields.
const MOST_FIELDS: usize = 100;

fn oversized(request: &RequestTemplate, out: &mut Out<'_>) {
    let (length, fields) = (request.url.len(), request.headers.len());
    if length > LONGEST_URL {
        let message = format!("this URL has {length} bytes, few servers take more than {LONGEST_URL}");
        out.report(&OVERSIZED_REQUEST, request.url_place, message, OVERSIZED_REQUEST.fix);
    }
    if fields > MOST_FIELDS {
        let message = format!("this request has {fields} header fields, few servers take more than {MOST_FIELDS}");
        out.report(&OVERSIZED_REQUEST, request.url_place, message, OVERSIZED_REQUEST.fix);
    }
}

fn add_type(body: &DocumentedBody) -> String {
    match body.json() {
        Ok(_) => "add `Content-Type: application/json` to the header fields".to_owned(),
        Err(_) => "add a `Content-Type` line to the header fields".to_owned(),
    }
}

fn bodiless(case: &Case, body: &DocumentedBody, out: &mut Out<'_>) {
    let status = case.expectation.status.only();
    let why = match status {
        Some(status) if never_has_body(status) => format!("a response with status {status} never has a body"),
        _ if is_head(&case.request.method) => "a response to HEAD never has a body".to_owned(),
        _ => return,
    };
    out.report(&BODY_NOT_ALLOWED, body.span(), why, "take the body out of the example, or correct the status");
}

/// The obvious errors: a value that is not a media type, JSON whose `Content-Type` is markup.
fn media_type_fits(headers: &[Field], body: &DocumentedBody, out: &mut Out<'_>) {
    let Some(field) = content_type(headers) else { return };
    let Some(declared) = MediaType::parse(&field.value) else {
        if !field.value.contains(['{', '<']) {
            let message = format!("`{}` is not a media type", field.value);
            out.report(
                &MEDIA_TYPE_AGAINST_BODY,
                field.span(),
                message,
                "write `type/subtype`, such as `application/json`",
            );
        }
        return;
    };
    let markup = declared.is_html() || declared.is_xml();
    let text = body.text().trim_start();
    if markup && text.starts_with(json::OPENING) && body.json().is_ok_and(|d| d.repairs.is_empty()) {
        let message = format!("the body is JSON, `Content-Type` is `{declared}`");
        out.report(&MEDIA_TYPE_AGAINST_BODY, field.span(), message, "write `application/json`, or correct the body");
    }
}

fn annotation(response: &Expectation, out: &mut Out<'_>) {
    if response.facts.expect_error && response.status.only().is_some_and(|status| !is_error(status)) {
        let message = format!("the annotation says `expectError`, the example shows {}", response.status);
        out.report(&ANNOTATION_AGAINST_BODY, response.status_place, message, "correct the annotation or the status");
    }
    let Some(body) = &response.body else { return };
    let Ok(document) = body.json() else { return };
    let name = &response.facts.collection_property;
    let items = document.root.items().or_else(|| document.root.get(name).and_then(Node::items));
    let open = document.repairs.iter().any(|repair| repair.kind == json::RepairKind::Elision);
    let is_object = document.root.members().is_some();
    if response.facts.collection && items.is_none() && is_object && !open {
        let message = format!("the annotation calls this a collection, but it has no array `{name}`");
        let help = "take `isCollection` out of the annotation, or show the collection";
        out.report(&ANNOTATION_AGAINST_BODY, body.span(), message, help);
    }
    if response.facts.is_empty && items.is_some_and(|items| !items.is_empty()) {
        let message = "the annotation says `isEmpty`, but the collection has items";
        out.report(
            &ANNOTATION_AGAINST_BODY,
            body.span(),
            message,
            "take `isEmpty` out of the annotation, or the items",
        );
    }
}
