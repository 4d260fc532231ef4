//! Plain HTTP: which connection a request goes on, and when it is sent again on a new one.

use std::sync::Arc;
use std::time::Instant;

use hyper::body::Incoming;
use tokio::time::timeout_at;

use super::connection::{Connection, LastRequest, Unanswered};
use super::connector::Connector;
use super::http_client::ClientError;
use super::kept::{Care, LateBytes};
use super::outgoing::{Message, Outgoing, message, through_proxy};
use super::pool::{Behind, Pool};
use super::route::Route;
use super::transport::{Received, ReceivedBody, fields, is_repeatable};
use super::transport_error::{TransportError, is_unusable_connection};
use crate::config::Target;
use crate::http::TransportNote;

/// Plain HTTP, over connections on which all is seen that comes. Clones share them.
#[derive(Debug, Clone)]
pub(super) struct Plain {
    connector: Connector,
    pool: Arc<Pool>,
}

/// The head of a response, and the connection that its body comes on.
type Answered = (hyper::Response<Incoming>, Connection);

impl Plain {
    /// # Errors
    /// The environment names a proxy that cannot be used.
    pub(super) fn new(target: &Target) -> Result<Self, ClientError> {
        let connector = Connector { timeout: target.connect_timeout, route: Route::of(target)? };
        Ok(Self { connector, pool: Arc::default() })
    }

    /// Sends a request on a kept connection, or on a new one; if a kept one breaks, and the request may be sent again, on a new
    /// one after it.
    pub(super) async fn received(
        &self,
        outgoing: Outgoing<'_>,
        started: Instant,
        notes: &mut Vec<TransportNote>,
    ) -> Result<Received, TransportError> {
        let (response, connection) = self.answered(outgoing, started, notes).await?;
        let route = &self.connector.route;
        if response.status() == hyper::StatusCode::PROXY_AUTHENTICATION_REQUIRED && route.proxy().is_some() {
            return Err(TransportError::refused_by_proxy(&route.shown(&outgoing.request.url)));
        }
        let (head, incoming) = response.into_parts();
        let body = ReceivedBody::Plain { incoming, connection };
        Ok(Received { status: head.status.as_u16(), headers: fields(&head.headers), body })
    }

    /// Gives a connection back after the response was read, with what came behind it.
    pub(super) async fn give_back(&self, connection: Connection, last: LastRequest) -> Behind {
        self.pool.give_back(connection, last).await
    }

    /// A further response came to this request.
    pub(super) fn blame(&self, last: LastRequest) {
        self.pool.blame(last);
    }

    /// The requests behind whose responses bytes came later.
    pub(super) async fn late_bytes(&self) -> Vec<LateBytes> {
        self.pool.late_bytes().await
    }

    /// A request as it goes out.
    fn message(&self, outgoing: Outgoing<'_>) -> Result<Message, TransportError> {
        let message = message(outgoing)?;
        match self.connector.route.proxy() {
            Some(proxy) => through_proxy(message, &outgoing.request.url, proxy),
            None => Ok(message),
        }
    }

    async fn answered(
        &self,
        outgoing: Outgoing<'_>,
        started: Instant,
        notes: &mut Vec<TransportNote>,
    ) -> Result<Answered, TransportError> {
        let (request, message) = (outgoing.request, self.message(outgoing)?);
        let care = if is_repeatable(request) { Care::Repeatable } else { Care::Once };
        let unanswered = |unanswered: Unanswered| TransportError::unanswered(&request.url, &unanswered.error);
        let Some(mut kept) = self.pool.take(care).await else {
            return self.on_new_connection(message, outgoing, started).await?.map_err(unanswered);
        };
        let last = kept.last.take();
        // What may be sent again need not wait for a response behind such bytes.
        if care == Care::Once {
            kept.pass_over();
        }
        let Unanswered { error, was_sent, was_stray } = match in_time(message, kept, outgoing, started).await? {
            Ok((response, mut kept)) => {
                self.pool.learn(!kept.has_passed_over());
                if kept.has_passed_over() {
                    if let Some(last) = last {
                        self.pool.blame(last);
                    }
                } else if care == Care::Repeatable {
                    kept.before = last.map(Box::new);
                }
                return Ok((response, kept));
            }
            Err(unanswered) => unanswered,
        };
        self.pool.learn(false);
        let may_be_sent = !was_sent || care == Care::Repeatable && is_unusable_connection(&error);
        if !may_be_sent {
            return Err(TransportError::unanswered(&request.url, &error));
        }
        notes.extend(was_sent.then_some(TransportNote::Resent));
        let answered = self.on_new_connection(self.message(outgoing)?, outgoing, started).await?.map_err(unanswered)?;
        // What came before was no response to this request: it belongs to the one that the connection was used for last.
        last.filter(|_| was_stray || error.is_parse()).into_iter().for_each(|last| self.pool.blame(last));
        Ok(answered)
    }

    async fn on_new_connection(
        &self,
        message: Message,
        outgoing: Outgoing<'_>,
        started: Instant,
    ) -> Result<Result<Answered, Unanswered>, TransportError> {
        let most = outgoing.timeout.saturating_sub(started.elapsed());
        let connection = Connection::new(self.connector.open(&outgoing.request.url, most).await?).await;
        match connection {
            Ok(mut connection) => {
                if self.pool.acknowledges() {
                    connection.acknowledge();
                }
                in_time(message, connection, outgoing, started).await
            }
            Err(error) => Ok(Err(Unanswered { error, was_sent: false, was_stray: false })),
        }
    }
}

/// What comes on a connection before the timeout.
async fn in_time(
    message: Message,
    mut connection: Connection,
    outgoing: Outgoing<'_>,
    started: Instant,
) -> Result<Result<Answered, Unanswered>, TransportError> {
    let Outgoing { request, timeout, .. } = outgoing;
    let before = connection.received();
    match timeout_at((started + timeout).into(), connection.send(message)).await {
        Ok(response) => Ok(response.map(|response| (response, connection))),
        Err(_) => Err(TransportError::no_response(&request.url, timeout, connection.received() - before)),
    }
}
