//! A response whose body is yet to be read, over plain HTTP or `https`.

use hyper::body::Incoming;
use hyper::header::{HeaderMap, HeaderValue};

use super::body_reader::{BodyReader, ReadBody, Stopped};
use super::connection::Connection;
use crate::http::Headers;

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

/// The header fields of a response.
pub(super) fn fields(headers: &HeaderMap) -> Headers {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    Headers(headers.iter().map(|(name, value)| (name.as_str().to_owned(), text(value))).collect())
}
