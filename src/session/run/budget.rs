//! How much of a run's budget is used: `max-failures`, `max-time`, `max-requests`.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use crate::config::Budget;
use crate::finding::{Skip, SkipKind};
use crate::record::CaseRecord;
use crate::text::counted;

/// How much of a run's budget is used.
#[derive(Debug)]
pub(crate) struct Spent {
    budget: Budget,
    began: Instant,
    failures: AtomicUsize,
    requests: AtomicUsize,
}

impl Spent {
    pub(super) fn new(budget: Budget) -> Self {
        Self { budget, began: Instant::now(), failures: AtomicUsize::new(0), requests: AtomicUsize::new(0) }
    }

    /// Counts the outcome of a case.
    pub(super) fn note(&self, record: &CaseRecord) {
        if record.verdict.outcome.is_red() {
            self.failures.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Takes one request out of the budget.
    ///
    /// # Errors
    /// Why no further case is fired.
    pub(super) fn take(&self) -> Result<(), Skip> {
        let Budget { max_failures, max_time, max_requests } = self.budget;
        let failures = self.failures.load(Ordering::Relaxed);
        let stopped = |reason: String| Err(Skip::new(SkipKind::Stopped, reason));
        if max_failures.is_some_and(|most| failures >= most) {
            let count = counted(failures, "case");
            return stopped(format!("not fired: the run stopped after {count} that did not pass (`max-failures`)"));
        }
        if let Some(most) = max_time.filter(|most| self.began.elapsed() > *most) {
            return stopped(format!("not fired: the run had taken longer than {} s (`max-time`)", most.as_secs_f64()));
        }
        match max_requests {
            Some(most) if self.requests.fetch_add(1, Ordering::Relaxed) >= most => {
                stopped(format!("not fired: the run had sent {} (`max-requests`)", counted(most, "request")))
            }
            _ => Ok(()),
        }
    }
}
