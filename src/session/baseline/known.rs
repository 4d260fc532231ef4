//! The known findings applied to a run: removed from what fails, and checked for those that are out of date.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::SystemTime;

use super::entry::{self, BROKEN, Entry};
use crate::contract::Case;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{Finding, Outcome, RuleRef, Skip, SkipKind, ToleranceKind};
use crate::http::timestamp;
use crate::judge::{Policy, denied_known};
use crate::record::{CaseRecord, Redactor};
use crate::session::SessionError;
use crate::text::counted;

/// The known findings of a run, by case.
#[derive(Debug, Default)]
pub(in crate::session) struct KnownFindings {
    cases: BTreeMap<String, Vec<State>>,
    /// The run is of all cases that entries may be about.
    of_all: bool,
}

#[derive(Debug)]
struct State {
    entry: Entry,
    is_expired: bool,
    /// It occurred in this run.
    occurred: AtomicBool,
    /// Its case was judged in this run.
    judged: AtomicBool,
}

impl KnownFindings {
    /// Those of a file. `of_all`: whether the run is of all cases that entries may be about.
    ///
    /// # Errors
    /// It is wrong.
    pub(in crate::session) fn read(file: &Path, of_all: bool) -> Result<Self, SessionError> {
        let today = timestamp(SystemTime::now());
        let mut cases: BTreeMap<String, Vec<State>> = BTreeMap::new();
        for entry in entry::read(file)? {
            let is_expired = entry.is_expired(&today[..10]);
            let state = State { is_expired, occurred: AtomicBool::new(false), judged: AtomicBool::new(false), entry };
            cases.entry(state.entry.case.clone()).or_default().push(state);
        }
        Ok(Self { cases, of_all })
    }

    /// Removes known findings from those that fail a case; where the run denies that, the case fails for it.
    pub(in crate::session) fn apply(&self, record: &mut CaseRecord, case: &Case, policy: &Policy, redactor: &Redactor) {
        let Some(states) = self.cases.get(&record.id) else { return };
        let outcome = record.verdict.outcome.clone();
        let is_judged = matches!(outcome, Outcome::Passed | Outcome::Failed | Outcome::Broken(_));
        for state in states {
            state.judged.store(is_judged, Ordering::Relaxed);
        }
        if let Outcome::Broken(why) = &outcome {
            if let Some(state) = states.iter().find(|state| state.entry.rule == BROKEN) {
                state.occurred.store(true, Ordering::Relaxed);
                if !state.is_expired && policy.denied(case, ToleranceKind::Known).is_none() {
                    let reason = format!("known to be broken{}: {why}", because(&state.entry));
                    record.skip(Skip::new(SkipKind::KnownBroken, reason));
                }
            }
            return;
        }
        record.accept(|finding: &Finding| {
            let about: Vec<&State> = states.iter().filter(|state| state.entry.is_about(finding)).collect();
            for state in &about {
                state.occurred.store(true, Ordering::Relaxed);
            }
            about.iter().any(|state| !state.is_expired)
        });
        if let Some(finding) = denied(record, states, case, policy) {
            record.add_finding(finding, redactor);
        }
    }

    /// What differs from the file for the cases that were judged: entries that did not occur, and those that have expired; and
    /// entries of cases that there are not. `cases`: all of the run.
    pub(in crate::session) fn findings(&self, cases: &[CaseRecord]) -> Vec<Finding> {
        if self.cases.is_empty() {
            return Vec::new();
        }
        let ids: HashSet<&str> = cases.iter().map(|case| case.id.as_str()).collect();
        let finding = |state: &State| {
            let entry = &state.entry;
            if self.of_all && !ids.contains(entry.case.as_str()) {
                return Some(without_case(entry));
            }
            if !state.judged.load(Ordering::Relaxed) {
                return None;
            }
            let message = if state.is_expired {
                format!("this known finding expired on {}", entry.expires.as_deref().unwrap_or_default())
            } else if !state.occurred.load(Ordering::Relaxed) {
                "this known finding did not occur".to_owned()
            } else {
                return None;
            };
            let help = if state.is_expired {
                "fix what it is about, or set a later `expires`"
            } else {
                "run `doctrial baseline update`, which removes entries that do not occur any more"
            };
            Some(Finding::docs(&UNUSED_OVERRIDE, &entry.source.page, entry.source.place, message).help(help))
        };
        self.cases.values().flatten().filter_map(finding).collect()
    }
}

/// The finding about a case that passes only because of what is known, if that is denied: at the entry of the first of it.
fn denied(record: &CaseRecord, states: &[State], case: &Case, policy: &Policy) -> Option<Finding> {
    let tolerances = record.verdict.tolerances.iter().filter(|tolerance| tolerance.kind == ToleranceKind::Known);
    let rules: Vec<RuleRef> = tolerances.filter_map(|tolerance| tolerance.rule).collect();
    let first = rules.first()?.0;
    let state = states.iter().find(|state| state.entry.rule == first.code && state.occurred.load(Ordering::Relaxed))?;
    let accepted = match rules.len() - 1 {
        0 => format!("`{}`", first.name),
        more => format!("`{}` and {}", first.name, counted(more, "more finding")),
    };
    denied_known(case, policy, &state.entry.source, &accepted)
}

fn without_case(entry: &Entry) -> Finding {
    let message = format!("this known finding is of `{}`, and the docs have no such case", entry.case);
    Finding::docs(&UNUSED_OVERRIDE, &entry.source.page, entry.source.place, message)
        .help("correct `case` (`doctrial list` shows the ids), or remove the entry")
}

fn because(entry: &Entry) -> String {
    if entry.reason.is_empty() { String::new() } else { format!(" ({})", entry.reason) }
}
