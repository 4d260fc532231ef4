//! Plain HTTP or `https` behind a single interface.

use std::time::Instant;

use super::client_error::ClientError;
use super::connection::LastRequest;
use super::idle_connections::LateBytes;
use super::outgoing::OutgoingRequest;
use super::plain::Plain;
use super::pool::AfterResponse;
use super::received::{Received, ReceivedBody};
#[cfg(feature = "tls")]
use super::secure::Secure;
use super::transport_error::TransportError;
use crate::config::Target;
use crate::http::TransportNote;

/// Sends requests to the service, and receives the responses.
#[derive(Debug, Clone)]
pub(super) enum Transport {
    /// Plain HTTP, over connections on which everything that arrives is seen.
    Plain(Plain),
    /// `https`, by `reqwest`.
    #[cfg(feature = "tls")]
    Secure(Box<Secure>),
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
