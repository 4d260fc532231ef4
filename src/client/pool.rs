//! The kept connections to the service. What the service sends after the end of a response (a body after a 204, say), or its
//! closing the connection, reaches the next user of the connection: that must harm no other request, and must be attributed to
//! the request before it.

use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::connection::{Connection, LastRequest};
use super::idle_connections::{KeptConnections, LateBytes, SETTLED, ServiceBehavior};
use super::resend::Retry;

/// How long to wait for a body after a response that has none: services send it separately from the head.
const STRAY_BODY: Duration = Duration::from_millis(5);

/// The same after the last request of all, on a connection that is new.
const LAST_STRAY_BODY: Duration = Duration::from_millis(15);

/// From this many requests on a connection is old: the system acknowledges what arrives on it with a delay of 40 ms, and many
/// services wait for that before they send more.
const OLD: u32 = 2;

/// How long the runtime may take to see what has arrived on a connection.
const LOOK: Duration = Duration::from_millis(2);

/// How long the end of a response may take to be noticed.
const END: Duration = Duration::from_millis(50);

/// What came after a response before its connection was given back.
#[derive(Debug)]
pub(super) enum AfterResponse {
    Nothing,
    /// Bytes that belong to no response.
    Bytes,
    /// A response, on a connection that had been used for this request before: either request may have received a further
    /// response.
    Response(LastRequest),
}

/// The kept connections, and what is known about the service.
#[derive(Debug, Default)]
pub(super) struct Pool(Mutex<KeptConnections>);

impl Pool {
    /// A kept connection, if there is one that such a request may use.
    pub(super) async fn take(&self, retry: Retry) -> Option<Connection> {
        let (mut connection, behavior) = {
            let mut state = self.state();
            (state.take(retry)?, state.behavior)
        };
        if self.acknowledges() {
            connection.acknowledge();
        }
        // Before the first is used again for a request that must not be sent twice, the runtime gets time to see what has arrived
        // on it.
        if retry == Retry::Forbidden && behavior == ServiceBehavior::Unknown {
            tokio::time::sleep(LOOK).await;
        }
        if connection.is_ready() {
            return Some(connection);
        }
        self.state().watch(connection);
        None
    }

    /// Whether responses are acknowledged at once.
    pub(super) fn acknowledges(&self) -> bool {
        self.state().acknowledges
    }

    /// Records whether a reused connection returned exactly one response.
    pub(super) fn observe(&self, is_clean: bool) {
        self.state().observe(if is_clean {
            ServiceBehavior::KeepsConnections
        } else {
            ServiceBehavior::SpoilsConnections
        });
    }

    /// Records that bytes reached a request while it was being sent, and attributes them to the request before it.
    pub(super) fn attribute_late_bytes(&self, last: LastRequest) {
        self.mark_dirty();
        self.state().late.push(last.into());
    }

    /// From now on no connection is reused for a request that may be sent again; those that must not be sent twice may still use
    /// one that has been quiet for long enough.
    pub(super) fn mark_dirty(&self) {
        self.state().is_dirty = true;
    }

    /// Gives a connection back after the response was read, and returns what came after it. After a response that can have no
    /// body, or to a repeated request, this waits for it, unless the service is known to keep connections clean.
    pub(super) async fn give_back(&self, mut connection: Connection, last: LastRequest) -> AfterResponse {
        let is_bodiless = last.is_bodiless;
        let is_open = connection.becomes_ready(END).await;
        let is_doubtful =
            !is_open || (is_bodiless || last.is_repeated) && self.state().behavior != ServiceBehavior::KeepsConnections;
        let ended = if is_doubtful { connection.ends(STRAY_BODY).await } else { None };
        if ended == Some(true) {
            self.state().observe(ServiceBehavior::SpoilsConnections);
            let Some(before) = connection.before.take().filter(|_| connection.has_several_responses()) else {
                return AfterResponse::Bytes;
            };
            self.mark_dirty();
            return AfterResponse::Response(*before);
        }
        if ended.is_none() {
            let elapsed = last.elapsed;
            connection.last = Some(last);
            let mut state = self.state();
            state.note_elapsed(elapsed);
            if is_open && !is_bodiless { state.keep(connection) } else { state.watch(connection) }
        }
        AfterResponse::Nothing
    }

    /// What arrived on connections after the responses on them had been read. No request is sent any more, so this waits a little
    /// longer for what may follow the last ones.
    pub(super) async fn late_bytes(&self) -> Vec<LateBytes> {
        let (watched, idle) = {
            let mut state = self.state();
            (std::mem::take(&mut state.watched), std::mem::take(&mut state.idle))
        };
        for mut connection in watched {
            let wait = if connection.uses < OLD { LAST_STRAY_BODY } else { SETTLED };
            let ended = connection.ends(wait.saturating_sub(connection.idle())).await;
            self.state().end(connection, ended);
        }
        for mut connection in idle {
            let ended = connection.ends(Duration::ZERO).await;
            self.state().end(connection, ended);
        }
        std::mem::take(&mut self.state().late)
    }

    /// A poisoned lock is safe: state is never left half updated.
    fn state(&self) -> MutexGuard<'_, KeptConnections> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::idle_connections::SETTLED_IF_CLEAN;
    use crate::client::testing::{CLOSES, OK, bodiless, scripted, send_and_look};
    use crate::client::{Client, TransportError};
    use crate::http::{Exchange, TransportNote};
    use crate::request::testing::target;

    const LONGER: &str = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more";

    type Results = Vec<Result<Exchange, TransportError>>;

    /// Sends requests of these methods one after the other; with the names of those after whose responses bytes came later.
    fn sent(connections: Vec<Vec<&'static [&'static str]>>, methods: &[&str]) -> (Results, Vec<String>) {
        let url = scripted(connections);
        let requests: Vec<_> = methods.iter().map(|method| bodiless(method, &url)).collect();
        send_and_look(&Client::new(&target()).expect("a client"), &requests, None)
    }

    fn notes(result: &Result<Exchange, TransportError>) -> &[TransportNote] {
        &result.as_ref().expect("a response").notes
    }

    #[test]
    fn what_follows_a_response_is_noted_and_harms_no_later_request() {
        const NO_CONTENT: &[&str] = &["HTTP/1.1 204 No Content\r\n\r\ngone"];
        const HEAD: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngone"];
        const CLOSED: &[&str] = &["HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok", "more"];
        for (method, response) in
            [("DELETE", NO_CONTENT), ("HEAD", HEAD), ("PUT", &[LONGER]), ("GET", &[LONGER]), ("GET", NO_CONTENT)]
        {
            for next in ["GET", "POST"] {
                let (results, late) = sent(vec![vec![response, &[OK]], vec![&[OK]]], &[method, next]);
                assert_eq!(notes(&results[0]), [TransportNote::StrayBytes], "{method} {response:?}");
                assert!(notes(&results[1]).is_empty() && late.is_empty(), "{method} {response:?}: {results:?}");
            }
        }
        let (results, _) = sent(vec![vec![CLOSED]], &["GET"]);
        assert_eq!(results[0].as_ref().expect("a response").response.body, b"ok");
        let (results, _) = sent(
            vec![vec![&["HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok, and more"]]],
            &["GET"],
        );
        assert_eq!(notes(&results[0]), [TransportNote::StrayBytes]);
    }

    /// The requests after whose responses bytes came, whether that was seen at once (on a slow machine) or later.
    fn attributed((results, late): (Results, Vec<String>)) -> Vec<String> {
        let at_once = (0..).zip(&results).filter(|(_, result)| notes(result).contains(&TransportNote::StrayBytes));
        at_once.map(|(at, _): (usize, _)| at.to_string()).chain(late).collect()
    }

    #[test]
    fn what_comes_late_is_attributed_to_the_request_it_came_after() {
        // After the last response of all, and while others are sent.
        const LATE: &[&str] = &["HTTP/1.1 204 No Content\r\n\r\n", "gone"];
        assert_eq!(attributed(sent(vec![vec![&[OK], LATE, &[OK]]], &["GET", "GET"])), ["1"]);
        assert_eq!(attributed(sent(vec![vec![LATE, &[OK]]], &["DELETE"])), ["0"]);
        for next in ["GET", "POST"] {
            assert_eq!(attributed(sent(vec![vec![&[OK], LATE], vec![&[OK]]], &["GET", "GET", next])), ["1"], "{next}");
        }
    }

    #[test]
    fn what_hits_the_next_request_is_attributed_to_the_one_before() {
        let (results, late) = sent(vec![vec![&[OK], &["garbage"]], vec![&[OK]], vec![&[OK]]], &["GET", "GET", "GET"]);
        assert_eq!((notes(&results[1]), late), (&[TransportNote::Resent][..], vec!["0".to_owned()]));
    }

    #[test]
    fn a_further_response_is_not_taken_for_the_next_one() {
        const FURTHER: &[&str] = &["HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\noh", OK];
        const AT_ONCE: &[&str] =
            &["HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nohHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"];
        let (results, late) = sent(vec![vec![&[OK], AT_ONCE], vec![&[OK]], vec![&[OK]]], &["GET", "GET", "GET"]);
        let statuses: Vec<u16> = results.iter().flatten().map(|exchange| exchange.response.status).collect();
        assert_eq!((statuses, late), (vec![200, 200, 200], vec!["0".to_owned()]), "{results:?}");
        assert_eq!(notes(&results[1]), [TransportNote::Resent]);
        // A service that does so to each request does it on a new connection, too.
        let twice = vec![vec![&[OK], AT_ONCE], vec![AT_ONCE]];
        let (results, late) = sent(twice, &["GET", "GET"]);
        assert_eq!(notes(&results[1]), [TransportNote::Resent, TransportNote::StrayBytes]);
        assert!(late.is_empty(), "not attributed to the one before: {late:?}");
        // What comes once that response has been judged cannot be recognized as that of another request.
        let (results, _) = sent(vec![vec![&[OK], FURTHER]], &["GET", "GET"]);
        assert_eq!(results[1].as_ref().map(|exchange| exchange.response.status).ok(), Some(500));
    }

    #[test]
    fn what_a_body_or_an_interim_response_says_is_no_further_response() {
        const STATUS_IN_BODY: &[&str] = &["HTTP/1.1 200 OK\r\nContent-Length: 8\r\n\r\nHTTP/1.0, and more"];
        const HINTS: &[&str] =
            &["HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok, and more"];
        for response in [STATUS_IN_BODY, HINTS] {
            let (results, late) = sent(vec![vec![&[OK], response], vec![&[OK]]], &["GET", "GET"]);
            assert_eq!(notes(&results[1]), [TransportNote::StrayBytes], "{results:?}");
            assert!(late.is_empty(), "{late:?}");
        }
    }

    #[test]
    fn a_connection_that_the_service_closes_harms_no_later_request_and_is_attributed_to_none() {
        const CLOSED: &[&str] = &[OK, CLOSES];
        let (results, late) = sent(vec![vec![CLOSED], vec![CLOSED], vec![CLOSED]], &["POST", "PATCH", "DELETE"]);
        assert!(results.iter().all(Result::is_ok) && late.is_empty(), "{results:?} {late:?}");
    }

    /// Sends requests of these methods one after the other, with this pause between them.
    fn sent_slowly(url: &str, methods: &[&str], pause: Duration) -> (Results, Vec<String>) {
        let client = Client::new(&target()).expect("a client");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let mut results = Vec::new();
            for (number, method) in methods.iter().enumerate() {
                results.push(client.send(&number.to_string(), &bodiless(method, url), None).await);
                tokio::time::sleep(pause).await;
            }
            let late = client.late_bytes().await.into_iter().map(|late| late.name).collect();
            (results, late)
        })
    }

    #[test]
    fn what_comes_once_the_next_write_has_gone_out_does_not_break_it() {
        for late in [&["gone", OK][..], &["{\"deleted\": true}\r\n", OK], &["gone HTTP", "/2", OK]] {
            let url = scripted(vec![vec![&[OK], &[OK]], vec![&[OK], late], vec![&[OK]]]);
            let (results, late) = sent_slowly(&url, &["GET", "GET", "PUT", "PUT", "POST"], SETTLED_IF_CLEAN);
            assert!(results.iter().all(|result| notes(result).is_empty()), "{results:?}");
            assert_eq!(late, ["2"], "the bytes belong to what was sent before");
        }
    }

    #[test]
    fn what_is_sent_unprompted_after_a_response_without_a_body_hits_no_other_request() {
        const LATE: &[&str] = &["HTTP/1.1 204 No Content\r\n\r\n", "", "", OK];
        let clean: Vec<&'static [&'static str]> = vec![&[OK]; 3];
        let url = scripted(vec![clean.clone(), vec![&[OK], LATE], clean.clone(), clean.clone(), clean]);
        let (results, late) =
            sent_slowly(&url, &["GET", "GET", "POST", "DELETE", "POST", "PUT", "PATCH"], SETTLED_IF_CLEAN);
        let statuses: Vec<u16> = results.iter().flatten().map(|exchange| exchange.response.status).collect();
        assert_eq!(statuses, [200, 200, 200, 204, 200, 200, 200], "{results:?}");
        assert_eq!(attributed((results, late)), ["3"]);
    }

    #[test]
    fn connections_are_shared_once_the_service_has_kept_one() {
        // A connection that was not acknowledged at once is used for no write for a while.
        let url = scripted(vec![vec![&[OK], &[OK]], vec![&[OK], &[OK], &[OK]]]);
        let (results, late) = sent_slowly(&url, &["GET", "OPTIONS", "PUT", "PATCH", "GET"], SETTLED_IF_CLEAN);
        assert!(results.iter().all(Result::is_ok) && late.is_empty(), "{results:?} {late:?}");
    }
}
