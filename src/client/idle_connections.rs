//! Which kept connection a request may go out on, by how long it has been idle and what is known about the service.

use std::collections::VecDeque;
use std::time::Duration;

use super::connection::{Connection, LastRequest};
use super::resend::Retry;

/// After this long without a request the end of a connection, or bytes that belong to no response, would have been seen.
/// Longer than systems delay an acknowledgement.
pub(super) const SETTLED: Duration = Duration::from_millis(60);

/// The same at a service that has been seen to keep connections open and clean.
pub(super) const SETTLED_IF_CLEAN: Duration = Duration::from_millis(1);

/// A service may close a connection that is idle for longer at any moment.
const LONGEST_IDLE: Duration = Duration::from_secs(2);

/// How many connections are kept that can be used again, and how many to see what still comes on them.
const MOST_IDLE: usize = 64;
const MOST_WATCHED: usize = 16;

/// Bytes that came after a response had been read and judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LateBytes {
    /// What the sender calls the request.
    pub name: String,
    /// The method of the request.
    pub method: String,
    /// The status of the response.
    pub status: u16,
}

/// The kept connections, and what is known about the service.
#[derive(Debug, Default)]
pub(super) struct KeptConnections {
    /// Those that can be used again, the longest idle first.
    pub(super) idle: VecDeque<Connection>,
    /// Those whose last response can have no body, and those that were closed; the longest idle first.
    pub(super) watched: VecDeque<Connection>,
    pub(super) behavior: ServiceBehavior,
    /// Bytes came while the next request was on its way.
    pub(super) is_dirty: bool,
    /// Responses are acknowledged at once: there are requests that must not be sent twice, and what may follow a response has to
    /// arrive before them.
    pub(super) acknowledges: bool,
    /// On some connection nothing came for [`SETTLED`] after a response that can have no body.
    pub(super) is_silent_without_body: bool,
    /// The shortest exchange so far: a round trip takes no longer.
    pub(super) shortest: Option<Duration>,
    pub(super) late: Vec<LateBytes>,
}

/// How the service treats connections, as far as seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ServiceBehavior {
    #[default]
    Unknown,
    /// A request on a used connection got its response.
    KeepsConnections,
    /// One did not, or bytes came that belong to no response.
    SpoilsConnections,
}

impl KeptConnections {
    pub(super) fn take(&mut self, retry: Retry) -> Option<Connection> {
        self.look_at_watched();
        while self.idle.front().is_some_and(|connection| connection.idle() >= LONGEST_IDLE) {
            self.idle.pop_front().into_iter().for_each(|connection| self.watch(connection));
        }
        self.acknowledges |= retry == Retry::Forbidden;
        let settled = match (retry, self.behavior) {
            (Retry::Allowed, _) => return if self.is_dirty { None } else { self.latest() },
            (Retry::Forbidden, ServiceBehavior::SpoilsConnections) => return None,
            (Retry::Forbidden, ServiceBehavior::Unknown) => SETTLED,
            (Retry::Forbidden, ServiceBehavior::KeepsConnections) => SETTLED_IF_CLEAN,
        };
        let is_settled = |kept: &Connection| kept.idle() >= if kept.acknowledges { settled } else { SETTLED };
        let first = self.idle.iter().position(is_settled)?;
        self.idle.remove(first)
    }

    /// The connection that was used last.
    fn latest(&mut self) -> Option<Connection> {
        while let Some(connection) = self.idle.pop_back() {
            if connection.is_ready() {
                return Some(connection);
            }
            self.watch(connection);
        }
        None
    }

    /// Those on which nothing came for long enough can be used again; those that ended need not be watched.
    fn look_at_watched(&mut self) {
        while let Some(mut connection) = self.watched.pop_front() {
            let ended = connection.has_ended();
            if ended.is_some() {
                self.end(connection, ended);
            } else if connection.idle() < self.settled_without_body(connection.acknowledges) {
                return self.watched.push_front(connection);
            } else if connection.is_ready() {
                let is_bodiless = connection.last.as_ref().is_some_and(|last| last.is_bodiless);
                self.is_silent_without_body |= is_bodiless && connection.idle() >= SETTLED;
                self.idle.push_front(connection);
            }
        }
    }

    /// How long a connection whose last response can have no body must have been idle. A body that is sent all the same arrives
    /// with the head, or once the head is acknowledged, which takes one round trip; except where a service sends one unprompted
    /// some time later, which the first such connection shows.
    fn settled_without_body(&self, acknowledges: bool) -> Duration {
        let is_clean = self.behavior == ServiceBehavior::KeepsConnections && self.is_silent_without_body;
        match self.shortest.filter(|_| acknowledges && is_clean) {
            Some(shortest) => shortest.saturating_mul(2).clamp(SETTLED_IF_CLEAN, SETTLED),
            None => SETTLED,
        }
    }

    /// Records how long an exchange took.
    pub(super) fn note_elapsed(&mut self, elapsed: Duration) {
        self.shortest = Some(self.shortest.map_or(elapsed, |shortest| shortest.min(elapsed)));
    }

    pub(super) fn keep(&mut self, connection: Connection) {
        self.idle.push_back(connection);
        if self.idle.len() > MOST_IDLE {
            self.idle.pop_front().into_iter().for_each(|connection| self.watch(connection));
        }
    }

    pub(super) fn watch(&mut self, connection: Connection) {
        self.watched.push_back(connection);
        // The first remains until it has shown what comes after a response without a body.
        let surplus = usize::from(!self.is_silent_without_body);
        if self.watched.len() > MOST_WATCHED
            && let Some(mut surplus) = self.watched.remove(surplus)
        {
            let ended = surplus.has_ended();
            self.end(surplus, ended);
        }
    }

    /// A connection is closed; `ended`: whether bytes had come on it that belong to no response.
    pub(super) fn end(&mut self, connection: Connection, ended: Option<bool>) {
        if ended == Some(true) {
            self.observe(ServiceBehavior::SpoilsConnections);
            self.late.extend(connection.last.map(LateBytes::from));
        }
    }

    /// Once a connection was spoilt, no other is reused for a request that must not be sent twice.
    pub(super) fn observe(&mut self, behavior: ServiceBehavior) {
        if self.behavior != ServiceBehavior::SpoilsConnections {
            self.behavior = behavior;
        }
    }
}

impl From<LastRequest> for LateBytes {
    fn from(last: LastRequest) -> Self {
        Self { name: last.name, method: last.method, status: last.status }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_a_response_without_a_body_is_waited_for_as_long_as_the_way_takes() {
        let settled_if = |is_silent_without_body, behavior, millis: &[u64], acknowledges| {
            let mut kept = KeptConnections { behavior, is_silent_without_body, ..KeptConnections::default() };
            for millis in millis {
                kept.note_elapsed(Duration::from_millis(*millis));
            }
            kept.settled_without_body(acknowledges)
        };
        let settled = |behavior, millis: &[u64], acknowledges| settled_if(true, behavior, millis, acknowledges);
        let clean = ServiceBehavior::KeepsConnections;
        assert_eq!(settled(clean, &[9, 4, 7], true), Duration::from_millis(8));
        assert_eq!((settled(clean, &[0], true), settled(clean, &[300], true)), (SETTLED_IF_CLEAN, SETTLED));
        for longest in [
            settled(clean, &[4], false),
            settled_if(false, clean, &[4], true),
            settled(clean, &[], true),
            settled(ServiceBehavior::Unknown, &[4], true),
            settled(ServiceBehavior::SpoilsConnections, &[4], true),
        ] {
            assert_eq!(longest, SETTLED);
        }
    }
}
