//! Checks a request against the docs before it gets its documented response.

use serde_json::{Value, json};

use super::problem::Problem;
use super::request::ReceivedRequest;
use crate::contract::Case;
use crate::contract::HeaderRow;
use crate::finding::rules::service::{
    BODY_BREAKS_SCHEMA, CANNOT_RESPOND, NOT_JSON_REQUEST, REQUEST_LACKS_HEADER, REQUEST_MEDIA_TYPE,
};
use crate::http::status::is_error;
use crate::http::{MediaType, is_of_connection, is_token};
use crate::json::read;
use crate::schema::{Schemas, Violation};

/// Fields besides those of the connection that an HTTP client adds by itself or may omit (RFC 9110 sections 7.2, 7.8, 8.6, 12.5.3).
const ADDED_BY_CLIENTS: [&str; 4] = ["accept-encoding", "content-length", "host", "upgrade"];

/// How many violations a problem lists; the rest is counted.
const LISTED: usize = 50;

/// Finds what the docs do not allow in a request for `case`.
///
/// A case that documents an error accepts any request: the docs show that exactly this request is rejected.
pub(super) fn validate_request(case: &Case, request: &ReceivedRequest, schemas: &Schemas) -> Result<(), Problem> {
    if is_error(case.expectation.status.representative()) || case.expectation.facts.expect_error {
        return Ok(());
    }
    headers(case, request)?;
    content_type(case, request)?;
    body(case, request, schemas)
}

fn headers(case: &Case, request: &ReceivedRequest) -> Result<(), Problem> {
    let table = &case.request.header_table;
    let lacking = table.iter().find(|row| is_required(case, row) && !request.headers.contains(&row.name));
    let Some(row) = lacking else { return Ok(()) };
    let credential = row.name.eq_ignore_ascii_case("authorization");
    let status = if credential { 401 } else { 400 };
    let detail = format!("the docs require the request header `{}`: {}", row.name, row.value);
    let problem = Problem::new(status, &REQUEST_LACKS_HEADER, detail.trim_end_matches([':', ' ']))
        .member("header", json!(row.name))
        .member("table", json!(format!("{}:{}", case.page, row.place)))
        .documented(case);
    Err(if credential { problem.header("WWW-Authenticate", "Bearer") } else { problem })
}

/// Whether a row says "Required" about a field that the caller sends itself; `Content-Type` only with a body.
fn is_required(case: &Case, row: &HeaderRow) -> bool {
    let name = row.name.to_ascii_lowercase();
    let without_body = name == "content-type" && case.request.body.is_none();
    // Only a token can be the name of a header field, whatever the table says.
    row.required
        && is_token(&name)
        && !without_body
        && !is_of_connection(&name)
        && !ADDED_BY_CLIENTS.contains(&name.as_str())
}

fn content_type(case: &Case, request: &ReceivedRequest) -> Result<(), Problem> {
    let Some(documented) = case.request.media_type().filter(|_| case.request.body.is_some()) else {
        return Ok(());
    };
    let Some(sent) = request.headers.get("content-type") else {
        let detail = format!("the body is documented as `{documented}`, the request has no `Content-Type`");
        return Err(Problem::new(400, &REQUEST_LACKS_HEADER, detail)
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
    Err(Problem::new(415, &REQUEST_MEDIA_TYPE, detail).header("Accept", documented.essence()).documented(case))
}

fn body(case: &Case, request: &ReceivedRequest, schemas: &Schemas) -> Result<(), Problem> {
    let Some(shown) = &case.request.body else { return Ok(()) };
    if request.body.is_empty() {
        return Err(
            Problem::new(400, &BODY_BREAKS_SCHEMA, "a body is documented, the request has none").documented(case)
        );
    }
    if !shown.is_json(case.request.media_type().as_ref()) || shown.json().is_err() {
        return Ok(());
    }
    let may_repeat = shown.json().is_ok_and(|document| !document.duplicates.is_empty());
    let received = strict_json(&request.body, may_repeat).map_err(|why| {
        Problem::new(400, &NOT_JSON_REQUEST, format!("the request's body is not strict JSON: {why}")).documented(case)
    })?;
    let Some(schema) = &case.request.schema else { return Ok(()) };
    match schemas.check(schema, &received) {
        Ok(violations) if violations.is_empty() => Ok(()),
        Ok(mut violations) => {
            // Where the example itself contradicts the documented type, a request may do the same.
            let of_example = shown.root().and_then(|root| schemas.check(schema, &root.to_serde()).ok());
            let is_shown =
                |violation: &Violation| of_example.iter().flatten().any(|known| is_same_fault(known, violation));
            violations.retain(|violation| !is_shown(violation));
            if violations.is_empty() { Ok(()) } else { Err(schema_problem(case, &violations)) }
        }
        Err(error) => {
            let detail = format!("the schema of the documented request cannot be used: {error}");
            Err(Problem::new(500, &CANNOT_RESPOND, detail).documented(case))
        }
    }
}

fn is_same_fault(one: &Violation, other: &Violation) -> bool {
    let parts = |of: &Violation| (of.pointer.clone(), of.keyword.clone(), of.expected.clone());
    parts(one) == parts(other)
}

/// `may_repeat`: the example repeats the name of a member, too.
fn strict_json(body: &[u8], may_repeat: bool) -> Result<Value, String> {
    let text = std::str::from_utf8(body).map_err(|error| format!("not UTF-8 at byte {}", error.valid_up_to()))?;
    let document = read(text).map_err(|error| format!("at byte {}, {error}", error.at))?;
    if let Some(repair) = document.repairs.first() {
        return Err(format!("it has {} at byte {}", repair.kind.describe(), repair.at));
    }
    if let Some((name, at)) = document.duplicates.first().filter(|_| !may_repeat) {
        return Err(format!("the member `{name}` is repeated at byte {at}"));
    }
    Ok(document.root.to_serde())
}

fn schema_problem(case: &Case, violations: &[Violation]) -> Problem {
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
    Problem::new(400, &BODY_BREAKS_SCHEMA, detail).member("errors", json!(listed)).documented(case)
}
