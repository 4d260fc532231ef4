use std::time::{Duration, Instant};

use super::blocking::without_blocking;
use super::body_reader::{BodyReader, Read, Stopped};
use super::connection::LastRequest;
use super::content_coding::{self, Decoded};
use super::pool::LateBytes;
use super::stream::Stream;
use super::transport::{Received, Transport};
use super::transport_error::{Head, TransportError};
use crate::config::Target;
use crate::http::{Exchange, Headers, Request, Response, TransportNote, is_bodiless, never_has_body};

/// The largest response body that is read, in bytes; a larger one is a [`TransportError`].
pub const MAX_RESPONSE: usize = 64 << 20;

/// How much larger a decoded body may be expected to be.
const RATIO: usize = 64;

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

/// The HTTP client: HTTP/1.1, no redirects, no proxy, no cookies, with timeouts. Cheap to clone; clones share connections. It
/// adds `Host`, `Content-Length` and, where a request has none, `Accept: */*`.
#[derive(Debug, Clone)]
pub struct Client {
    transport: Transport,
    timeout: Duration,
    max_response: usize,
}

impl Client {
    /// A client with the target's timeouts.
    ///
    /// # Errors
    /// The client cannot be set up, or this build cannot speak the base URL's scheme.
    pub fn new(target: &Target) -> Result<Self, ClientError> {
        Ok(Self::with(Transport::new(target)?, target))
    }

    pub(super) fn with(transport: Transport, target: &Target) -> Self {
        Self { transport, timeout: target.timeout, max_response: MAX_RESPONSE }
    }

    /// Sends one request and reads the response: all of it or, of a stream, what tells whether it is as documented.
    /// `is_stream`: whether the docs or the user say that it is one; `None`: its media type decides. `name`: what
    /// [`Client::late_bytes`] calls the request.
    ///
    /// # Errors
    /// The request is not legal HTTP, or there is no complete response: not reachable, refused, timed out, cut off, larger
    /// than [`MAX_RESPONSE`].
    pub async fn send(
        &self,
        name: &str,
        request: &Request,
        is_stream: Option<bool>,
    ) -> Result<Exchange, TransportError> {
        let started = Instant::now();
        let mut notes = Vec::new();
        let Received { status, headers, body: mut incoming } =
            self.transport.received(request, started, &mut notes).await?;
        let head = Head { after: started.elapsed(), status };
        let reader = BodyReader { stream: Stream::of(&headers, is_stream), started, timeout: self.timeout };
        let read = incoming.read(&reader, self.max_response).await;
        let Read { body, is_cut } = read.map_err(|stopped| match stopped {
            Stopped::TooLarge => TransportError::too_large(&request.url, self.max_response),
            Stopped::Late { received } => TransportError::late_body(&request.url, &head, received, self.timeout),
            Stopped::Failed(error) => TransportError::cut_off(&request.url, &*error),
        })?;
        let elapsed = started.elapsed();
        if announces_stray_body(status, &headers) {
            self.transport.drop_spoilt(incoming);
        } else if !is_cut {
            let last = LastRequest {
                name: name.to_owned(),
                method: request.method.clone(),
                status,
                is_bodiless: is_bodiless(&request.method, status),
                read_at: Instant::now(),
            };
            notes.extend(self.transport.finish(incoming, last).await.then_some(TransportNote::StrayBytes));
        }
        let expected = if headers.contains("content-encoding") { body.len().saturating_mul(RATIO) } else { 0 };
        let decode = || content_coding::decoded(body, &headers, &request.url, self.max_response);
        let Decoded { body, has_trailing_bytes } = without_blocking(expected, decode)?;
        notes.extend(is_cut.then_some(TransportNote::CutStream));
        notes.extend(has_trailing_bytes.then_some(TransportNote::TrailingBytes));
        let response = Response { status, headers, body };
        Ok(Exchange { request: request.clone(), response, elapsed, notes })
    }

    /// The requests behind whose responses bytes came after these had been read, once no request is sent any more.
    pub async fn late_bytes(&self) -> Vec<LateBytes> {
        self.transport.late_bytes().await
    }
}

/// Whether a response that has no body by its status has header fields of one: it will likely be sent, after the response.
fn announces_stray_body(status: u16, headers: &Headers) -> bool {
    let has_length = headers.get("content-length").is_some_and(|length| length.trim() != "0");
    match status {
        // A 304 has the header fields of the response that it stands for.
        304 => false,
        _ => never_has_body(status) && (has_length || headers.contains("transfer-encoding")),
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpListener;

    use super::*;
    use crate::client::testing::{OK, bodiless, scripted, send_all};
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
        runtime.block_on(client.send("x", request, None))
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
        assert!(
            late.timed_out && !late.connect && late.message.ends_with("no response came within 0.2 s (timeout)"),
            "{late}"
        );
        let (url, _served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort");
        let cut = send(&client, &request(&url)).expect_err("cut off");
        assert!(cut.message.contains("was cut off"), "{cut}");
        let unknown = send(&client, &request("http://nowhere.invalid/")).expect_err("unknown host");
        assert!(unknown.connect && unknown.message.contains("nowhere.invalid"), "{unknown}");
    }

    #[test]
    fn a_response_that_is_too_large_is_not_read() {
        let (url, _served) = serve("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
        let client = Client { max_response: 1, ..Client::new(&target()).expect("a client") };
        assert!(send(&client, &request(&url)).expect_err("too large").message.contains("larger than 1 byte"));
    }

    #[test]
    fn bytes_after_a_response_harm_no_later_request() {
        let client = Client::new(&target()).expect("a client");
        let deleted: &[&str] = &["HTTP/1.1 204 No Content\r\nContent-Length: 7\r\n\r\n", "deleted"];
        let url = scripted(vec![vec![deleted, &[OK]], vec![&[OK]]]);
        let results = send_all(&client, &[bodiless("DELETE", &url), bodiless("GET", &url)], None);
        let [Ok(deleted), Ok(read)] = results.as_slice() else { panic!("{results:?}") };
        assert_eq!((deleted.response.status, read.response.body.as_slice(), read.notes.len()), (204, &b"ok"[..], 0));
    }

    #[test]
    fn a_safe_request_is_sent_again_where_a_kept_connection_breaks() {
        let client = Client::new(&target()).expect("a client");
        // The second request on the first connection gets no response.
        let url = scripted(vec![vec![&[OK], &["nonsense"]], vec![&[OK]]]);
        let results = send_all(&client, &[bodiless("GET", &url), bodiless("GET", &url)], None);
        let [Ok(first), Ok(second)] = results.as_slice() else { panic!("{results:?}") };
        assert_eq!((first.notes.as_slice(), second.notes.as_slice()), (&[][..], &[TransportNote::Resent][..]));
        // What writes is never sent twice.
        let url = scripted(vec![vec![&["nonsense"]], vec![&[OK]]]);
        let results = send_all(&client, &[bodiless("POST", &url)], None);
        assert!(results[0].as_ref().is_err_and(|error| error.message.contains("no response of")), "{results:?}");
    }

    #[test]
    fn a_safe_request_is_sent_again_where_a_kept_connection_is_reset() {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("http://{}/x", listener.local_addr().expect("an address"));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.expect("a connection");
                let _request = stream.read(&mut [0; 4096]);
                stream.write_all(OK.as_bytes()).expect("a response");
                // The next request is not read: closing resets the connection.
                std::thread::sleep(Duration::from_millis(50));
            }
        });
        let client = Client::new(&target()).expect("a client");
        let results = send_all(&client, &[bodiless("GET", &url), bodiless("GET", &url)], None);
        assert!(results[1].as_ref().is_ok_and(|second| second.notes == [TransportNote::Resent]), "{results:?}");
    }

    #[test]
    fn a_stream_is_read_up_to_its_first_item() {
        let client = Client::new(&target()).expect("a client");
        let events: &[&str] = &[
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n",
            "event: tick\ndata: 1",
            "\n\nevent: tick\ndata: 2\n\n",
        ];
        let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![events]]))], None);
        let Ok(exchange) = &results[0] else { panic!("{results:?}") };
        assert_eq!(exchange.response.body, b"event: tick\ndata: 1\n\n");
        assert_eq!(exchange.notes, [TransportNote::CutStream]);
        let lines: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Type: application/x-ndjson\r\n\r\n{}\n{", "}\n{\"a"];
        let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![lines]]))], None);
        assert!(
            results[0].as_ref().is_ok_and(|ok| ok.response.body == b"{}\n{}\n" && ok.notes.len() == 1),
            "{results:?}"
        );
        let documents: &[&str] =
            &["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", "8\r\n{\"a\": 1}\r\n", "3\r\n{\"a\r\n"];
        let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![documents]]))], Some(true));
        assert!(results[0].as_ref().is_ok_and(|ok| ok.response.body == b"{\"a\": 1}"), "{results:?}");
    }

    #[test]
    fn a_timeout_says_what_had_come() {
        let mut target = target();
        target.timeout = Duration::from_millis(300);
        let client = Client::new(&target).expect("a client");
        let stalled: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n{\"a\":"];
        let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![stalled]]))], None);
        let error = results[0].as_ref().expect_err("late");
        assert!(error.timed_out && error.message.contains("did not end within 0.3 s (timeout)"), "{error}");
        assert!(error.message.ends_with("ms (HTTP 200), and 5 bytes of the body"), "{error}");
    }
}
