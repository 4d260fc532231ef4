//! Which responses and errors let a request be sent again, and after how long; waits that the service asks for (`Retry-After`)
//! are in `limiter.rs`.

use std::time::Duration;

use crate::client::TransportError;
use crate::contract::Case;
use crate::finding::BrokenKind;
use crate::http::method::is_safe;
use crate::http::{Exchange, Request, status};
use crate::record::AttemptRecord;
use crate::session::run::fresh_values::random;

/// A request that was repeated, and why.
#[derive(Debug, Clone)]
pub(in crate::session::run) struct Attempt {
    /// The status of the response, if one was received.
    pub(in crate::session::run) status: Option<u16>,
    /// Why none was received.
    pub(in crate::session::run) error: Option<String>,
    /// The kind of that cause.
    pub(in crate::session::run) kind: Option<BrokenKind>,
    /// How long it took.
    pub(in crate::session::run) elapsed: Duration,
    /// How long was waited before the next one.
    pub(in crate::session::run) waited: Duration,
}

impl Attempt {
    /// An attempt from a recording.
    pub(in crate::session::run) fn of(record: &AttemptRecord) -> Self {
        let time = |millis: f64| Duration::try_from_secs_f64(millis / 1000.0).unwrap_or_default();
        Self {
            status: record.status,
            error: record.error.clone(),
            kind: record.broken_kind,
            elapsed: time(record.elapsed_ms),
            waited: time(record.waited_ms),
        }
    }

    /// The attempt as it is recorded.
    pub(in crate::session::run) fn record(&self) -> AttemptRecord {
        let millis = |time: Duration| time.as_secs_f64() * 1000.0;
        AttemptRecord::new(self.status, self.error.clone(), millis(self.elapsed), millis(self.waited))
            .of_kind(self.kind)
    }
}

/// The wait before the first repetition; it doubles from one to the next.
const FIRST: Duration = Duration::from_millis(250);
const LONGEST: Duration = Duration::from_secs(10);

/// Whether the result of a request says nothing about the case, and the request can be sent again without harm: it only reads and
/// got no response or a temporary refusal; or it never reached the service. A status that the docs show counts as a response.
pub(in crate::session::run) fn may_be_repeated(
    case: &Case,
    request: &Request,
    sent: Result<&Exchange, &TransportError>,
) -> bool {
    match sent {
        Ok(exchange) => {
            let status = exchange.response.status;
            let expected = std::iter::once(&case.expectation).chain(&case.alternatives);
            let is_documented = expected.into_iter().any(|expectation| expectation.status.contains(status));
            let harmless = status::is_too_many_requests(status) || is_safe(&request.method);
            let is_passing = status::is_temporary(status) && harmless
                || case.overrides.passing_statuses.iter().flatten().any(|passing| *passing == status);
            is_passing && !is_documented
        }
        Err(error) => error.connect || (is_safe(&request.method) && !error.timed_out()),
    }
}

/// How long to wait before the n-th repetition: longer each time, with jitter so that clients do not retry in step.
pub(in crate::session::run) fn backoff(repetition: u32) -> Duration {
    let longest = FIRST.saturating_mul(1 << repetition.min(16)).min(LONGEST);
    let random = random() >> 48;
    // Between half of it and all of it.
    longest / 2 + (longest / 2).saturating_mul(random as u32) / (1 << 16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::{Headers, Response, StatusSet};
    use crate::request::testing::case;

    fn repeats(method: &str, status: u16) -> bool {
        let request =
            Request { method: method.to_owned(), url: "http://h/".to_owned(), headers: Headers::default(), body: None };
        let response = Response { status, headers: Headers::default(), body: Vec::new() };
        let exchange = Exchange { request: request.clone(), response, elapsed: Duration::ZERO, notes: Vec::new() };
        let mut case = case(method, "/");
        case.expectation.status = StatusSet::code(503);
        let documented = may_be_repeated(&case, &request, Ok(&exchange));
        case.expectation.status = StatusSet::code(200);
        assert!(status != 503 || !documented);
        may_be_repeated(&case, &request, Ok(&exchange))
    }

    #[test]
    fn only_what_does_no_harm_is_repeated() {
        for (method, status, is_repeated) in [
            ("GET", 503, true),
            ("HEAD", 502, true),
            ("GET", 500, false),
            ("GET", 404, false),
            ("POST", 503, false),
            ("POST", 429, true),
            ("DELETE", 504, false),
        ] {
            assert_eq!(repeats(method, status), is_repeated, "{method} {status}");
        }
    }

    #[test]
    fn statuses_that_the_user_calls_passing_are_repeated() {
        let request =
            Request { method: "PUT".to_owned(), url: "http://h/".to_owned(), headers: Headers::default(), body: None };
        let response = Response { status: 409, headers: Headers::default(), body: Vec::new() };
        let exchange = Exchange { request: request.clone(), response, elapsed: Duration::ZERO, notes: Vec::new() };
        let mut case = case("PUT", "/");
        assert!(!may_be_repeated(&case, &request, Ok(&exchange)));
        case.overrides.passing_statuses = Some([404, 409].into());
        assert!(may_be_repeated(&case, &request, Ok(&exchange)));
    }

    #[test]
    fn waits_grow_and_differ() {
        for (repetition, millis) in [(0, 125..=250), (1, 250..=500), (3, 1000..=2000), (30, 5000..=10_000)] {
            let waits: Vec<u128> = (0..20).map(|_| backoff(repetition).as_millis()).collect();
            assert!(waits.iter().all(|wait| millis.contains(wait)), "{waits:?}");
            assert!(waits.iter().any(|wait| *wait != waits[0]), "{waits:?}");
        }
    }
}
