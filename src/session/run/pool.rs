//! Fires many sequences at once, and returns the results in order.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

use tokio::sync::mpsc;
use tokio::task::JoinSet;

use crate::record::{CaseRecord, RunRecord};
use crate::session::RunPlan;

/// How often progress is reported. Not for each case: to wake a thread costs as much as to send a request.
const TICK: Duration = Duration::from_millis(50);

/// The result of a run.
#[derive(Debug)]
pub struct RunResult {
    /// What happened, in the order of the list.
    pub record: RunRecord,
    /// Cases on which doctrial itself failed; in the record they are broken.
    pub lost: usize,
}

/// Fires every case, `concurrency` sequences at once, and returns what happened in the order of the list. `progress` is
/// called for each case soon after it ended. An interrupt ends the run early: cases not fired are recorded as skipped.
pub fn run_cases(plan: &Arc<RunPlan>, mut progress: impl FnMut(&CaseRecord)) -> RunResult {
    let runtime = plan.runtime;
    let (began, started) = (Instant::now(), SystemTime::now());
    plan.begin_recording(started);
    let next = Arc::new(AtomicUsize::new(0));
    let (sender, mut receiver) = mpsc::unbounded_channel();
    let mut workers = JoinSet::new();
    for _ in 0..plan.concurrency.min(plan.sequences.0.len()) {
        let (plan, next, sender) = (Arc::clone(plan), Arc::clone(&next), sender.clone());
        let worker = async move {
            while let Some(sequence) = plan.sequences.0.get(next.fetch_add(1, Ordering::Relaxed)) {
                for at in sequence {
                    if sender.send((*at, plan.fire(&plan.cases[*at]).await)).is_err() {
                        return;
                    }
                }
            }
        };
        workers.spawn_on(worker, runtime.handle());
    }
    let mut records: Vec<Option<CaseRecord>> = plan.cases.iter().map(|_| None).collect();
    let mut firing = true;
    while firing {
        firing = runtime.block_on(is_firing(&mut workers));
        while let Ok((at, record)) = receiver.try_recv() {
            progress(&record);
            records[at] = Some(record);
        }
    }
    plan.take_back_all();
    // The case of a worker that panicked must not be missing in the record.
    let lost = records.iter().filter(|record| record.is_none()).count();
    let cases = records.into_iter().zip(plan.cases.iter());
    let cases = cases.map(|(record, case)| record.unwrap_or_else(|| plan.lost(case))).collect();
    RunResult { record: plan.record(cases, started, began.elapsed()), lost }
}

/// Waits until all workers end, but no longer than a tick; whether any is left.
async fn is_firing(workers: &mut JoinSet<()>) -> bool {
    let ended = async { while workers.join_next().await.is_some() {} };
    tokio::time::timeout(TICK, ended).await.is_err()
}
