//! Judging of large responses: they share one budget of memory, and neither the timeout of a case nor Ctrl-C waits for them.

use std::panic::resume_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::{Either, select};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::session::Interrupt;

/// From this size on, in bytes, a response is large: it takes longer to judge than other cases should wait.
pub(super) const LARGE: usize = 1 << 20;

/// What the budget is counted in.
const UNIT: usize = 64 << 10;

/// The memory that judging large responses may take at once.
#[derive(Debug)]
pub(crate) struct JudgeMemory {
    units: Arc<Semaphore>,
    bytes: usize,
}

impl JudgeMemory {
    pub(super) fn new(bytes: usize) -> Self {
        Self { units: Arc::new(Semaphore::new(bytes.div_ceil(UNIT).min(Semaphore::MAX_PERMITS))), bytes }
    }

    /// The share that judging a body takes, as soon as the others leave enough.
    ///
    /// # Errors
    /// It alone takes more than there is; says why it is not judged.
    pub(super) async fn share(&self, body: &[u8]) -> Result<OwnedSemaphorePermit, String> {
        let cost = cost(body);
        let units = u32::try_from(cost.div_ceil(UNIT)).ok().filter(|_| cost <= self.bytes);
        let refused = || {
            let [size, cost, most] = [body.len(), cost, self.bytes].map(|bytes| bytes.div_ceil(1 << 20));
            format!(
                "judging this response of {size} MiB would take about {cost} MiB of memory, and `response-memory` allows {most}: raise it"
            )
        };
        // The budget is never closed.
        Arc::clone(&self.units).acquire_many_owned(units.ok_or_else(refused)?).await.map_err(|error| error.to_string())
    }
}

/// About how many bytes a body takes while it is judged: its text, the texts in it, and the values or tags in it, each of which
/// has a place of its own, however short it is written.
fn cost(body: &[u8]) -> usize {
    const TEXTS: usize = 3;
    const VALUE: usize = 120;
    const TAG: usize = 75;
    let tags = memchr::memchr_iter(b'<', body).count().saturating_mul(TAG);
    let values = body.iter().filter(|byte| matches!(byte, b',' | b'[' | b'{')).count();
    body.len().saturating_mul(TEXTS).saturating_add(values.saturating_mul(VALUE)).saturating_add(tags)
}

/// Why work was abandoned before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Abandoned {
    Interrupted,
    TimedOut,
}

/// The result of `work`, done on a thread of its own. Where the run is interrupted or the time is over, it is abandoned: it goes
/// on, and nothing waits for its end.
pub(super) async fn run_or_abandon<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
    most: Duration,
    interrupt: &Interrupt,
) -> Result<T, Abandoned> {
    match select(pin!(interrupt.wait()), pin!(timeout(most, spawn_blocking(work)))).await {
        Either::Left(_) => Err(Abandoned::Interrupted),
        Either::Right((Err(_), _)) => Err(Abandoned::TimedOut),
        Either::Right((Ok(Ok(result)), _)) => Ok(result),
        Either::Right((Ok(Err(ended)), _)) => resume_unwind(ended.into_panic()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use futures_util::FutureExt as _;

    use super::*;

    #[test]
    fn a_body_waits_until_others_leave_enough_and_is_refused_where_that_is_never() {
        let body = [b"[".as_slice(), &b"123456789,".repeat(1 << 18), b"1]"].concat();
        let cost = cost(&body);
        let memory = JudgeMemory::new(cost + cost / 2);
        let first = memory.share(&body).now_or_never().expect("there is enough").expect("a share");
        let mut second = pin!(memory.share(&body));
        assert!(second.as_mut().now_or_never().is_none());
        drop(first);
        assert!(second.now_or_never().is_some_and(|share| share.is_ok()));
        let refused = JudgeMemory::new(cost / 2).share(&body).now_or_never().expect("at once").expect_err("too much");
        assert!(refused.contains("`response-memory` allows"), "{refused}");
    }

    #[test]
    fn values_count_however_short_they_are() {
        assert!(cost(&b"1,".repeat(1000)) > 50 * 2000);
        assert!(cost(&br#""name": "a lamp on a desk","#.repeat(1000)) < 10 * 27_000);
    }

    #[test]
    fn neither_an_interrupt_nor_a_timeout_waits_for_work_that_goes_on() {
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
        let interrupt = Interrupt::default();
        let abandoned = |most: Duration, raise: bool| {
            let (end, ended) = mpsc::channel::<()>();
            // Goes on until the sender is dropped, which is below.
            let work = move || ended.recv().is_ok();
            if raise {
                interrupt.raise();
            }
            let result = runtime.block_on(run_or_abandon(work, most, &interrupt)).map(drop);
            drop(end);
            result
        };
        assert_eq!(abandoned(Duration::from_millis(5), false), Err(Abandoned::TimedOut));
        assert_eq!(abandoned(Duration::from_secs(3600), true), Err(Abandoned::Interrupted));
        assert_eq!(runtime.block_on(run_or_abandon(|| 1, Duration::from_secs(3600), &Interrupt::default())), Ok(1));
    }
}
