//! `https`, by `reqwest`: rustls with the cryptography of ring, and the certificates of the platform.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use reqwest::Url;
use reqwest::header::{HOST, HeaderValue};
use tokio::time::timeout_at;
use url::Position;

use super::client_error::ClientError;
use super::outgoing::{OutgoingRequest, method};
use super::received::{Received, ReceivedBody, fields};
use super::resend::is_repeatable;
use super::secure_settings::SecureSettings;
use super::tls::requires_certificate;
use super::transport_error::{TransportError, is_illegible, is_unusable_connection};
use crate::config::Target;
use crate::http::{Request, TransportNote};

/// `https`, over connections that `reqwest` keeps. Clones share them.
///
/// What a service sends after the end of a response is not seen here, but reaches the next user of the connection. So only
/// requests that may be sent again share connections; each other one has its own.
#[derive(Debug, Clone)]
pub(super) struct Secure {
    shared: reqwest::Client,
    /// Uses each connection once; made when first needed, as that reads the system's certificates again.
    unshared: Arc<OnceLock<reqwest::Client>>,
    /// A response came on a shared connection, which may belong to another request: it is not known to which.
    is_kept: Arc<AtomicBool>,
    /// The service sent, or announced, bytes that belong to no response.
    is_spoilt: Arc<AtomicBool>,
    settings: SecureSettings,
}

impl Secure {
    pub(super) fn new(target: &Target) -> Result<Self, ClientError> {
        Self::with(SecureSettings::new(target)?)
    }

    pub(super) fn with(settings: SecureSettings) -> Result<Self, ClientError> {
        let shared = settings.client(true)?;
        let (is_kept, is_spoilt) = (Arc::default(), Arc::default());
        Ok(Self { shared, unshared: Arc::default(), is_kept, is_spoilt, settings })
    }

    /// Sends a request; if a shared connection breaks, again on a new one.
    pub(super) async fn received(
        &self,
        outgoing: OutgoingRequest<'_>,
        started: Instant,
        notes: &mut Vec<TransportNote>,
    ) -> Result<Received, TransportError> {
        let is_shared = is_shared(outgoing.request) && !self.is_spoilt.load(Ordering::Relaxed);
        let client = if is_shared { self.shared.clone() } else { self.unshared()? };
        let response = match self.in_time(&client, outgoing, started).await? {
            Err(error) if is_shared && self.is_kept.load(Ordering::Relaxed) && is_broken(&error) => {
                if is_illegible(&error) {
                    self.mark_dirty();
                }
                notes.push(TransportNote::Resent);
                self.in_time(&self.unshared()?, outgoing, started).await?
            }
            result => result,
        };
        let response = response.map_err(|error| self.failed(&error, outgoing))?;
        self.is_kept.fetch_or(is_shared, Ordering::Relaxed);
        let (head, body) = hyper::Response::<reqwest::Body>::from(response).into_parts();
        let body = ReceivedBody::Secure(body);
        Ok(Received { status: head.status.as_u16(), headers: fields(&head.headers), body })
    }

    /// No request shares a connection from now on.
    pub(super) fn mark_dirty(&self) {
        self.is_spoilt.store(true, Ordering::Relaxed);
    }

    /// The result of a request before the timeout.
    async fn in_time(
        &self,
        client: &reqwest::Client,
        outgoing: OutgoingRequest<'_>,
        started: Instant,
    ) -> Result<reqwest::Result<reqwest::Response>, TransportError> {
        let end = started + self.settings.longest(outgoing.timeout);
        let response = timeout_at(end.into(), client.execute(self.built(outgoing)?)).await;
        response.map_err(|_| TransportError::no_response(&outgoing.request.url, outgoing.timeout, 0))
    }

    /// A client that uses each connection once.
    fn unshared(&self) -> Result<reqwest::Client, TransportError> {
        if let Some(unshared) = self.unshared.get() {
            return Ok(unshared.clone());
        }
        let unshared = self.settings.client(false).map_err(|error| TransportError::no_client(&error))?;
        // Another thread may have made one meanwhile, which is just as good.
        Ok(self.unshared.get_or_init(|| unshared).clone())
    }

    fn failed(&self, error: &reqwest::Error, outgoing: OutgoingRequest<'_>) -> TransportError {
        let (url, route) = (&outgoing.request.url, &self.settings.route);
        if requires_certificate(error) {
            return TransportError::unwelcome(url);
        }
        match (error.is_connect(), error.is_timeout()) {
            (true, true) => TransportError::no_connection(&route.shown(url), self.settings.connect_timeout),
            (true, false) => TransportError::no_secure_connection(url, route, error),
            (false, true) => TransportError::no_response(url, outgoing.timeout, 0),
            (false, false) => TransportError::lost(url, error),
        }
    }

    /// A request as `reqwest` takes it. In its URL a quote in the query becomes `%27`.
    fn built(&self, outgoing: OutgoingRequest<'_>) -> Result<reqwest::Request, TransportError> {
        let request = outgoing.request;
        let url = Url::parse(&request.url)
            .map_err(|error| TransportError::illegal(&format!("the URL is not legal: {error}")))?;
        let mut headers = outgoing.headers()?;
        let dialled = self.settings.dialled(&url);
        if dialled.is_some() {
            let host = HeaderValue::from_str(&url[Position::BeforeHost..Position::AfterPort]);
            let host = host.map_err(|error| TransportError::illegal(&format!("the host is not legal: {error}")))?;
            headers.entry(HOST).or_insert(host);
        }
        let mut built = reqwest::Request::new(method(request)?, dialled.unwrap_or(url));
        *built.headers_mut() = headers;
        *built.body_mut() = request.body.clone().map(Into::into);
        Ok(built)
    }
}

/// Whether a request shares connections: it may be sent again, and its response is not likely to be without a body.
fn is_shared(request: &Request) -> bool {
    let is_conditional = ["if-none-match", "if-modified-since"].iter().any(|name| request.headers.contains(name));
    is_repeatable(request) && !is_conditional
}

/// Whether a request failed because of a kept connection.
fn is_broken(error: &reqwest::Error) -> bool {
    !error.is_timeout() && !error.is_connect() && is_unusable_connection(error)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::client::testing::{OK, Service, bodiless, send_all, sent_plainly};
    use crate::http::{Exchange, Headers};

    const LONG: Duration = Duration::from_secs(5);
    const MOVED: &str = "HTTP/1.1 302 Moved\r\nLocation: https://127.0.0.1:1/\r\nContent-Length: 2\r\n\r\nok";
    const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\n\r\ngone";

    type Results = Vec<Result<Exchange, TransportError>>;

    /// Sends requests of these methods one after the other, to a service with these connections.
    fn sent(connections: &[&'static [&'static str]], methods: &[&str]) -> (Service, Results) {
        let service = Service::start("127.0.0.1", connections);
        let requests: Vec<_> = methods.iter().map(|method| bodiless(method, &service.url)).collect();
        let results = send_all(&service.client(LONG), &requests, None);
        (service, results)
    }

    fn notes(result: &Result<Exchange, TransportError>) -> &[TransportNote] {
        &result.as_ref().expect("a response").notes
    }

    #[test]
    fn requests_that_may_be_sent_again_share_connections() {
        let (_service, results) = sent(&[&[OK, OK, OK]], &["GET", "OPTIONS", "GET"]);
        assert!(results.iter().all(|result| notes(result).is_empty()), "{results:?}");
    }

    #[test]
    fn other_requests_have_a_connection_each() {
        // A second one on the connection of another would get no response.
        let (_service, results) = sent(&[&[OK], &[OK], &[OK], &[OK]], &["POST", "HEAD", "PUT", "DELETE"]);
        assert!(results.iter().all(|result| notes(result).is_empty()), "{results:?}");
        let service = Service::start("127.0.0.1", &[&[OK], &[OK]]);
        let mut conditional = bodiless("GET", &service.url);
        conditional.headers.push("If-None-Match", "\"a\"");
        let results = send_all(&service.client(LONG), &[bodiless("GET", &service.url), conditional], None);
        assert!(results.iter().all(|result| notes(result).is_empty()), "{results:?}");
    }

    #[test]
    fn what_follows_a_response_harms_no_later_request() {
        for method in ["DELETE", "HEAD"] {
            for next in ["GET", "POST"] {
                let (_service, results) = sent(&[&[NO_CONTENT, OK], &[OK]], &[method, next]);
                assert!(results.iter().all(|result| notes(result).is_empty()), "{method} {next}: {results:?}");
            }
        }
        for next in ["GET", "POST"] {
            let (_service, results) = sent(&[&[NO_CONTENT, OK], &[OK], &[OK]], &["GET", next]);
            assert!(results.iter().all(Result::is_ok), "{next}: {results:?}");
        }
    }

    #[test]
    fn a_request_is_sent_again_only_where_it_may_be_and_a_shared_connection_breaks() {
        let (service, results) = sent(&[&[OK, "nonsense"], &[OK], &[OK]], &["GET", "GET", "GET"]);
        assert_eq!(notes(&results[1]), [TransportNote::Resent]);
        assert!(notes(&results[2]).is_empty() && service.received().len() == 4, "{:?}", service.received());
        // No connection had been kept, or the request must not be sent twice.
        let first: &[&'static [&'static str]] = &[&["nonsense"], &[OK]];
        for (connections, methods) in [(first, &["GET"][..]), (&[&[OK], &["nonsense"], &[OK]], &["GET", "POST"])] {
            let count = methods.len();
            let (service, results) = sent(connections, methods);
            let error = results[count - 1].as_ref().expect_err("no response");
            assert!(error.message.contains("no response of 127.0.0.1:") && !error.connect, "{error}");
            assert_eq!(service.received().len(), count);
        }
    }

    #[test]
    fn no_connection_is_shared_after_a_response_that_announces_a_body_it_must_not_have() {
        const ANNOUNCED: &str = "HTTP/1.1 204 No Content\r\nContent-Length: 4\r\n\r\n";
        let (_service, results) = sent(&[&[ANNOUNCED], &[OK], &[OK]], &["GET", "GET", "GET"]);
        assert!(results.iter().all(|result| notes(result).is_empty()), "{results:?}");
    }

    /// The lines of a request as it goes out.
    fn lines(sent: &str) -> Vec<String> {
        let lines = sent.lines().filter(|line| !line.starts_with("host: "));
        lines.map(str::to_owned).collect()
    }

    #[test]
    fn requests_go_out_as_over_plain_http() {
        let mut headers = Headers::default();
        headers.push("Prefer", "a");
        headers.push("X-Key", "b");
        headers.push("Prefer", "b=\"\u{e4}\"");
        let mut request = bodiless("PATCH", "");
        (request.headers, request.body) = (headers, Some(b"{}".to_vec()));
        for (method, body) in [("PATCH", Some("{}")), ("POST", None), ("GET", None), ("lock", None)] {
            (request.method, request.body) = (method.to_owned(), body.map(|body| body.as_bytes().to_vec()));
            let service = Service::start("127.0.0.1", &[&[MOVED]]);
            request.url = format!("{}/a%20b//c?q=1&r=%27", service.url);
            let results = send_all(&service.client(LONG), std::slice::from_ref(&request), None);
            assert_eq!(results[0].as_ref().expect("a response").response.status, 302);
            assert_eq!(lines(&service.received()[0]), lines(&sent_plainly(&request)));
        }
    }

    #[test]
    fn errors_are_those_of_plain_http() {
        let error = |timeout, responses: &'static [&'static str]| {
            let service = Service::start("127.0.0.1", &[responses, responses]);
            let error = send_all(&service.client(timeout), &[bodiless("GET", &service.url)], None).remove(0);
            error.expect_err("no whole response")
        };
        let short = Duration::from_millis(300);
        let late = error(short, &[""]);
        assert!(
            late.timed_out() && late.message.ends_with("no response was received within 0.3 s (timeout)"),
            "{late}"
        );
        let late = error(short, &["HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort"]);
        assert!(late.timed_out() && late.message.ends_with("ms (HTTP 200), and 5 bytes of the body"), "{late}");
        let service = Service::start("127.0.0.1", &[]);
        let send = |url| send_all(&service.client(LONG), &[bodiless("GET", url)], None).remove(0).expect_err("none");
        let refused = send("https://127.0.0.1:9/secret?token=abc");
        assert_eq!(refused.message, "connection refused by 127.0.0.1:9: is the service running?");
        let unknown = send("https://nowhere.invalid/");
        assert!(unknown.connect && unknown.message.starts_with("the host of nowhere.invalid:443 was not found: "));
        let plain = send("http://127.0.0.1:9/");
        assert!(plain.message.starts_with("no response of 127.0.0.1:9: "), "{plain}");
    }

    #[test]
    fn a_body_that_ends_early_was_cut_off() {
        const SHORT: &str = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 9\r\n\r\nshort";
        let service = Service::start("127.0.0.1", &[&[SHORT]]);
        let error = send_all(&service.client(LONG), &[bodiless("GET", &service.url)], None).remove(0);
        let error = error.expect_err("cut off");
        assert!(error.message.contains("was cut off: ") && !error.message.contains("/x"), "{error}");
    }

    #[test]
    fn a_connection_that_is_late_is_named() {
        // Nothing is accepted: TLS never begins.
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        let url = format!("https://{}/", listener.local_addr().expect("an address"));
        let mut target = crate::request::testing::target();
        target.base_url = Some(url.parse().expect("a URL"));
        (target.connect_timeout, target.timeout) = (LONG, Duration::from_millis(300));
        let client = crate::client::Client::new(&target).expect("a client");
        let error = send_all(&client, &[bodiless("GET", &url)], None).remove(0).expect_err("late");
        assert!(error.connect && error.timed_out() && error.message.ends_with(" within 0.3 s (timeout)"), "{error}");
    }

    #[test]
    fn only_a_quote_in_the_query_is_spelled_otherwise() {
        let service = Service::start("127.0.0.1", &[&[OK]]);
        let request = bodiless("GET", &format!("{}?ids[]=1&q='it''s'", service.url));
        let results = send_all(&service.client(LONG), &[request], None);
        assert!(results[0].is_ok(), "{results:?}");
        assert!(
            service.received()[0].starts_with("GET /x?ids[]=1&q=%27it%27%27s%27 HTTP/1.1\r\n"),
            "{:?}",
            service.received()
        );
    }
}
