use http_body_util::Full;
use hyper::body::Bytes;
use hyper::header::{ACCEPT, HOST, HeaderMap, HeaderName, HeaderValue};
use hyper::http::uri::Uri;
use hyper::{Method, header};

use super::transport_error::TransportError;
use crate::http::{Headers, Request};

/// A request as hyper takes it.
pub(super) type Message = hyper::Request<Full<Bytes>>;

/// A request as it goes out: its URL as it is spelled; with `Accept` where it has none, and with the host.
///
/// # Errors
/// It is not legal HTTP.
pub(super) fn message(request: &Request) -> Result<Message, TransportError> {
    let illegal = |why: String| TransportError::illegal(&why);
    let (authority, target) = split(&request.url).ok_or_else(|| illegal("the URL is not absolute".to_owned()))?;
    let uri: Uri = target.parse().map_err(|error| illegal(format!("the URL is not legal: {error}")))?;
    let host = HeaderValue::from_str(authority).map_err(|error| illegal(format!("the URL is not legal: {error}")))?;
    let mut headers = header_map(&request.headers)?;
    headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
    headers.entry(HOST).or_insert(host);
    let mut message = Message::new(Full::new(request.body.clone().unwrap_or_default().into()));
    *message.method_mut() = method(request)?;
    *message.uri_mut() = uri;
    *message.headers_mut() = headers;
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

/// The header fields of a request; there is space for two more.
pub(super) fn header_map(fields: &Headers) -> Result<HeaderMap, TransportError> {
    let too_many =
        |_: header::MaxSizeReached| TransportError::illegal("it has more header fields than an HTTP message can hold");
    let mut headers = HeaderMap::try_with_capacity(fields.0.len() + 2).map_err(too_many)?;
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

    #[test]
    fn the_url_goes_out_as_it_is_spelled() {
        for (url, target, host) in [
            ("http://[::1]:81/a%20b?q='x'#f", "/a%20b?q='x'", "[::1]:81"),
            ("https://h.example", "/", "h.example"),
            ("http://h/a//b/?", "/a//b/?", "h"),
        ] {
            let message = message(&bodiless("POST", url)).expect("is legal");
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
        let error = message(&illegal).expect_err("illegal").message;
        assert!(error.contains("X-Key") && !error.contains("s3cret"), "{error}");
        illegal.headers.0 = vec![("x".to_owned(), "v".to_owned()); 40_000];
        assert!(message(&illegal).expect_err("too many").message.contains("more header fields"));
    }
}
