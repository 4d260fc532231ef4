use std::sync::atomic::{AtomicUsize, Ordering};

use crate::client::TransportError;
use crate::finding::{Skip, SkipKind};
use crate::http::Exchange;

/// After how many timeouts, with no response in between, a service is given up.
const TIMEOUTS: usize = 20;

/// Notices that a service does not respond at all: a thousand cases that wait for their timeout one after the other say no more
/// than the first twenty.
#[derive(Debug, Default)]
pub(crate) struct Unresponsive {
    /// Since the last response, or other error.
    timeouts: AtomicUsize,
}

impl Unresponsive {
    /// Counts what a request led to.
    pub(super) fn note(&self, result: &Result<Exchange, TransportError>) {
        if result.as_ref().is_err_and(|error| error.timed_out) {
            self.timeouts.fetch_add(1, Ordering::Relaxed);
        } else {
            self.timeouts.store(0, Ordering::Relaxed);
        }
    }

    /// Why no further case is fired, if the service is given up.
    pub(super) fn skip(&self) -> Option<Skip> {
        let timeouts = self.timeouts.load(Ordering::Relaxed);
        (timeouts >= TIMEOUTS).then(|| {
            let reason = format!("not fired: {TIMEOUTS} requests in a row ended with a timeout");
            Skip::new(SkipKind::GaveUp, reason)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(timed_out: bool) -> Result<Exchange, TransportError> {
        Err(TransportError { message: "x".to_owned(), timed_out, connect: false })
    }

    #[test]
    fn only_timeouts_in_a_row_count() {
        let service = Unresponsive::default();
        for _ in 1..TIMEOUTS {
            service.note(&error(true));
        }
        assert_eq!(service.skip(), None);
        service.note(&error(false));
        service.note(&error(true));
        assert_eq!(service.skip(), None);
        for _ in 1..TIMEOUTS {
            service.note(&error(true));
        }
        assert_eq!(service.skip().map(|skip| skip.kind), Some(SkipKind::GaveUp));
    }
}
