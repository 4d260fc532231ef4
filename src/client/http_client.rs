//! `HttpClient`: sends a request, reads the whole response, decodes its body. Start here. Redirects are never followed, which
//! `plain.rs` does on its own and `secure_settings.rs` configures in `reqwest`; the largest response is set in `body_reader.rs`.

use std::sync::Arc;
use std::time::{Duration, Instant};

use super::blocking::without_blocking;
use super::body_reader::{BodyReader, MAX_RESPONSE, ReadBody, Stopped};
use super::client_error::ClientError;
use super::connection::LastRequest;
use super::content_coding::{self, Decoded};
use super::idle_connections::LateBytes;
use super::outgoing::OutgoingRequest;
use super::pool::AfterResponse;
use super::received::Received;
use super::run_headers::RunHeaders;
use super::stream::Stream;
use super::transport::Transport;
use super::transport_error::{Head, TransportError};
use crate::config::Target;
use crate::http::{Exchange, Headers, Request, Response, TransportNote, is_bodiless, never_announces_body};

/// How much larger a decoded body may be expected to be.
const RATIO: usize = 64;

/// The result of sending a request once.
enum Sent {
    Received(Exchange),
    /// What came may be a further response to the request before, or this request received several; it may be sent again.
    Doubtful {
        before: LastRequest,
    },
}

/// The HTTP client: HTTP/1.1, no redirects, no proxy, no cookies, with timeouts. Cheap to clone; clones share connections. It
/// adds `Host`, `Content-Length` and, where a request has none, `Accept: */*`.
#[derive(Debug, Clone)]
pub struct Client {
    transport: Transport,
    timeout: Duration,
    max_response: usize,
    run_headers: Option<Arc<RunHeaders>>,
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
        Self { transport, timeout: target.timeout, max_response: MAX_RESPONSE, run_headers: None }
    }

    /// A client with another timeout, over the same connections.
    #[must_use]
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        Self { timeout, ..self.clone() }
    }

    /// A client whose requests identify the run, if that is wanted, over the same connections.
    #[must_use]
    pub fn with_run_headers(self, run_headers: Option<Arc<RunHeaders>>) -> Self {
        Self { run_headers, ..self }
    }

    /// Sends one request and reads the response: all of it or, of a stream, as much as shows whether it is as documented.
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
        let before = match self.sent(name, request, is_stream, false).await? {
            Sent::Received(exchange) => return Ok(exchange),
            Sent::Doubtful { before } => before,
        };
        // No connection is used again from now on: what comes is the response to this request.
        let Sent::Received(mut exchange) = self.sent(name, request, is_stream, true).await? else {
            return Err(TransportError::illegal("the service sent several responses to each request"));
        };
        if !exchange.notes.contains(&TransportNote::StrayBytes) {
            self.transport.attribute_late_bytes(before);
        }
        exchange.notes.insert(0, TransportNote::Resent);
        Ok(exchange)
    }

    /// Sends a request once.
    async fn sent(
        &self,
        name: &str,
        request: &Request,
        is_stream: Option<bool>,
        is_repeated: bool,
    ) -> Result<Sent, TransportError> {
        let started = Instant::now();
        let mut notes = Vec::new();
        let outgoing =
            OutgoingRequest { request, name, run_headers: self.run_headers.as_deref(), timeout: self.timeout };
        let Received { status, headers, body: mut incoming } =
            self.transport.received(outgoing, started, &mut notes).await?;
        let head = Head { after: started.elapsed(), status };
        let reader = BodyReader { stream: Stream::of(&headers, is_stream), started, timeout: self.timeout };
        let read = incoming.read(&reader, self.max_response).await;
        let ReadBody { body, is_cut } = read.map_err(|stopped| match stopped {
            Stopped::TooLarge => TransportError::too_large(&request.url, self.max_response),
            Stopped::Late { received } => {
                TransportError::late_body(&request.url, &head, reader.stream, received, self.timeout)
            }
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
                is_repeated,
                elapsed,
                read_at: started + elapsed,
            };
            match self.transport.finish(incoming, last).await {
                AfterResponse::Nothing => {}
                AfterResponse::Bytes => notes.push(TransportNote::StrayBytes),
                AfterResponse::Response(before) => return Ok(Sent::Doubtful { before }),
            }
        }
        let expected = if headers.contains("content-encoding") { body.len().saturating_mul(RATIO) } else { 0 };
        let decode = || content_coding::decoded(body, &headers, &request.url, self.max_response);
        let Decoded { body, has_trailing_bytes } = without_blocking(expected, decode)?;
        notes.extend(is_cut.then_some(TransportNote::CutStream));
        notes.extend(has_trailing_bytes.then_some(TransportNote::TrailingBytes));
        let response = Response { status, headers, body };
        Ok(Sent::Received(Exchange { request: request.clone(), response, elapsed, notes }))
    }

    /// The requests whose responses were followed by bytes that came late. To be called when no request is sent any more.
    pub async fn late_bytes(&self) -> Vec<LateBytes> {
        self.transport.late_bytes().await
    }
}

/// Whether a response that has no body by its status has header fields of one: it will likely be sent, after the response.
fn announces_stray_body(status: u16, headers: &Headers) -> bool {
    let has_length = headers.get("content-length").is_some_and(|length| length.trim() != "0");
    never_announces_body(status) && (has_length || headers.contains("transfer-encoding"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::testing::{OK, bodiless, scripted, send_all};
    use crate::request::testing::target;

    #[test]
    fn a_response_that_is_too_large_is_not_read() {
        let client = Client { max_response: 1, ..Client::new(&target()).expect("a client") };
        let results = send_all(&client, &[bodiless("GET", &scripted(vec![vec![&[OK]]]))], None);
        assert!(results[0].as_ref().is_err_and(|error| error.message.contains("larger than 1 byte")), "{results:?}");
    }
}
