//! The record of the last run, brought up to date by a run of some of its cases.

use std::collections::BTreeMap;

use crate::finding::{Finding, Outcome, SkipKind};
use crate::record::{CaseRecord, RunHeader, RunRecord};
use crate::session::RunPlan;
use crate::session::run::SetNow;

/// Adds what is wrong with the settings according to the last run, as far as one of some of its cases cannot know it;
/// `is_selected_from_all`: which entries of the settings match no case is known afresh. An entry that was removed meanwhile is
/// wrong no more.
pub fn add_findings_of(last: &RunRecord, run: &mut RunRecord, is_selected_from_all: bool, plan: &RunPlan) {
    if !is_comparable(last, run) {
        return;
    }
    let is_known_afresh = |finding: &Finding| is_selected_from_all && finding.matches_no_case;
    let mut set = SetNow::new(plan);
    for finding in &last.findings {
        if !is_known_afresh(finding) && set.has(finding) && !run.findings.contains(finding) {
            run.findings.push(finding.clone());
        }
    }
}

/// Brings what the last run exercised up to date by one of some of its cases, so that gates are for the docs as a whole. Where the last run
/// did not count, what it exercised is not known.
pub fn add_coverage_of(last: &RunRecord, run: &mut RunRecord) {
    if is_comparable(last, run) {
        let (before, now) = (last.coverage.clone(), run.coverage.take());
        run.coverage = before.zip(now).map(|(before, now)| before.updated_by(now));
    }
}

/// The last run with the results of this one, which fired only some of its cases; nothing if the two are not about the same
/// docs and service. Cases that this run did not come to keep their results. What is wrong with the settings is what this run
/// says, after [`add_findings_of`].
pub fn updated(last: &RunRecord, run: &RunRecord) -> Option<RunRecord> {
    if !is_comparable(last, run) {
        return None;
    }
    let (mut last, mut run) = (last.clone(), run.clone());
    last.keep_traces();
    run.keep_traces();
    let mut results: BTreeMap<&str, &CaseRecord> =
        run.cases.iter().filter(|case| !was_not_reached(case)).map(|case| (case.id.as_str(), case)).collect();
    let mut cases = Vec::with_capacity(last.cases.len());
    for case in &last.cases {
        cases.push(results.remove(case.id.as_str()).unwrap_or(case).clone());
    }
    cases.extend(run.cases.iter().filter(|case| results.contains_key(case.id.as_str())).cloned());
    // Which cases the whole has is what the last run chose.
    let RunHeader { shard, chosen_of, alone, docs, .. } = last.header;
    let header = RunHeader { shard, chosen_of, alone, docs, ..run.header };
    // What was missing before was not fired now.
    Some(RunRecord { header, cases, missing: last.missing, ..run })
}

/// Whether two runs are about the same docs and service.
fn is_comparable(last: &RunRecord, run: &RunRecord) -> bool {
    let (before, now) = (&last.header, &run.header);
    let same_service = before.embedded == now.embedded && (now.embedded || before.base_url == now.base_url);
    before.source == now.source && same_service
}

/// Whether the run ended, or gave up, before the case's turn.
fn was_not_reached(case: &CaseRecord) -> bool {
    matches!(&case.verdict.outcome, Outcome::Skipped(skip) if [SkipKind::Interrupted, SkipKind::GaveUp, SkipKind::Stopped].contains(&skip.kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Skip, Verdict};
    use crate::record::testing::{case, run};

    fn record(cases: &[(&str, Verdict)]) -> RunRecord {
        let cases = cases.iter().map(|(name, verdict)| case(name, 1, verdict.clone())).collect();
        RunRecord { cases, ..run() }
    }

    #[test]
    fn what_was_fired_again_replaces_what_it_came_to_before() {
        let passed = || Verdict::of(Vec::new(), Vec::new());
        let interrupted = Verdict::skipped(Skip::new(SkipKind::Interrupted, "interrupted"));
        let last = record(&[("a", passed()), ("b", Verdict::broken("x")), ("c", Verdict::broken("y"))]);
        let now = record(&[("b", passed()), ("c", interrupted), ("new", passed())]);
        let both = updated(&last, &now).expect("one service");
        let outcomes: Vec<_> = both.cases.iter().map(|case| (case.name.as_str(), &case.verdict.outcome)).collect();
        let broken = Outcome::Broken("y".to_owned());
        assert_eq!(
            outcomes,
            [("a", &Outcome::Passed), ("b", &Outcome::Passed), ("c", &broken), ("new", &Outcome::Passed)]
        );
        let mut elsewhere = now;
        elsewhere.header.base_url = "http://other".to_owned();
        assert_eq!(updated(&last, &elsewhere), None);
    }
}
