//! A prepared request turned into the one that hyper and reqwest send.

use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, HOST, HeaderMap, HeaderName, HeaderValue, PROXY_AUTHORIZATION};
use hyper::http::uri::Uri;
use hyper::{Method, header};
use secrecy::ExposeSecret as _;

use super::route::proxy_authorization;
use super::run_headers::RunHeaders;
use super::transport_error::TransportError;
use crate::config::Proxy;
use crate::http::{Headers, Request};

/// A request as hyper takes it.
pub(super) type Message = hyper::Request<Full<Bytes>>;

/// A request to send, with the header fields that name its run and its timeout.
#[derive(Debug, Clone, Copy)]
pub(super) struct OutgoingRequest<'a> {
    pub(super) request: &'a Request,
    /// What the sender calls it.
    pub(super) name: &'a str,
    pub(super) run_headers: Option<&'a RunHeaders>,
    /// The longest time from connecting to the last byte.
    pub(super) timeout: Duration,
}

impl OutgoingRequest<'_> {
    /// The header fields that go out.
    pub(super) fn headers(&self) -> Result<HeaderMap, TransportError> {
        let mut headers = header_map(&self.request.headers)?;
        if let Some(run_headers) = self.run_headers {
            run_headers.add_to(&mut headers, self.name);
        }
        Ok(headers)
    }
}

/// A request as it goes out: its URL as it is spelled; with `Accept` where it has none, and with the host.
///
/// # Errors
/// It is not legal HTTP.
pub(super) fn message(outgoing: OutgoingRequest<'_>) -> Result<Message, TransportError> {
    let request = outgoing.request;
    let illegal = |why: String| TransportError::illegal(&why);
    let (authority, target) = split(&request.url).ok_or_else(|| illegal("the URL is not absolute".to_owned()))?;
    let uri: Uri = target.parse().map_err(|error| illegal(format!("the URL is not legal: {error}")))?;
    let host = HeaderValue::from_str(authority).map_err(|error| illegal(format!("the URL is not legal: {error}")))?;
    let mut headers = outgoing.headers()?;
    headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
    headers.entry(HOST).or_insert(host);
    let mut message = Message::new(Full::new(request.body.clone().unwrap_or_default().into()));
    *message.method_mut() = method(request)?;
    *message.uri_mut() = uri;
    *message.headers_mut() = headers;
    Ok(message)
}

/// A request to a proxy: its target is the whole URL (RFC 9112 section 3.2.2).
///
/// # Errors
/// The URL is not legal.
pub(super) fn through_proxy(mut message: Message, url: &str, proxy: &Proxy) -> Result<Message, TransportError> {
    let url = url.split('#').next().unwrap_or(url);
    *message.uri_mut() =
        url.parse().map_err(|error| TransportError::illegal(&format!("the URL is not legal: {error}")))?;
    let credentials = proxy_authorization(proxy).and_then(|value| HeaderValue::from_str(value.expose_secret()).ok());
    if let Some(credentials) = credentials {
        message.headers_mut().insert(PROXY_AUTHORIZATION, credentials);
    }
    Ok(message)
}

/// The method of a request.
pub(super) fn method(request: &Request) -> Result<Method, TransportError> {
    Method::from_bytes(request.method.as_bytes())
        .map_err(|_| TransportError::illegal(&format!("the method `{}` is not an HTTP token", request.method)))
}

/// Authority and target of an absolute URL.
fn split(url: &str) -> Option<(&str, &str)> {
    let (_, rest) = url.split_once("://")?;
    let rest = rest.split('#').next().unwrap_or(rest);
    let end = rest.find(['/', '?']).unwrap_or(rest.len());
    Some((&rest[..end], if end == rest.len() { "/" } else { &rest[end..] }))
}

/// How many fields may be added.
const MORE: usize = 5;

/// The header fields of a request; there is space for some more.
fn header_map(fields: &Headers) -> Result<HeaderMap, TransportError> {
    let too_many =
        |_: header::MaxSizeReached| TransportError::illegal("it has more header fields than an HTTP message can hold");
    let mut headers = HeaderMap::try_with_capacity(fields.0.len() + MORE).map_err(too_many)?;
    for (name, value) in fields.iter() {
        let header = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| TransportError::illegal(&format!("the header name `{name}` is not an HTTP token")))?;
        // The value may be a secret: only its header is named.
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
            TransportError::illegal(&format!("the value of header `{name}` holds a line break or control character"))
        })?;
        headers.try_append(header, value).map_err(too_many)?;
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::testing::bodiless;

    fn without_run(request: &Request) -> OutgoingRequest<'_> {
        OutgoingRequest { request, name: "x", run_headers: None, timeout: Duration::ZERO }
    }

    #[test]
    fn the_url_goes_out_as_it_is_spelled() {
        for (url, target, host) in [
            ("http://[::1]:81/a%20b?q='x'#f", "/a%20b?q='x'", "[::1]:81"),
            ("https://h.example", "/", "h.example"),
            ("http://h/a//b/?", "/a//b/?", "h"),
        ] {
            let request = bodiless("POST", url);
            let message = message(without_run(&request)).expect("is legal");
            assert_eq!(message.uri().to_string(), target);
            assert_eq!(
                (&message.headers()[HOST], &message.headers()[ACCEPT]),
                (&host.parse().expect("a host"), &"*/*".parse().expect("a value"))
            );
        }
    }

    #[test]
    fn what_is_illegal_is_named_without_its_value() {
        let mut illegal = bodiless("GET", "http://h/x");
        illegal.headers.push("X-Key", "s3cret\r\nHost: evil");
        let error = message(without_run(&illegal)).expect_err("illegal").message;
        assert!(error.contains("X-Key") && !error.contains("s3cret"), "{error}");
        illegal.headers.0 = vec![("x".to_owned(), "v".to_owned()); 40_000];
        assert!(message(without_run(&illegal)).expect_err("too many").message.contains("more header fields"));
    }
}
