//! Plain HTTP or `https` behind a single interface, and which methods may be sent again.

use std::time::Instant;

use hyper::body::Incoming;
use hyper::header::{HeaderMap, HeaderValue};

use super::body_reader::{BodyReader, ReadBody, Stopped};
use super::connection::{Connection, LastRequest};
use super::http_client::ClientError;
use super::kept::LateBytes;
use super::outgoing::OutgoingRequest;
use super::plain::Plain;
use super::pool::AfterResponse;
#[cfg(feature = "tls")]
use super::secure::Secure;
use super::transport_error::TransportError;
use crate::config::Target;
use crate::http::{Headers, Request, TransportNote};

/// Methods of requests that may be sent twice.
const REPEATABLE: [&str; 2] = ["GET", "OPTIONS"];

/// Sends requests to the service, and receives the responses.
#[derive(Debug, Clone)]
pub(super) enum Transport {
    /// Plain HTTP, over connections on which everything that arrives is seen.
    Plain(Plain),
    /// `https`, by `reqwest`.
    #[cfg(feature = "tls")]
    Secure(Box<Secure>),
}

/// A response whose body is yet to be read.
pub(super) struct Received {
    pub(super) status: u16,
    pub(super) headers: Headers,
    pub(super) body: ReceivedBody,
}

/// The body, and the connection that it comes on. Dropped: what has not been read to its end is closed.
pub(super) enum ReceivedBody {
    Plain {
        incoming: Incoming,
        connection: Connection,
    },
    /// The connection gives itself back once the body has been read.
    #[cfg(feature = "tls")]
    Secure(reqwest::Body),
}

impl Transport {
    /// The one that speaks the scheme of the base URL.
    ///
    /// # Errors
    /// The base URL is `https`, and this build cannot speak TLS, or finds no certificates to trust.
    pub(super) fn new(target: &Target) -> Result<Self, ClientError> {
        match target.base_url.as_ref().filter(|url| url.scheme() == "https") {
            #[cfg(feature = "tls")]
            Some(_) => Ok(Self::Secure(Box::new(Secure::new(target)?))),
            #[cfg(not(feature = "tls"))]
            Some(url) => Err(ClientError::NoTls(url.origin().ascii_serialization())),
            None => Ok(Self::Plain(Plain::new(target)?)),
        }
    }

    /// Sends a request, again if a kept connection breaks and it may be sent twice.
    pub(super) async fn received(
        &self,
        outgoing: OutgoingRequest<'_>,
        started: Instant,
        notes: &mut Vec<TransportNote>,
    ) -> Result<Received, TransportError> {
        match self {
            Self::Plain(plain) => plain.received(outgoing, started, notes).await,
            #[cfg(feature = "tls")]
            Self::Secure(secure) => secure.received(outgoing, started, notes).await,
        }
    }

    /// The body of a response has been read to its end. What came after it, where that is seen.
    pub(super) async fn finish(&self, body: ReceivedBody, last: LastRequest) -> AfterResponse {
        match (self, body) {
            (Self::Plain(plain), ReceivedBody::Plain { connection, .. }) => plain.give_back(connection, last).await,
            #[cfg(feature = "tls")]
            _ => AfterResponse::Nothing,
        }
    }

    /// A further response came to this request, after the one that was read.
    pub(super) fn attribute_late_bytes(&self, last: LastRequest) {
        match self {
            Self::Plain(plain) => plain.attribute_late_bytes(last),
            #[cfg(feature = "tls")]
            Self::Secure(_) => {}
        }
    }

    /// A response announced a body that it must not have: its connection cannot be used any longer.
    pub(super) fn drop_spoilt(&self, body: ReceivedBody) {
        match self {
            Self::Plain(_) => drop(body),
            #[cfg(feature = "tls")]
            Self::Secure(secure) => secure.mark_dirty(),
        }
    }

    /// The requests whose responses were followed by bytes that came late. To be called when no request is sent any more.
    pub(super) async fn late_bytes(&self) -> Vec<LateBytes> {
        match self {
            Self::Plain(plain) => plain.late_bytes().await,
            #[cfg(feature = "tls")]
            Self::Secure(_) => Vec::new(),
        }
    }
}

impl ReceivedBody {
    /// Reads at most `limit` bytes.
    pub(super) async fn read(&mut self, reader: &BodyReader, limit: usize) -> Result<ReadBody, Stopped> {
        match self {
            Self::Plain { incoming, .. } => reader.read(incoming, limit).await,
            #[cfg(feature = "tls")]
            Self::Secure(body) => reader.read(body, limit).await,
        }
    }
}

/// Whether a request may be sent twice.
pub(super) fn is_repeatable(request: &Request) -> bool {
    REPEATABLE.contains(&request.method.as_str())
}

/// The header fields of a response.
pub(super) fn fields(headers: &HeaderMap) -> Headers {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Headers(headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect())
}
