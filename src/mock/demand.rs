//! What the docs demand of a request before it gets its documented answer.

use serde_json::{Value, json};

use super::incoming::Incoming;
use super::refuse::Refusal;
use crate::contract::Case;
use crate::contract::HeaderRow;
use crate::finding::rules::service::{
    BODY_BREAKS_SCHEMA, CANNOT_ANSWER, NOT_JSON_REQUEST, REQUEST_LACKS_HEADER, REQUEST_MEDIA_TYPE,
};
use crate::http::{MediaType, is_token};
use crate::json::read;
use crate::schema::{Schemas, Violation};

/// Fields that an HTTP client adds by itself, or does without (RFC 9110 section 7.6.1).
const CLIENTS_OWN: [&str; 9] = [
    "accept-encoding",
    "connection",
    "content-length",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

/// How many violations a refusal lists; the rest is counted.
const LISTED: usize = 50;

/// Refuses a request that the docs do not allow for `case`.
///
/// A case whose documented answer is an error demands nothing: the docs show that this very request is refused.
pub(super) fn demand(case: &Case, request: &Incoming, schemas: &Schemas) -> Result<(), Refusal> {
    if case.expectation.status.representative() >= 400 || case.expectation.facts.expect_error {
        return Ok(());
    }
    headers(case, request)?;
    content_type(case, request)?;
    body(case, request, schemas)
}

fn headers(case: &Case, request: &Incoming) -> Result<(), Refusal> {
    let table = &case.request.header_table;
    let lacking = table.iter().find(|row| is_demanded(case, row) && !request.headers.contains(&row.name));
    let Some(row) = lacking else { return Ok(()) };
    let credential = row.name.eq_ignore_ascii_case("authorization");
    let status = if credential { 401 } else { 400 };
    let detail = format!("the docs require the request header `{}`: {}", row.name, row.value);
    let refusal = Refusal::new(status, &REQUEST_LACKS_HEADER, detail.trim_end_matches([':', ' ']))
        .member("header", json!(row.name))
        .member("table", json!(format!("{}:{}", case.page, row.place)))
        .documented(case);
    Err(if credential { refusal.header("WWW-Authenticate", "Bearer") } else { refusal })
}

/// A row of the table that says "Required" of a field that is the caller's to send; `Content-Type` only beside a body.
fn is_demanded(case: &Case, row: &HeaderRow) -> bool {
    let name = row.name.to_ascii_lowercase();
    let without_body = name == "content-type" && case.request.body.is_none();
    // What is no token, whatever a table calls it, can be in no request.
    row.required && is_token(&name) && !without_body && !CLIENTS_OWN.contains(&name.as_str())
}

fn content_type(case: &Case, request: &Incoming) -> Result<(), Refusal> {
    let Some(documented) = case.request.media_type().filter(|_| case.request.body.is_some()) else {
        return Ok(());
    };
    let Some(sent) = request.headers.get("content-type") else {
        let detail = format!("the body is documented as `{documented}`, the request has no `Content-Type`");
        return Err(Refusal::new(400, &REQUEST_LACKS_HEADER, detail)
            .member("header", json!("Content-Type"))
            .documented(case));
    };
    let received = MediaType::parse(sent);
    if received.as_ref().is_some_and(|received| received.is_same(&documented)) {
        return Ok(());
    }
    let received = received.as_ref().map_or(sent, MediaType::essence);
    let detail = format!("the body is documented as `{documented}`, the request says `{received}`");
    // RFC 9110 section 15.5.16: a 415 should say what is accepted.
    Err(Refusal::new(415, &REQUEST_MEDIA_TYPE, detail).header("Accept", documented.essence()).documented(case))
}

fn body(case: &Case, request: &Incoming, schemas: &Schemas) -> Result<(), Refusal> {
    let Some(shown) = &case.request.body else { return Ok(()) };
    if request.body.is_empty() {
        return Err(
            Refusal::new(400, &BODY_BREAKS_SCHEMA, "a body is documented, the request has none").documented(case)
        );
    }
    if !shown.is_json(case.request.media_type().as_ref()) || shown.json().is_err() {
        return Ok(());
    }
    let received = strict_json(&request.body).map_err(|why| {
        Refusal::new(400, &NOT_JSON_REQUEST, format!("the request's body is no strict JSON: {why}")).documented(case)
    })?;
    let Some(schema) = &case.request.schema else { return Ok(()) };
    match schemas.check(schema, &received) {
        Ok(violations) if violations.is_empty() => Ok(()),
        Ok(violations) => Err(broken(case, &violations)),
        Err(error) => {
            let detail = format!("the schema of the documented request cannot be used: {error}");
            Err(Refusal::new(500, &CANNOT_ANSWER, detail).documented(case))
        }
    }
}

fn strict_json(body: &[u8]) -> Result<Value, String> {
    let text = std::str::from_utf8(body).map_err(|error| format!("no UTF-8 at byte {}", error.valid_up_to()))?;
    let document = read(text).map_err(|error| format!("at byte {}, {error}", error.at))?;
    if let Some(repair) = document.repairs.first() {
        return Err(format!("it has {} at byte {}", repair.kind.describe(), repair.at));
    }
    if let Some((name, at)) = document.duplicates.first() {
        return Err(format!("the member `{name}` stands twice, again at byte {at}"));
    }
    Ok(document.root.to_serde())
}

fn broken(case: &Case, violations: &[Violation]) -> Refusal {
    let listed: Vec<Value> = violations
        .iter()
        .take(LISTED)
        .map(|v| json!({"pointer": v.pointer.as_str(), "keyword": v.keyword, "expected": v.expected, "actual": v.actual}))
        .collect();
    let detail = match violations {
        [first, rest @ ..] => {
            let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
            format!("at {}: expected {}, found {}{more}", first.pointer, first.expected, first.actual)
        }
        [] => String::new(),
    };
    Refusal::new(400, &BODY_BREAKS_SCHEMA, detail).member("errors", json!(listed)).documented(case)
}
