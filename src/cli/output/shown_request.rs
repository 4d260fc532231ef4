//! A request as `list` and `run --dry-run` show it.

use serde_json::{Value, json};

use crate::http::Request;
use crate::record::Redactor;
use crate::request::PreparedRequest;

/// A request as it would be sent, for a reader, secrets hidden.
pub(in crate::cli) fn text(prepared: &PreparedRequest, redactor: &Redactor) -> String {
    let request = &prepared.request;
    let mut shown = format!("{} {}\n", request.method, redactor.text(&request.url));
    for (name, value) in request.headers.iter() {
        shown.extend([name, ": ", &redactor.header(name, value), "\n"]);
    }
    if let Some(body) = body(request, redactor) {
        shown.extend(["\n", &body, "\n"]);
    }
    for change in &prepared.changes {
        shown.extend(["# ", &redactor.text(&change.to_string()), "\n"]);
    }
    shown
}

/// The same as data.
pub(in crate::cli) fn json(prepared: &PreparedRequest, redactor: &Redactor) -> Value {
    let request = &prepared.request;
    let changes: Vec<_> = prepared.changes.iter().map(|change| redactor.text(&change.to_string())).collect();
    let headers: Vec<_> =
        request.headers.iter().map(|(name, value)| json!([name, redactor.header(name, value)])).collect();
    json!({
        "method": request.method,
        "url": redactor.text(&request.url),
        "headers": headers,
        "body": body(request, redactor),
        "changes": changes,
    })
}

fn body(request: &Request, redactor: &Redactor) -> Option<String> {
    let body = request.body.as_ref()?;
    match std::str::from_utf8(body) {
        Ok(text) => Some(redactor.text(text)),
        Err(_) => Some(format!("<{} bytes that are not text>", body.len())),
    }
}
