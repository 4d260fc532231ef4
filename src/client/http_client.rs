use std::time::{Duration, Instant};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use reqwest::{Method, Url};

use super::TransportError;
use super::content_coding;
use crate::config::Target;
use crate::http::{Exchange, Headers, Request, Response};

/// The largest response body that is read, in bytes; a larger one is a [`TransportError`].
pub const MAX_RESPONSE: usize = 64 << 20;

/// Why no request can be sent at all.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The HTTP client could not be set up (TLS backend, no root certificates).
    #[error("the HTTP client cannot be set up: {0}")]
    Client(String),
    /// An `https` base URL, and a build that speaks plain HTTP only.
    #[error("{0} needs TLS, which this build lacks: build doctrial with the feature `tls`, or use an http:// base URL")]
    NoTls(String),
}

/// The HTTP client: HTTP/1.1, no redirects, no proxy, no cookies, no retries of its own, with timeouts. Cheap to clone;
/// clones share connections. It adds `Host`, `Content-Length` and, where a request has none, `Accept: */*`.
#[derive(Debug, Clone)]
pub struct Client {
    http: reqwest::Client,
    connect_timeout: Duration,
    timeout: Duration,
    max_response: usize,
}

impl Client {
    /// A client with the target's timeouts.
    ///
    /// # Errors
    /// The client cannot be set up, or this build cannot speak the base URL's scheme.
    pub fn new(target: &Target) -> Result<Self, ClientError> {
        if let Some(url) = target.base_url.as_ref().filter(|url| url.scheme() == "https" && !cfg!(feature = "tls")) {
            return Err(ClientError::NoTls(url.origin().ascii_serialization()));
        }
        Self::from_builder(builder(target), target)
    }

    /// `builder`: says which certificates are trusted.
    pub(super) fn from_builder(builder: reqwest::ClientBuilder, target: &Target) -> Result<Self, ClientError> {
        let http = builder
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .referer(false)
            .connect_timeout(target.connect_timeout)
            .timeout(target.timeout)
            .build()
            .map_err(|error| ClientError::Client(super::transport_error::chain(&error)))?;
        let Target { connect_timeout, timeout, .. } = *target;
        Ok(Self { http, connect_timeout, timeout, max_response: MAX_RESPONSE })
    }

    /// Sends one request and reads the whole response.
    ///
    /// # Errors
    /// The request is not legal HTTP, or there is no complete response: not reachable, refused, timed out, broken off, larger
    /// than [`MAX_RESPONSE`].
    pub async fn send(&self, request: &Request) -> Result<Exchange, TransportError> {
        self.exchange(request, |_| None).await
    }

    /// As [`Client::send`], for a response that may have no end: only its first JSON document is read.
    ///
    /// # Errors
    /// As [`Client::send`].
    pub async fn send_until_first_document(&self, request: &Request) -> Result<Exchange, TransportError> {
        self.exchange(request, first_document).await
    }

    /// `is_complete`: of the bytes received so far, how many make up all that is needed, if they are received.
    async fn exchange(
        &self,
        request: &Request,
        is_complete: impl Fn(&[u8]) -> Option<usize>,
    ) -> Result<Exchange, TransportError> {
        let outgoing = built(request)?;
        let started = Instant::now();
        let failed = |error: &reqwest::Error, url: &str| {
            TransportError::from_reqwest(error, url, self.connect_timeout, self.timeout)
        };
        let mut response = self.http.execute(outgoing).await.map_err(|error| failed(&error, &request.url))?;
        let mut body = Vec::with_capacity(expected_length(&response));
        while let Some(chunk) = response.chunk().await.map_err(|error| failed(&error, &request.url))? {
            if body.len() + chunk.len() > self.max_response {
                return Err(TransportError::too_large(&request.url, self.max_response));
            }
            body.extend_from_slice(&chunk);
            if let Some(length) = is_complete(&body) {
                body.truncate(length);
                break;
            }
        }
        let elapsed = started.elapsed();
        let headers = fields(response.headers());
        let body = content_coding::decoded(body, &headers, &request.url, self.max_response)?.body;
        let response = Response { status: response.status().as_u16(), headers, body };
        Ok(Exchange { request: request.clone(), response, elapsed })
    }
}

/// The length of the JSON document that a text begins with, if it is there to its end.
fn first_document(text: &[u8]) -> Option<usize> {
    let mut documents = serde_json::Deserializer::from_slice(text).into_iter::<serde::de::IgnoredAny>();
    let closed = text.trim_ascii_start().starts_with(b"{") || text.trim_ascii_start().starts_with(b"[");
    documents.next().filter(|document| closed && document.is_ok()).map(|_| documents.byte_offset())
}

#[cfg(feature = "tls")]
pub(super) fn builder(target: &Target) -> reqwest::ClientBuilder {
    super::tls::install_provider();
    let builder = reqwest::Client::builder();
    if target.base_url.as_ref().is_some_and(|url| url.scheme() == "https") {
        return builder;
    }
    // Over plain HTTP no certificate is ever looked at: reading the system's takes longer than a case.
    builder.tls_certs_only([])
}

#[cfg(not(feature = "tls"))]
fn builder(_: &Target) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
}

fn built(request: &Request) -> Result<reqwest::Request, TransportError> {
    let method = Method::from_bytes(request.method.as_bytes())
        .map_err(|_| TransportError::illegal(&format!("the method `{}` is not an HTTP token", request.method)))?;
    let url = Url::parse(&request.url).map_err(|e| TransportError::illegal(&format!("the URL is not legal: {e}")))?;
    let mut built = reqwest::Request::new(method, url);
    let too_many = |_| TransportError::illegal("it has more header fields than an HTTP message can hold");
    let mut headers = HeaderMap::try_with_capacity(request.headers.0.len()).map_err(too_many)?;
    for (name, value) in request.headers.iter() {
        let header = HeaderName::from_bytes(name.as_bytes())
            .map_err(|_| TransportError::illegal(&format!("the header name `{name}` is not an HTTP token")))?;
        // The value may be a secret: only its header is named.
        let value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
            TransportError::illegal(&format!("the value of header `{name}` holds a line break or control character"))
        })?;
        headers.try_append(header, value).map_err(too_many)?;
    }
    *built.headers_mut() = headers;
    *built.body_mut() = request.body.clone().map(Into::into);
    Ok(built)
}

/// At most 64 KiB are reserved on the word of a service.
fn expected_length(response: &reqwest::Response) -> usize {
    response.content_length().map_or(0, |length| length.min(64 << 10) as usize)
}

fn fields(headers: &HeaderMap) -> Headers {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Headers(headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect())
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;
    use crate::request::testing::target;

    /// Answers one connection with `response` and returns what was received; keeps the connection open if that is empty.
    fn serve(response: &'static str) -> (String, std::thread::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/x?q=1", listener.local_addr().expect("an address"));
        let thread = std::thread::spawn(move || {
            let (mut stream, _) = listener.accept().expect("a connection");
            let mut sent = vec![0; 4096];
            let read = stream.read(&mut sent).expect("a request");
            stream.write_all(response.as_bytes()).expect("a response");
            if response.is_empty() {
                std::thread::sleep(Duration::from_millis(400));
            }
            String::from_utf8_lossy(&sent[..read]).into_owned()
        });
        (url, thread)
    }

    fn request(url: &str) -> Request {
        let mut headers = Headers::default();
        headers.push("Prefer", "a");
        headers.push("Prefer", "b=\"\u{e4}\"");
        Request { method: "PATCH".to_owned(), url: url.to_owned(), headers, body: Some(b"{}".to_vec()) }
    }

    fn send(client: &Client, request: &Request) -> Result<Exchange, TransportError> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(client.send(request))
    }

    #[test]
    fn requests_and_responses_are_kept_unchanged() {
        let (url, served) = serve("HTTP/1.1 302 Moved\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\nok");
        let client = Client::new(&target()).expect("a client");
        let exchange = send(&client, &request(&url)).expect("a response");
        assert_eq!((exchange.response.status, exchange.response.body.as_slice()), (302, &b"ok"[..]));
        assert_eq!(exchange.response.headers.get("Location"), Some("http://127.0.0.1:1/"));
        let sent = served.join().expect("served");
        assert!(sent.starts_with("PATCH /x?q=1 HTTP/1.1\r\nprefer: a\r\nprefer: b=\"\u{e4}\"\r\n"), "{sent}");
        assert!(sent.contains("content-length: 2\r\n") && sent.ends_with("\r\n\r\n{}"), "{sent}");
    }

    #[test]
    fn errors_name_what_was_tried() {
        let mut target = target();
        target.timeout = Duration::from_millis(200);
        let client = Client::new(&target).expect("a client");
        let refused = send(&client, &request("http://127.0.0.1:9/secret?token=abc")).expect_err("refused");
        assert_eq!(refused.message, "connection refused by 127.0.0.1:9: is the service running?");
        assert!(refused.connect && !refused.timed_out);
        let (url, _served) = serve("");
        let late = send(&client, &request(&url)).expect_err("late");
        assert!(late.timed_out && !late.connect && late.message.ends_with("within 0.2 s (timeout)"), "{late}");
        let (url, _served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort");
        let cut = send(&client, &request(&url)).expect_err("cut off");
        assert!(cut.message.contains("broke off"), "{cut}");
        let unknown = send(&client, &request("http://nowhere.invalid/")).expect_err("unknown host");
        assert!(unknown.connect && unknown.message.contains("nowhere.invalid"), "{unknown}");
    }

    #[test]
    fn bounds_and_illegal_fields_are_named_without_their_values() {
        let (url, _served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        let client = Client { max_response: 1, ..Client::new(&target()).expect("a client") };
        assert!(send(&client, &request(&url)).expect_err("too large").message.contains("larger than 1 byte"));
        let mut illegal = request(&url);
        illegal.headers.push("X-Key", "s3cret\r\nHost: evil");
        let error = send(&client, &illegal).expect_err("illegal").message;
        assert!(error.contains("X-Key") && !error.contains("s3cret"), "{error}");
        let mut crowded = request(&url);
        crowded.headers.0 = vec![("x".to_owned(), "v".to_owned()); 40_000];
        assert!(send(&client, &crowded).expect_err("too many").message.contains("more header fields"));
    }
}
