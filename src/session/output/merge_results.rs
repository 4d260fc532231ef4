//! The results of cases that several records have: which one counts, and what of the others is kept.

use std::collections::BTreeMap;

use super::merge_notes::service;
use crate::finding::Outcome;
use crate::record::{CaseRecord, RunRecord};
use crate::text::counted;

/// Where a result is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    service: String,
    run_id: Option<String>,
}

impl Origin {
    /// That of the cases of a record.
    pub(super) fn of(run: &RunRecord) -> Self {
        Self { service: service(&run.header), run_id: run.header.run_id.clone() }
    }

    fn is_of_same_run(&self, other: &Self) -> bool {
        self.run_id.is_some() && self.run_id == other.run_id
    }
}

/// One result for each case, by id.
#[derive(Debug, Default)]
pub(super) struct Results {
    cases: BTreeMap<String, (Origin, CaseRecord)>,
    /// Cases that did not pass in one run, and did in another.
    passed_again: usize,
    /// Cases that one service passed, and another did not.
    kept_apart: usize,
}

impl Results {
    /// Adds the result of a case. Of those of one service, or of one run, the last counts, and the others that did not pass are attempts; a
    /// service does not make up for another one.
    pub(super) fn add(&mut self, mut case: CaseRecord, origin: &Origin) {
        let Some((known_origin, known)) = self.cases.get_mut(&case.id) else {
            self.cases.insert(case.id.clone(), (origin.clone(), case));
            return;
        };
        let is_again = known_origin.service == origin.service || known_origin.is_of_same_run(origin);
        if !is_again {
            let (before, now) = (severity(known), severity(&case));
            self.kept_apart += usize::from(before != now);
            if now < before {
                return;
            }
        } else if known.started > case.started {
            return;
        } else if known.started < case.started {
            let has_passed = known.verdict.outcome.is_red() && case.verdict.outcome == Outcome::Passed;
            self.passed_again += usize::from(has_passed && !known_origin.is_of_same_run(origin));
            case.add_earlier(known);
        }
        (*known_origin, *known) = (origin.clone(), case);
    }

    /// What is to be known of results that do not count.
    pub(super) fn note(&self) -> impl Iterator<Item = String> + use<> {
        let again = (self.passed_again > 0).then(|| {
            let cases = counted(self.passed_again, "case");
            format!("of several runs: {cases} that did not pass in one of them passed in a later one, which counts")
        });
        let apart = (self.kept_apart > 0).then(|| {
            let cases = counted(self.kept_apart, "case");
            format!("of {cases} the result differs between the services: the worse one counts")
        });
        again.into_iter().chain(apart)
    }

    pub(super) fn into_cases(self) -> Vec<CaseRecord> {
        self.cases.into_values().map(|(_, case)| case).collect()
    }
}

/// The greater, the less the case shows that the service is right.
fn severity(case: &CaseRecord) -> u8 {
    match case.verdict.outcome {
        Outcome::Passed => 0,
        Outcome::Skipped(_) => 1,
        Outcome::Broken(_) => 2,
        Outcome::Failed => 3,
    }
}
