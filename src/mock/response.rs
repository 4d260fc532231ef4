//! The documented response, ready to be sent.

use hyper::body::Bytes;

use crate::contract::{Case, Field, content_type};
use crate::http::url_template::{Part, Piece, TemplateText, encode_value, is_same};
use crate::http::{Headers, is_of_connection, never_has_body};
use crate::json::Node;
use crate::schema::{Schemas, infer, sample};

/// A documented response, complete except for the placeholders in its headers, which depend on the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Response {
    pub(super) status: u16,
    headers: Vec<(String, String)>,
    pub(super) body: Bytes,
}

/// Values for the placeholders in a response's headers, taken from the request.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlaceholderValues<'a> {
    /// Parameters of the request's path.
    pub(super) bound: &'a [(&'a str, &'a str)],
    /// The documented origin, and the host of the request: `Location` points back to the service that was called.
    pub(super) origin: Option<&'a str>,
    pub(super) host: &'a str,
}

impl Response {
    /// The response of a case, its body made valid against its schema.
    pub(super) fn new(case: &Case, schemas: &Schemas) -> Self {
        let expectation = &case.expectation;
        let mut headers: Vec<(String, String)> =
            expectation.headers.iter().filter(|field| is_sent(&field.name)).map(pair).collect();
        let status = expectation.status.representative();
        let Some(shown) = expectation.body.as_ref().filter(|_| !never_has_body(status)) else {
            return Self { status, headers, body: Bytes::new() };
        };
        let json = shown.root().filter(|_| shown.is_json(expectation.media_type().as_ref()));
        if content_type(&expectation.headers).is_none() {
            let media_type = if json.is_some() { "application/json" } else { "text/plain; charset=utf-8" };
            headers.push(("Content-Type".to_owned(), media_type.to_owned()));
        }
        let body = match json {
            Some(root) => valid(case, root, schemas),
            None => shown.text().to_owned(),
        };
        Self { status, headers, body: Bytes::from(body) }
    }

    /// The header fields, placeholders filled.
    pub(super) fn headers(&self, values: PlaceholderValues<'_>) -> Vec<(&str, String)> {
        self.headers.iter().map(|(name, value)| (name.as_str(), fill(name, value, values))).collect()
    }
}

/// The documented response of a case as the embedded service sends it, to a request that binds no parameter.
pub fn documented_response(case: &Case, schemas: &Schemas) -> crate::http::Response {
    let response = Response::new(case, schemas);
    let headers = response.headers(PlaceholderValues { bound: &[], origin: None, host: "" });
    let headers = headers.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    crate::http::Response { status: response.status, headers: Headers(headers), body: response.body.to_vec() }
}

/// Whether a field is sent as the example shows it: the server itself sets those of the connection, the length and the date.
fn is_sent(name: &str) -> bool {
    !is_of_connection(name) && !["content-length", "date"].iter().any(|set| name.eq_ignore_ascii_case(set))
}

fn pair(field: &Field) -> (String, String) {
    (field.name.clone(), field.value.clone())
}

fn valid(case: &Case, body: &Node, schemas: &Schemas) -> String {
    let sampled = match &case.expectation.schema {
        Some(schema) => sample(body, schema, schemas),
        None => sample(body, &infer(body), schemas),
    };
    sampled.value.to_string()
}

/// A header's value as it is sent. `<...>` is a placeholder in `Location` alone: elsewhere (`Link`) it is syntax.
fn fill(name: &str, value: &str, values: PlaceholderValues<'_>) -> String {
    let location = name.eq_ignore_ascii_case("location") || name.eq_ignore_ascii_case("content-location");
    let mut value = value;
    let mut out = String::new();
    if let Some(rest) = values.origin.filter(|_| location).and_then(|origin| value.strip_prefix(origin)) {
        out.push_str("http://");
        out.push_str(values.host);
        value = rest;
    }
    for piece in TemplateText::parse(value, if location { Part::Path } else { Part::Header }).pieces() {
        match piece {
            Piece::Placeholder { shown, name } if location || !shown.starts_with('<') => {
                out.push_str(&placeholder_value(name.trim(), values.bound));
            }
            Piece::Literal(text) | Piece::Placeholder { shown: text, .. } => out.push_str(text),
        }
    }
    out
}

/// The request's own value of that name, else the name itself as a word.
fn placeholder_value(name: &str, bound: &[(&str, &str)]) -> String {
    match bound.iter().find(|(known, _)| is_same(known, name)) {
        Some((_, value)) => {
            let mut encoded = String::new();
            encode_value(value, Part::Path, &mut encoded);
            encoded
        }
        None => name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: PlaceholderValues<'static> =
        PlaceholderValues { bound: &[("id", "7 a")], origin: Some("https://api.example.com"), host: "127.0.0.1:9" };

    #[test]
    fn placeholders_in_headers_are_filled() {
        for (name, value, sent) in [
            (
                "Location",
                "https://api.example.com/parcels/{id}/labels/<label id>",
                "http://127.0.0.1:9/parcels/7%20a/labels/label-id",
            ),
            ("location", "/parcels/{new-id}", "/parcels/new-id"),
            (
                "Link",
                "<https://api.example.com/parcels?page=2>; rel=\"next\"",
                "<https://api.example.com/parcels?page=2>; rel=\"next\"",
            ),
            ("ETag", "W/\"{etag}\"", "W/\"etag\""),
        ] {
            assert_eq!(fill(name, value, VALUES), sent);
        }
    }

    #[test]
    fn what_is_not_sent_is_not_required_either() {
        for name in ["TE", "Keep-Alive", "Transfer-Encoding", "Date", "Content-Length"] {
            assert!(!is_sent(name) && crate::http::is_volatile(name), "{name}");
        }
        assert!(["Upgrade", "Proxy-Authenticate", "ETag"].into_iter().all(is_sent));
    }
}
