use std::sync::{Arc, Mutex, PoisonError};

use libtest_mimic::{Completion, Failed, Trial};

use crate::contract::Case;
use crate::finding::{Outcome, Skip};
use crate::record::CaseRecord;
use crate::report::{Palette, render_case};
use crate::session::{Prepared, SessionError, Shelf, runtime};

/// What the trials leave behind: libtest-mimic keeps only counts.
#[derive(Debug, Clone, Default)]
pub(super) struct Collected(Arc<Mutex<Vec<(usize, CaseRecord)>>>);

impl Collected {
    fn add(&self, at: usize, record: CaseRecord) {
        // A record is pushed whole or not at all, so that a poisoned list is still right.
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((at, record));
    }

    /// The records in the order of the case list.
    pub(super) fn in_order(&self) -> Vec<CaseRecord> {
        let mut records = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
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

/// Trials that fire. A skip is decided and told with its reason when the trial runs; only where `--ignored` asks for
/// nothing but the skipped ones must libtest-mimic know them before.
pub(super) fn trials(
    prepared: &Arc<Prepared>,
    shelf: &Shelf,
    collected: &Collected,
    only_ignored: bool,
) -> Result<Vec<Trial>, SessionError> {
    let runtime = runtime().map_err(SessionError::Runtime)?;
    let trial = |(at, case): (usize, &Case)| {
        let (prepared, shelf, collected) = (Arc::clone(prepared), shelf.clone(), collected.clone());
        let ignored = only_ignored && prepared.outgoing(case).is_err();
        let fire = move || {
            let record = runtime.block_on(prepared.fire(&prepared.cases[at]));
            let completion = completion(&record, &shelf);
            collected.add(at, record);
            completion
        };
        Trial::ignorable_test(&case.id, fire).with_ignored_flag(ignored)
    };
    Ok(prepared.cases.iter().enumerate().map(trial).collect())
}

fn completion(record: &CaseRecord, shelf: &Shelf) -> Result<Completion, Failed> {
    match &record.verdict.outcome {
        Outcome::Passed => Ok(Completion::Completed),
        Outcome::Skipped(skip) => Ok(Completion::ignored_with(&skip.reason)),
        Outcome::Failed | Outcome::Broken(_) => {
            Err(shelf.with(|docs| render_case(record, docs, &Palette::PLAIN)).into())
        }
    }
}
