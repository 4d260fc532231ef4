//! One connection for plain HTTP: requests on it one after another, and the bytes that belong to no response.

use std::future::Future;
use std::time::{Duration, Instant};

use futures_util::FutureExt as _;
use http_body_util::Full;
use hyper::Response;
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{self, SendRequest};
use tokio::io::AsyncReadExt;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use super::connector::Io;
use super::outgoing::Message;
use super::service_stream::Received;

/// How long a connection that takes no further request is read for bytes after its last response.
const LAST_BYTES: Duration = Duration::from_millis(2);

/// A connection to the service, and the last request on it.
#[derive(Debug)]
pub(super) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    /// Ends with the connection; whether bytes had come that belong to no response.
    ended: JoinHandle<bool>,
    pub(super) last: Option<LastRequest>,
    /// The request before that one.
    pub(super) before: Option<Box<LastRequest>>,
    received: Received,
    /// How many requests were sent on it.
    pub(super) uses: u32,
    /// What comes on it is acknowledged at once.
    pub(super) acknowledges: bool,
}

/// Why there is no response.
#[derive(Debug)]
pub(super) struct NoResponse {
    pub(super) error: hyper::Error,
    /// A part of the request may have been sent.
    pub(super) was_sent: bool,
    /// Bytes had come on the connection before it.
    pub(super) was_stray: bool,
}

/// The request that a connection was used for last, once its response has been read.
#[derive(Debug, Clone)]
pub(super) struct LastRequest {
    /// What the sender calls it.
    pub(super) name: String,
    pub(super) method: String,
    pub(super) status: u16,
    /// The response can have no body.
    pub(super) is_bodiless: bool,
    /// The request was sent before, and may have received the response to another one.
    pub(super) is_repeated: bool,
    /// From sending it until the response had been read.
    pub(super) elapsed: Duration,
    pub(super) read_at: Instant,
}

impl Connection {
    pub(super) async fn new(io: Io) -> hyper::Result<Self> {
        let received = io.inner().received();
        let (sender, connection) = http1::handshake(io).await?;
        let ended = tokio::spawn(async move {
            match connection.without_shutdown().await {
                Ok(mut end) => !end.read_buf.is_empty() || has_more(&mut end.io).await,
                Err(error) => is_stray(&error),
            }
        });
        Ok(Self { sender, ended, last: None, before: None, received, uses: 0, acknowledges: false })
    }

    pub(super) async fn send(&mut self, request: Message) -> Result<Response<Incoming>, NoResponse> {
        if self.uses > 0 {
            self.received.begin_request(request.method().as_str());
        }
        self.uses = self.uses.saturating_add(1);
        let mut error = match self.sender.try_send_request(request).await {
            Ok(response) => return Ok(response),
            Err(error) => error,
        };
        let was_sent = error.take_message().is_none() && !self.received.was_refused();
        // The connection may have ended by them while the request waited for its turn.
        let was_stray = self.received.was_stray() || !was_sent && self.ends(LAST_BYTES).await == Some(true);
        Err(NoResponse { error: error.into_error(), was_sent, was_stray })
    }

    /// Whether several responses came to the last request.
    pub(super) fn has_several_responses(&self) -> bool {
        self.received.has_several_responses()
    }

    /// How many bytes have come on it.
    pub(super) fn received(&self) -> usize {
        self.received.bytes()
    }

    /// What comes before the response to the next request is passed over.
    pub(super) fn pass_over(&self) {
        self.received.pass_over();
    }

    /// Whether bytes were passed over.
    pub(super) fn has_passed_over(&self) -> bool {
        self.received.has_passed_over()
    }

    /// From now on what comes on it is acknowledged at once.
    pub(super) fn acknowledge(&mut self) {
        self.acknowledges = true;
        self.received.acknowledge();
    }

    /// Whether it takes another request, as far as is known.
    pub(super) fn is_ready(&self) -> bool {
        self.sender.is_ready()
    }

    /// Whether it takes another request, once the response to the last has been read.
    pub(super) async fn becomes_ready(&mut self, wait: Duration) -> bool {
        timeout(wait, self.sender.ready()).await.is_ok_and(|ready| ready.is_ok())
    }

    /// If it ends within this time: whether bytes had come that belong to no response.
    pub(super) async fn ends(&mut self, wait: Duration) -> Option<bool> {
        within(wait, &mut self.ended).await
    }

    /// If it has ended: whether bytes had come that belong to no response.
    pub(super) fn has_ended(&mut self) -> Option<bool> {
        (&mut self.ended).now_or_never()?.ok()
    }

    /// How long it has not been used.
    pub(super) fn idle(&self) -> Duration {
        self.last.as_ref().map_or(Duration::ZERO, |last| last.read_at.elapsed())
    }
}

/// What a task returned, if it ends in time.
async fn within<T>(wait: Duration, task: impl Future<Output = Result<T, tokio::task::JoinError>>) -> Option<T> {
    timeout(wait, task).await.ok()?.ok()
}

/// Whether something comes on a connection after its last response, before it is closed.
async fn has_more(io: &mut Io) -> bool {
    timeout(LAST_BYTES, io.inner_mut().read_u8()).await.is_ok_and(|byte| byte.is_ok())
}

/// Whether a connection ended because bytes came although no response was due. hyper says so only in its message.
fn is_stray(error: &hyper::Error) -> bool {
    error.to_string().contains("unexpected message")
}
