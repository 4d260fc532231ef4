//! Tries a plan of mutations on every case, on all cores.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::case_report::CaseReport;
use super::report::Report;
use super::trial;
use super::trial_plan::Plan;
use crate::contract::Case;
use crate::judge::Policy;
use crate::schema::Schemas;

/// Tries the plan on every case, on as many threads as there are cores. Cases that the docs or the settings skip are
/// counted, not tried: a run would not fire them. The result is the same however many threads there are.
pub fn run(cases: &[Case], schemas: &Schemas, policy: &Policy, plan: &Plan) -> Report {
    let skipped = cases.iter().filter(|case| case.skip.is_some()).map(|case| case.id.clone()).collect();
    let cases: Vec<&Case> = cases.iter().filter(|case| case.skip.is_none()).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut done = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(trial::case(case, schemas, policy, plan));
        }
        done
    };
    let threads = std::thread::available_parallelism().map_or(1, NonZero::get).min(cases.len().max(1));
    let mut reports: Vec<CaseReport> = std::thread::scope(|scope| {
        let workers: Vec<_> = (1..threads).map(|_| scope.spawn(work)).collect();
        let mut all = work();
        for worker in workers {
            match worker.join() {
                Ok(done) => all.extend(done),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        }
        all
    });
    let order: std::collections::HashMap<&str, usize> =
        cases.iter().enumerate().map(|(number, case)| (case.id.as_str(), number)).collect();
    reports.sort_by_key(|report| order.get(report.id.as_str()).copied());
    Report { cases: reports, skipped }
}
