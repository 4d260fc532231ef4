//! Connections of requests that must not be sent twice, over plain HTTP: it is seen what comes on them after a response.

use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1::{self, SendRequest};
use hyper::header::{ACCEPT, HOST, HeaderValue};
use hyper_util::rt::TokioIo;
use reqwest::Url;
use tokio::net::TcpStream;
use tokio::task::JoinHandle;
use tokio::time::{timeout, timeout_at};
use url::Position;

use super::transport_error::TransportError;

/// After so long without a request the end of a connection, or bytes that belong to no response, would have been seen.
const SETTLED: Duration = Duration::from_millis(50);

/// A service may close a connection that is idle for longer at any moment.
const LONGEST_IDLE: Duration = Duration::from_secs(2);

/// How long a body is waited for behind a response that has none: services send it apart from the head.
const STRAY_BODY: Duration = Duration::from_millis(5);

/// How long the runtime may take to see what has come on a connection.
const LOOK: Duration = Duration::from_millis(2);

/// How long the end of a response may take to be noticed.
const END: Duration = Duration::from_millis(50);

/// The kept connections. A connection is used again at once only where the service has been seen to keep one open and clean:
/// what it sends after a response, or its closing the connection, would hit the next request.
#[derive(Debug, Default)]
pub(super) struct WatchedConnections {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    /// The longest idle first.
    idle: Vec<Connection>,
    habit: Habit,
}

/// What is known of the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Habit {
    #[default]
    Unknown,
    /// A request on a used connection got its response.
    KeepsConnections,
    /// One did not, or bytes came after a response.
    SpoilsConnections,
}

#[derive(Debug)]
struct Connection {
    sender: SendRequest<Full<Bytes>>,
    /// Ends with the connection; whether bytes had come that belong to no response.
    ended: JoinHandle<bool>,
    idle_since: Option<Instant>,
}

/// A connection whose response is being read. Dropped: it is closed.
#[derive(Debug)]
pub(super) struct Lease<'a> {
    owner: &'a WatchedConnections,
    connection: Connection,
}

/// When a request must be through.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadline {
    pub(super) started: Instant,
    pub(super) connect_timeout: Duration,
    pub(super) timeout: Duration,
}

impl WatchedConnections {
    /// Sends a request, its URL as it is `spelled`; the response's body is yet to be read.
    pub(super) async fn send(
        &self,
        request: reqwest::Request,
        spelled: &str,
        deadline: Deadline,
    ) -> Result<(reqwest::Response, Lease<'_>), TransportError> {
        let url = request.url().clone();
        let mut connection = match self.settled().await {
            Some(connection) => connection,
            None => opened(&url, deadline).await?,
        };
        let is_used = connection.idle_since.take().is_some();
        let sent = connection.sender.send_request(message(&request, spelled)?);
        let response = match timeout_at((deadline.started + deadline.timeout).into(), sent).await {
            Err(_) => return Err(TransportError::no_response(url.as_str(), deadline.timeout)),
            Ok(Err(error)) => {
                if is_used {
                    self.learn(Habit::SpoilsConnections);
                }
                return Err(TransportError::unanswered(url.as_str(), &error));
            }
            Ok(Ok(response)) => response,
        };
        if is_used {
            self.learn(Habit::KeepsConnections);
        }
        Ok((response.map(reqwest::Body::wrap).into(), Lease { owner: self, connection }))
    }

    /// A kept connection. Before the first is used again, the runtime gets the time to see what has come on it.
    async fn settled(&self) -> Option<Connection> {
        let connection = self.kept()?;
        if self.habit() == Habit::Unknown {
            tokio::time::sleep(LOOK).await;
        }
        connection.sender.is_ready().then_some(connection)
    }

    /// A connection on which nothing can come any more that belongs to an earlier request, as far as can be known.
    fn kept(&self) -> Option<Connection> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.idle.retain(|connection| {
            connection.sender.is_ready() && connection.idle_since.is_some_and(|since| since.elapsed() < LONGEST_IDLE)
        });
        match state.habit {
            Habit::KeepsConnections => state.idle.pop(),
            Habit::Unknown => {
                let is_settled =
                    |connection: &Connection| connection.idle_since.is_some_and(|since| since.elapsed() >= SETTLED);
                state.idle.first().is_some_and(is_settled).then(|| state.idle.remove(0))
            }
            Habit::SpoilsConnections => None,
        }
    }

    /// Once a connection was spoilt, no other is kept.
    fn learn(&self, habit: Habit) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.habit != Habit::SpoilsConnections {
            state.habit = habit;
        }
        if habit == Habit::SpoilsConnections {
            state.idle.clear();
        }
    }

    /// Whether a service was seen to spoil connections.
    pub(super) fn are_spoilt(&self) -> bool {
        self.habit() == Habit::SpoilsConnections
    }

    fn habit(&self) -> Habit {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).habit
    }

    /// The service spoilt a connection of another kind.
    pub(super) fn distrust(&self) {
        self.learn(Habit::SpoilsConnections);
    }
}

impl Lease<'_> {
    /// Gives the connection back after the response was read. Whether bytes came that belong to no response: behind one
    /// `without_body` they are waited for, unless the service is known to keep connections clean.
    pub(super) async fn finish(self, without_body: bool) -> bool {
        let Self { owner, mut connection } = self;
        let is_open = timeout(END, connection.sender.ready()).await.is_ok_and(|ready| ready.is_ok());
        let is_doubtful = !is_open || without_body && owner.habit() != Habit::KeepsConnections;
        let ended = if is_doubtful { within(STRAY_BODY, &mut connection.ended).await } else { None };
        let is_spoilt = ended == Some(true);
        if is_spoilt {
            owner.learn(Habit::SpoilsConnections);
        } else if is_open && ended.is_none() {
            connection.idle_since = Some(Instant::now());
            owner.state.lock().unwrap_or_else(PoisonError::into_inner).idle.push(connection);
        }
        is_spoilt
    }
}

/// What a task returned, if it ends in time.
async fn within<T>(wait: Duration, task: impl Future<Output = Result<T, tokio::task::JoinError>>) -> Option<T> {
    timeout(wait, task).await.ok()?.ok()
}

/// A new connection to the origin of a URL.
async fn opened(url: &Url, deadline: Deadline) -> Result<Connection, TransportError> {
    let failed = |error: std::io::Error| TransportError::unreachable(url.as_str(), &error);
    let host = url.host_str().unwrap_or_default().trim_matches(['[', ']']);
    let address = (host, url.port_or_known_default().unwrap_or(80));
    let wait = deadline.connect_timeout.min(deadline.timeout);
    let stream = timeout(wait, TcpStream::connect(address))
        .await
        .map_err(|_| TransportError::no_connection(url.as_str(), wait))?
        .map_err(failed)?;
    stream.set_nodelay(true).map_err(failed)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| TransportError::unanswered(url.as_str(), &error))?;
    let ended = tokio::spawn(async move { connection.await.is_err_and(|error| is_stray(&error)) });
    Ok(Connection { sender, ended, idle_since: None })
}

/// Whether a connection ended because bytes came though no response was due. hyper has only words for it.
fn is_stray(error: &hyper::Error) -> bool {
    error.to_string().contains("unexpected message")
}

/// A request as `reqwest` would send it, but for the spelling of its URL: with `Accept` where it has none, and with the host.
fn message(request: &reqwest::Request, spelled: &str) -> Result<hyper::Request<Full<Bytes>>, TransportError> {
    let illegal = |error: &dyn std::error::Error| TransportError::illegal(&format!("the URL is not legal: {error}"));
    let url = request.url();
    let path = spelled.find("://").and_then(|at| Some(at + 3 + spelled[at + 3..].find('/')?));
    let target = path.map_or(&url[Position::BeforePath..Position::AfterQuery], |at| &spelled[at..]);
    let target = target.split('#').next().unwrap_or(target);
    let host = match (url.host_str().unwrap_or_default(), url.port()) {
        (host, Some(port)) => format!("{host}:{port}"),
        (host, None) => host.to_owned(),
    };
    let body = request.body().and_then(reqwest::Body::as_bytes).map(Bytes::copy_from_slice).unwrap_or_default();
    let mut message = hyper::Request::new(Full::new(body));
    *message.method_mut() = request.method().clone();
    *message.uri_mut() = target.parse().map_err(|error| illegal(&error as &hyper::http::uri::InvalidUri))?;
    *message.headers_mut() = request.headers().clone();
    let headers = message.headers_mut();
    headers.entry(ACCEPT).or_insert(HeaderValue::from_static("*/*"));
    let host = HeaderValue::from_str(&host).map_err(|error| illegal(&error))?;
    headers.entry(HOST).or_insert(host);
    Ok(message)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::Client;
    use crate::client::testing::{OK, bodiless, scripted, send_all};
    use crate::http::{Exchange, TransportNote};
    use crate::request::testing::target;

    /// Sends requests of these methods one after the other.
    fn sent(url: &str, methods: &[&str]) -> Vec<Result<Exchange, TransportError>> {
        let requests: Vec<_> = methods.iter().map(|method| bodiless(method, url)).collect();
        send_all(&Client::new(&target()).expect("a client"), &requests, None)
    }

    fn is_noted(result: &Result<Exchange, TransportError>) -> bool {
        result.as_ref().is_ok_and(|exchange| exchange.notes == [TransportNote::StrayBytes])
    }

    #[test]
    fn what_follows_a_response_is_noted_and_harms_no_later_request() {
        const NO_CONTENT: &str = "HTTP/1.1 204 No Content\r\n\r\ngone";
        const HEAD: &str = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngone";
        const LONGER: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more";
        for (method, response) in [("DELETE", NO_CONTENT), ("HEAD", HEAD), ("PUT", LONGER)] {
            let parts: &'static [&'static str] = match method {
                "DELETE" => &[NO_CONTENT],
                "HEAD" => &[HEAD],
                _ => &[LONGER],
            };
            let url = scripted(vec![vec![parts, &[OK]], vec![&[OK]]]);
            let results = sent(&url, &[method, "POST"]);
            assert!(is_noted(&results[0]), "{response}: {results:?}");
            assert!(results[1].as_ref().is_ok_and(|exchange| exchange.notes.is_empty()), "{response}: {results:?}");
        }
        // What comes late is not seen in time, but harms nothing.
        let url = scripted(vec![vec![&["HTTP/1.1 204 No Content\r\n\r\n", "gone"], &[OK]], vec![&[OK]]]);
        let results = sent(&url, &["DELETE", "POST"]);
        assert!(results.iter().all(|result| result.as_ref().is_ok_and(|ok| ok.notes.is_empty())), "{results:?}");
    }

    #[test]
    fn a_connection_that_the_service_closes_harms_no_later_request() {
        let url = scripted(vec![vec![&[OK], &[]], vec![&[OK], &[]], vec![&[OK]]]);
        let results = sent(&url, &["POST", "PATCH", "DELETE"]);
        assert!(results.iter().all(Result::is_ok), "{results:?}");
    }

    #[test]
    fn connections_are_shared_once_the_service_has_kept_one() {
        let client = Client::new(&target()).expect("a client");
        let url = scripted(vec![vec![&[OK], &[OK], &[OK], &[OK]]]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            client.send(&bodiless("POST", &url), None).await.expect("a new connection");
            tokio::time::sleep(SETTLED).await;
            for method in ["PATCH", "PUT", "DELETE"] {
                client.send(&bodiless(method, &url), None).await.expect("the same connection");
            }
        });
    }

    #[test]
    fn requests_are_those_that_reqwest_would_send() {
        let url = "http://[::1]:81/a%20b?q='x'#f";
        let mut request = reqwest::Request::new(reqwest::Method::POST, url.parse().expect("a URL"));
        *request.body_mut() = Some("{}".into());
        let message = message(&request, url).expect("is legal");
        assert_eq!(message.uri().to_string(), "/a%20b?q='x'");
        assert_eq!(
            (message.headers()["host"].as_bytes(), message.headers()["accept"].as_bytes()),
            (&b"[::1]:81"[..], &b"*/*"[..])
        );
    }
}
