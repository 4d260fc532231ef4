//! `MessageRecord`: a request or response as records keep it, and how much of its body (`MAX_BODY`), which all reports show.
//! Excerpts of pages are made in `report/terminal/page_excerpt.rs`.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use super::{Redacted, Redactor};
use crate::http::{Headers, Request, Response};

/// A request or response as people read it: first line, headers, the body's text. Secrets are hidden (`***`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MessageRecord {
    /// `PATCH http://127.0.0.1:8080/me` or `HTTP 200`.
    pub start: String,
    /// Header fields as name and value, in the order of the message.
    pub headers: Vec<(String, String)>,
    /// The body as text, at most its first 16 KiB; a note in angle brackets where it was cut off or is not text.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub body: String,
}

/// How many bytes of a body a record keeps.
pub(crate) const MAX_BODY: usize = 16 << 10;

impl MessageRecord {
    /// A request for a reader.
    pub(crate) fn of_request(request: &Request, redactor: &Redactor) -> Redacted<Self> {
        let start = format!("{} {}", request.method, redactor.text(&request.url));
        Self::new(start, &request.headers, request.body.as_deref().unwrap_or_default(), redactor)
    }

    /// A response for a reader.
    pub(crate) fn of_response(response: &Response, redactor: &Redactor) -> Redacted<Self> {
        Self::new(format!("HTTP {}", response.status), &response.headers, &response.body, redactor)
    }

    /// The same without what has become known as a secret since.
    pub(super) fn hiding(&self, redactor: &Redactor) -> Redacted<Self> {
        let headers =
            self.headers.iter().map(|(name, value)| (redactor.field_name(name), redactor.text(value))).collect();
        let (start, body) = (redactor.text(&self.start), redactor.text(&self.body));
        Redacted::new(Self { start, headers, body })
    }

    fn new(start: String, headers: &Headers, body: &[u8], redactor: &Redactor) -> Redacted<Self> {
        let headers =
            headers.iter().map(|(name, value)| (redactor.field_name(name), redactor.header(name, value))).collect();
        Redacted::new(Self { start, headers, body: shown(body, redactor) })
    }
}

fn shown(body: &[u8], redactor: &Redactor) -> String {
    let Ok(text) = std::str::from_utf8(body) else {
        return format!("<{} bytes that are not UTF-8 text>", body.len());
    };
    let (mut shown, cut) = redactor.bounded(text, MAX_BODY);
    if cut {
        let _ = write!(shown, "\n<cut off: {} bytes in all>", body.len());
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_that_is_the_name_of_a_field_is_hidden() {
        let redactor = Redactor::new(&["kq-77-zz".to_owned().into()]);
        let headers = Headers(vec![("kq-77-zz".to_owned(), "1".to_owned()), ("Age".to_owned(), "2".to_owned())]);
        let response = Response { status: 200, headers, body: Vec::new() };
        let shown = MessageRecord::of_response(&response, &redactor).into_inner();
        assert_eq!(shown.headers, [("***".to_owned(), "1".to_owned()), ("Age".to_owned(), "2".to_owned())]);
    }

    #[test]
    fn bodies_are_bounded_and_binary_ones_noted() {
        let redactor = Redactor::default();
        assert_eq!(shown(&[0xff, 0xfe], &redactor), "<2 bytes that are not UTF-8 text>");
        let long = shown("\u{e4}".repeat(MAX_BODY).as_bytes(), &redactor);
        assert!(long.len() < MAX_BODY + 50 && long.ends_with("<cut off: 32768 bytes in all>"));
    }
}
