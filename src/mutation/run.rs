//! Tries a plan of mutations on every case, on all cores.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::case_report::CaseReport;
use super::catalogue_entry::Mutation;
use super::report::Report;
use super::trial;
use crate::contract::Case;
use crate::judge::Policy;
use crate::schema::Schemas;

/// What is tried.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The mutations.
    pub mutations: Vec<&'static Mutation>,
    /// At how many places of a body each is tried at most; `None`: at every one it fits.
    pub places: Option<usize>,
    /// How many bytes of changed responses are judged of one case. A body with more places than that allows is tried at
    /// fewer of them, but each mutation at one place at least.
    pub budget: usize,
}

impl Plan {
    /// The budget unless someone asks for a number of places.
    pub const BUDGET: usize = 16 << 20;

    /// At how many of `sites` places in the body of a `response` of that many bytes each mutation is tried at most, and whether
    /// that is for the budget.
    pub(super) fn places_of(&self, response: usize, sites: usize) -> (Option<usize>, bool) {
        /// What a response costs besides its bytes.
        const ANY: usize = 200;
        let trials = self.budget / (response + ANY);
        let affordable = (trials / self.mutations.len().max(1)).max(1);
        let asked = self.places.unwrap_or(usize::MAX);
        if affordable < asked.min(sites) { (Some(affordable), true) } else { (self.places, false) }
    }
}

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
