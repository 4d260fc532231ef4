//! Plain HTTP: which connection a request goes on, and when it is sent again on a new one.

use std::sync::Arc;
use std::time::Instant;

use hyper::body::Incoming;
use tokio::time::timeout_at;

use super::client_error::ClientError;
use super::connection::{Connection, LastRequest, NoResponse};
use super::connector::Connector;
use super::idle_connections::LateBytes;
use super::outgoing::{Message, OutgoingRequest, message, through_proxy};
use super::pool::{AfterResponse, Pool};
use super::received::{Received, ReceivedBody, fields};
use super::resend::{Retry, is_repeatable};
use super::route::NetworkRoute;
use super::transport_error::{TransportError, is_unusable_connection};
use crate::config::Target;
use crate::http::TransportNote;

/// Plain HTTP, over connections on which everything that arrives is seen. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Plain {
    connector: Connector,
    pool: Arc<Pool>,
}

/// The head of a response, and the connection that its body comes on.
type ReceivedHead = (hyper::Response<Incoming>, Connection);

impl Plain {
    /// # Errors
    /// The environment names a proxy that cannot be used.
    pub(super) fn new(target: &Target) -> Result<Self, ClientError> {
        let connector = Connector { timeout: target.connect_timeout, route: NetworkRoute::of(target)? };
        Ok(Self { connector, pool: Arc::default() })
    }

    /// Sends a request on a kept connection, or on a new one; if a kept one breaks, and the request may be sent again, on a new
    /// one after it.
    pub(super) async fn received(
        &self,
        outgoing: OutgoingRequest<'_>,
        started: Instant,
        notes: &mut Vec<TransportNote>,
    ) -> Result<Received, TransportError> {
        let (response, connection) = self.receive_head(outgoing, started, notes).await?;
        let route = &self.connector.route;
        if response.status() == hyper::StatusCode::PROXY_AUTHENTICATION_REQUIRED && route.proxy().is_some() {
            return Err(TransportError::refused_by_proxy(&route.shown(&outgoing.request.url)));
        }
        let (head, incoming) = response.into_parts();
        let body = ReceivedBody::Plain { incoming, connection };
        Ok(Received { status: head.status.as_u16(), headers: fields(&head.headers), body })
    }

    /// Gives a connection back after the response was read, with what came after it.
    pub(super) async fn give_back(&self, connection: Connection, last: LastRequest) -> AfterResponse {
        self.pool.give_back(connection, last).await
    }

    /// A further response came to this request.
    pub(super) fn attribute_late_bytes(&self, last: LastRequest) {
        self.pool.attribute_late_bytes(last);
    }

    /// The requests after whose responses bytes came later.
    pub(super) async fn late_bytes(&self) -> Vec<LateBytes> {
        self.pool.late_bytes().await
    }

    /// A request as it goes out.
    fn message(&self, outgoing: OutgoingRequest<'_>) -> Result<Message, TransportError> {
        let message = message(outgoing)?;
        match self.connector.route.proxy() {
            Some(proxy) => through_proxy(message, &outgoing.request.url, proxy),
            None => Ok(message),
        }
    }

    async fn receive_head(
        &self,
        outgoing: OutgoingRequest<'_>,
        started: Instant,
        notes: &mut Vec<TransportNote>,
    ) -> Result<ReceivedHead, TransportError> {
        let (request, message) = (outgoing.request, self.message(outgoing)?);
        let retry = if is_repeatable(request) { Retry::Allowed } else { Retry::Forbidden };
        let lost = |lost: NoResponse| TransportError::lost(&request.url, &lost.error);
        let Some(mut kept) = self.pool.take(retry).await else {
            return self.on_new_connection(message, outgoing, started).await?.map_err(lost);
        };
        let last = kept.last.take();
        // What may be sent again need not wait for a response after such bytes.
        if retry == Retry::Forbidden {
            kept.pass_over();
        }
        let NoResponse { error, was_sent, was_stray } = match in_time(message, kept, outgoing, started).await? {
            Ok((response, mut kept)) => {
                self.pool.observe(!kept.has_passed_over());
                if kept.has_passed_over() {
                    if let Some(last) = last {
                        self.pool.attribute_late_bytes(last);
                    }
                } else if retry == Retry::Allowed {
                    kept.before = last.map(Box::new);
                }
                return Ok((response, kept));
            }
            Err(lost) => lost,
        };
        self.pool.observe(false);
        let may_be_sent = !was_sent || retry == Retry::Allowed && is_unusable_connection(&error);
        if !may_be_sent {
            return Err(TransportError::lost(&request.url, &error));
        }
        notes.extend(was_sent.then_some(TransportNote::Resent));
        let received = self.on_new_connection(self.message(outgoing)?, outgoing, started).await?.map_err(lost)?;
        // What came before was not a response to this request: it belongs to the one that the connection was used for last.
        last.filter(|_| was_stray || error.is_parse())
            .into_iter()
            .for_each(|last| self.pool.attribute_late_bytes(last));
        Ok(received)
    }

    async fn on_new_connection(
        &self,
        message: Message,
        outgoing: OutgoingRequest<'_>,
        started: Instant,
    ) -> Result<Result<ReceivedHead, NoResponse>, TransportError> {
        let most = outgoing.timeout.saturating_sub(started.elapsed());
        let connection = Connection::new(self.connector.open(&outgoing.request.url, most).await?).await;
        match connection {
            Ok(mut connection) => {
                if self.pool.acknowledges() {
                    connection.acknowledge();
                }
                in_time(message, connection, outgoing, started).await
            }
            Err(error) => Ok(Err(NoResponse { error, was_sent: false, was_stray: false })),
        }
    }
}

/// What comes on a connection before the timeout.
async fn in_time(
    message: Message,
    mut connection: Connection,
    outgoing: OutgoingRequest<'_>,
    started: Instant,
) -> Result<Result<ReceivedHead, NoResponse>, TransportError> {
    let OutgoingRequest { request, timeout, .. } = outgoing;
    let before = connection.received();
    match timeout_at((started + timeout).into(), connection.send(message)).await {
        Ok(response) => Ok(response.map(|response| (response, connection))),
        Err(_) => Err(TransportError::no_response(&request.url, timeout, connection.received() - before)),
    }
}
