use serde_json::{Value, json};

use crate::http::Request;
use crate::record::Redactor;

/// A request as it would be sent, for a reader, secrets hidden.
pub(super) fn text(request: &Request, redactor: &Redactor) -> String {
    let mut shown = format!("{} {}\n", request.method, redactor.text(&request.url));
    for (name, value) in request.headers.iter() {
        shown.extend([name, ": ", &redactor.header(name, value), "\n"]);
    }
    if let Some(body) = body(request, redactor) {
        shown.extend(["\n", &body, "\n"]);
    }
    shown
}

/// The same as data.
pub(super) fn json(request: &Request, redactor: &Redactor) -> Value {
    let headers: Vec<_> =
        request.headers.iter().map(|(name, value)| json!([name, redactor.header(name, value)])).collect();
    json!({
        "method": request.method,
        "url": redactor.text(&request.url),
        "headers": headers,
        "body": body(request, redactor),
    })
}

fn body(request: &Request, redactor: &Redactor) -> Option<String> {
    let body = request.body.as_ref()?;
    match std::str::from_utf8(body) {
        Ok(text) => Some(redactor.text(text)),
        Err(_) => Some(format!("<{} bytes that are not text>", body.len())),
    }
}
