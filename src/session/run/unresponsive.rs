//! When a service, or a part of it, that does not respond is given up.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::client::TransportError;
use crate::contract::Case;
use crate::finding::{Skip, SkipKind};
use crate::http::Exchange;
use crate::http::url_template::UrlTemplate;

/// After how many timeouts, with no response in between, a service or a part of it is given up.
const TIMEOUTS: usize = 20;

/// This many segments of its path, and its method, say which part of the service a request is for.
const SEGMENTS: usize = 2;

/// Notices that a service, or a part of it, does not respond at all: a thousand cases that wait for their timeout one after the
/// other would show no more than the first twenty.
#[derive(Debug, Default)]
pub(crate) struct Unresponsive {
    /// Since the last response, or other error.
    timeouts: AtomicUsize,
    /// There was a timeout: only then it matters which part a request is for.
    has_timeouts: AtomicBool,
    /// The same of each part, by name.
    parts: Mutex<HashMap<String, usize>>,
}

impl Unresponsive {
    /// Counts the result of the request of a case.
    pub(super) fn note(&self, case: &Case, result: &Result<Exchange, TransportError>) {
        if result.as_ref().is_err_and(TransportError::timed_out) {
            self.timeouts.fetch_add(1, Ordering::Relaxed);
            self.has_timeouts.store(true, Ordering::Relaxed);
            *self.parts().entry(part(case)).or_default() += 1;
        } else {
            self.timeouts.store(0, Ordering::Relaxed);
            if self.has_timeouts.load(Ordering::Relaxed) {
                self.parts().remove(&part(case));
            }
        }
    }

    /// Why a case is not fired, if the service, or the part of it that the case is for, is given up.
    pub(super) fn skip(&self, case: &Case) -> Option<Skip> {
        if !self.has_timeouts.load(Ordering::Relaxed) {
            return None;
        }
        let is_all = self.timeouts.load(Ordering::Relaxed) >= TIMEOUTS;
        let part = part(case);
        let is_given_up = is_all || self.parts().get(&part).is_some_and(|timeouts| *timeouts >= TIMEOUTS);
        is_given_up.then(|| {
            let of = if is_all { String::new() } else { format!(" for `{part}`") };
            let reason = format!("not fired: {TIMEOUTS} requests in a row{of} ended with a timeout: see whether the service is up, or raise `timeout`");
            Skip::new(SkipKind::GaveUp, reason)
        })
    }

    /// A poisoned lock is safe: state is never left half updated.
    fn parts(&self) -> MutexGuard<'_, HashMap<String, usize>> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The part of the service that a case is for: `GET /v1/reports`.
fn part(case: &Case) -> String {
    let segments = UrlTemplate::parse(&case.request.url).segments;
    let shown = segments.iter().take(SEGMENTS).map(|segment| format!("/{segment}"));
    format!("{} {}", case.request.method, shown.collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::client::TransportErrorKind;
    use crate::request::testing::case;

    fn error(timed_out: bool) -> Result<Exchange, TransportError> {
        let kind = if timed_out { TransportErrorKind::Timeout } else { TransportErrorKind::Other };
        Err(TransportError { message: "x".to_owned(), kind, connect: false })
    }

    fn reason(service: &Unresponsive, case: &Case) -> Option<String> {
        service.skip(case).map(|skip| skip.reason)
    }

    #[test]
    fn only_timeouts_in_a_row_count() {
        let (service, case) = (Unresponsive::default(), case("GET", "/lamps"));
        for _ in 1..TIMEOUTS {
            service.note(&case, &error(true));
        }
        assert_eq!(service.skip(&case), None);
        service.note(&case, &error(false));
        service.note(&case, &error(true));
        assert_eq!(service.skip(&case), None);
        for _ in 1..TIMEOUTS {
            service.note(&case, &error(true));
        }
        assert_eq!(service.skip(&case).map(|skip| skip.kind), Some(SkipKind::GaveUp));
        let reason = reason(&service, &case).expect("a reason");
        assert_eq!(
            reason,
            "not fired: 20 requests in a row ended with a timeout: see whether the service is up, or raise `timeout`"
        );
    }

    #[test]
    fn a_part_that_does_not_respond_is_given_up_alone() {
        let service = Unresponsive::default();
        let (hanging, lively) = (|at| case("GET", &format!("/v1/reports/{at}")), case("GET", "/v1/lamps/7"));
        for at in 0..TIMEOUTS {
            assert_eq!(service.skip(&hanging(at)), None);
            service.note(&hanging(at), &error(true));
            service.note(&lively, &error(false));
        }
        let given_up = reason(&service, &hanging(TIMEOUTS)).expect("a reason");
        assert!(given_up.starts_with("not fired: 20 requests in a row for `GET /v1/reports` ended with a timeout: "));
        for other in [lively, case("POST", "/v1/reports/1")] {
            assert_eq!(service.skip(&other), None);
        }
    }
}
