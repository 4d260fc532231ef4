//! Each case as a trial of libtest-mimic, and the records that the trials leave.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

use libtest_mimic::{Completion, Failed, Trial};

use crate::contract::Case;
use crate::finding::{Outcome, Skip};
use crate::record::CaseRecord;
use crate::report::{Palette, cause_of_break, render_case_of_run, without_workflow_commands};
use crate::session::{DocsRoot, RunPlan};

/// The records of the trials: libtest-mimic keeps only counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Collected {
    records: Arc<Mutex<Vec<(usize, CaseRecord)>>>,
    /// The causes of broken cases that were shown, each with the first case of it.
    causes: Arc<Mutex<HashMap<String, String>>>,
}

impl Collected {
    fn add(&self, at: usize, record: CaseRecord) {
        self.lock().push((at, record));
    }

    /// Fires the cases without a record; whether none of all cases failed.
    pub(super) fn complete(&self, plan: &RunPlan) -> bool {
        let done: BTreeSet<usize> = self.lock().iter().map(|(at, _)| *at).collect();
        for at in (0..plan.cases.len()).filter(|at| !done.contains(at)) {
            self.add(at, plan.runtime.block_on(plan.fire(&plan.cases[at])));
        }
        let failed = |record: &CaseRecord| record.verdict.outcome.is_red();
        !self.lock().iter().any(|(_, record)| failed(record))
    }

    fn lock(&self) -> MutexGuard<'_, Vec<(usize, CaseRecord)>> {
        // A record is pushed whole or not at all, so that a poisoned list is still right.
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The case that was broken by this cause before, if any; the next one names this case.
    fn broken_before(&self, cause: &str, id: &str) -> Option<String> {
        let mut causes = self.causes.lock().unwrap_or_else(PoisonError::into_inner);
        match causes.entry(cause_of_break(cause)) {
            Entry::Occupied(first) => Some(first.get().clone()),
            Entry::Vacant(none) => {
                none.insert(id.to_owned());
                None
            }
        }
    }

    /// The records in the order of the case list.
    pub(super) fn in_order(&self) -> Vec<CaseRecord> {
        let mut records = std::mem::take(&mut *self.lock());
        records.sort_by_key(|(at, _)| *at);
        records.into_iter().map(|(_, record)| record).collect()
    }
}

/// Trials for a list: those that will be skipped are known by the docs and settings alone, and are shown as ignored, so
/// that nextest counts them as skipped and not as passed.
pub(super) fn listed(cases: &[Case], skip: impl Fn(&Case) -> Option<Skip>) -> Vec<Trial> {
    let trial = |case: &Case| Trial::test(&case.id, || Ok(())).with_ignored_flag(skip(case).is_some());
    cases.iter().map(trial).collect()
}

/// Trials that fire. A skip is decided and reported with its reason when the trial runs; only for `--ignored`, which
/// selects the skipped ones alone, must libtest-mimic know them before.
pub(super) fn trials(
    plan: &Arc<RunPlan>,
    docs_root: &DocsRoot,
    collected: &Collected,
    only_ignored: bool,
) -> Vec<Trial> {
    let before = plan.sequences.before();
    let turns = Turns::new(plan.cases.len());
    let trial = |(at, case): (usize, &Case)| {
        let (plan, docs_root, collected) = (Arc::clone(plan), docs_root.clone(), collected.clone());
        // If only the skipped ones are selected, the one before may never run.
        let (turns, before) = (turns.clone(), before[at].filter(|_| !only_ignored));
        let ignored = only_ignored && plan.prepare_request(case).is_err();
        let fire = move || {
            let _turn = turns.wait(at, before);
            let record = plan.runtime.block_on(plan.fire(&plan.cases[at]));
            let completion = completion(&record, &docs_root, &collected);
            collected.add(at, record);
            completion
        };
        Trial::ignorable_test(&case.id, fire).with_ignored_flag(ignored)
    };
    plan.cases.iter().enumerate().map(trial).collect()
}

/// Cases that build on one another: each waits until the one before it has ended. libtest-mimic starts trials in the order
/// of the list, so that the one waited for has been started.
#[derive(Debug, Clone)]
struct Turns(Arc<(Mutex<Vec<bool>>, Condvar)>);

impl Turns {
    fn new(count: usize) -> Self {
        Self(Arc::new((Mutex::new(vec![false; count]), Condvar::new())))
    }

    /// Waits for `before`; the turn of `at` ends when the returned guard is dropped, also by a panic.
    fn wait(&self, at: usize, before: Option<usize>) -> Turn<'_> {
        let (over, changed) = &*self.0;
        if let Some(before) = before {
            let waiting = over.lock().unwrap_or_else(PoisonError::into_inner);
            drop(changed.wait_while(waiting, |over| !over[before]).unwrap_or_else(PoisonError::into_inner));
        }
        Turn { turns: self, at }
    }
}

struct Turn<'t> {
    turns: &'t Turns,
    at: usize,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let (over, changed) = &*self.turns.0;
        over.lock().unwrap_or_else(PoisonError::into_inner)[self.at] = true;
        changed.notify_all();
    }
}

fn completion(record: &CaseRecord, docs_root: &DocsRoot, collected: &Collected) -> Result<Completion, Failed> {
    match &record.verdict.outcome {
        Outcome::Passed => Ok(Completion::Completed),
        Outcome::Skipped(skip) => Ok(Completion::ignored_with(&skip.reason)),
        Outcome::Failed => Err(shown(record, docs_root)),
        Outcome::Broken(cause) => Err(match collected.broken_before(cause, &record.id) {
            Some(first) => format!("BROKEN, for the same cause as {first}: {cause}").into(),
            None => shown(record, docs_root),
        }),
    }
}

fn shown(record: &CaseRecord, docs_root: &DocsRoot) -> Failed {
    let shown = docs_root.with(|docs| render_case_of_run(record, docs, &Palette::PLAIN));
    // libtest prints it, also in a step of GitHub Actions.
    without_workflow_commands(&shown).into_owned().into()
}
