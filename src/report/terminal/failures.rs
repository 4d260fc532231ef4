//! The cases of a run that failed, are broken, or are failed steps: each in full, but the same news only once.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::case::render_case;
use super::palette::Palette;
use crate::finding::{Finding, Level, Outcome};
use crate::record::{CaseRecord, RunRecord};
use crate::report::docs::Docs;
use crate::report::printable;

/// How many cases broken by one cause are shown in full.
const BROKEN_IN_FULL: usize = 1;
/// How many cases that failed in the same way are shown in full.
const FAILED_IN_FULL: usize = 5;
/// How many of the others are named.
const NAMED: usize = 20;

/// The cases that did not pass, in run order. Of those with one cause the first ones are shown in full, others are named
/// below them.
pub fn render_failures(run: &RunRecord, docs: &Docs<'_>, palette: &Palette) -> String {
    let mut out = String::new();
    for group in groups(run) {
        let (in_full, others) = group.cases.split_at(group.in_full.min(group.cases.len()));
        for case in in_full {
            out += &render_case(case, docs, palette);
            out.push('\n');
        }
        if !others.is_empty() {
            named(others, docs, palette, &mut out);
        }
    }
    out
}

/// Cases with one cause.
struct Group<'r> {
    cases: Vec<&'r CaseRecord>,
    in_full: usize,
}

fn groups(run: &RunRecord) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for case in &run.cases {
        let (cause, in_full) = match &case.verdict.outcome {
            Outcome::Broken(cause) => (cause_of_break(cause), BROKEN_IN_FULL),
            Outcome::Failed => (cause_of_failure(&case.verdict.findings), FAILED_IN_FULL),
            Outcome::Skipped(_) if case.is_failed_step() && is_before_a_failure(case, run) => (case.id.clone(), 1),
            Outcome::Passed | Outcome::Skipped(_) => continue,
        };
        let at = *known.entry(cause).or_insert(groups.len());
        if at == groups.len() {
            groups.push(Group { cases: Vec::new(), in_full });
        }
        groups[at].cases.push(case);
    }
    groups
}

/// Whether a later case of the page failed or is broken.
fn is_before_a_failure(step: &CaseRecord, run: &RunRecord) -> bool {
    let is_red = |case: &CaseRecord| matches!(case.verdict.outcome, Outcome::Failed | Outcome::Broken(_));
    run.cases.iter().any(|case| case.page == step.page && case.line > step.line && is_red(case))
}

/// The cause in words, without the numbers in it: times and sizes differ from case to case.
pub fn cause_of_break(cause: &str) -> String {
    let mut text = String::from("broken ");
    for c in cause.chars() {
        if !c.is_ascii_digit() {
            text.push(c);
        } else if !text.ends_with('#') {
            text.push('#');
        }
    }
    text
}

fn cause_of_failure(findings: &[Finding]) -> String {
    let mut text = String::from("failed");
    for finding in findings.iter().filter(|finding| finding.level == Level::Deny) {
        let Finding { rule, at, message, expected, actual, .. } = finding;
        let _ = write!(text, "\n{} {at} {message} {expected:?} {actual:?}", rule.0.code);
    }
    text
}

fn named(cases: &[&CaseRecord], docs: &Docs<'_>, palette: &Palette, out: &mut String) {
    let strong = palette.strong;
    let count = cases.len();
    let plural = if count == 1 { "" } else { "s" };
    let _ = writeln!(out, "{strong}the same in {count} more case{plural}{strong:#}");
    for case in cases.iter().take(NAMED) {
        let _ = writeln!(out, "  {}:{} {}", docs.path(&case.page), case.line, printable::line(&case.id));
    }
    if count > NAMED {
        let _ = writeln!(out, "  ... and {} more, see the record", count - NAMED);
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Skip, SkipKind, Verdict};
    use crate::record::testing::{case, findings, run};

    fn rendered(cases: Vec<CaseRecord>) -> String {
        render_failures(&RunRecord { cases, ..run() }, &Docs::default(), &Palette::PLAIN)
    }

    #[test]
    fn one_cause_is_one_piece_of_news() {
        let broken =
            |at: u32| case("part", at, Verdict::broken(format!("timeout after {at} ms: 127.0.0.1:9 is silent")));
        let text = rendered((1..=60).map(broken).collect());
        assert_eq!(text.matches("BROKEN ").count(), 1);
        assert!(
            text.contains("the same in 59 more cases\n  api/users.md:2 api/users.md::list-users::part\n"),
            "{text}"
        );
        assert!(text.contains("... and 39 more") && text.lines().count() < 30, "{text}");
        let other = case("other", 70, Verdict::broken("connection refused"));
        assert_eq!(rendered(vec![broken(1), other, broken(2)]).matches("BROKEN ").count(), 2);
    }

    #[test]
    fn failures_that_differ_are_all_shown() {
        let failed = |at: u32, actual: &str| {
            let mut findings = findings();
            findings[0].actual = Some(actual.to_owned());
            case("part", at, Verdict::of(findings, Vec::new()))
        };
        let alike: Vec<CaseRecord> = (1..=8).map(|at| failed(at, "500")).collect();
        let text = rendered(alike);
        assert!(text.matches("FAILED ").count() == 5 && text.contains("the same in 3 more cases"), "{text}");
        let unlike: Vec<CaseRecord> = (1..=8).map(|at| failed(at, &at.to_string())).collect();
        assert_eq!(rendered(unlike).matches("FAILED ").count(), 8);
    }

    #[test]
    fn a_failed_step_comes_before_the_failure_it_may_have_caused() {
        let step =
            |line| case("step", line, Verdict::skipped(Skip::new(SkipKind::FailedStep, "the service sent HTTP 409")));
        let failed = case("read", 20, Verdict::of(findings(), Vec::new()));
        let text = rendered(vec![step(10), failed.clone()]);
        let (step_at, failed_at) = (text.find("FAILED STEP "), text.find("FAILED api"));
        assert!(step_at.is_some() && step_at < failed_at && text.contains("HTTP 409"), "{text}");
        assert!(!rendered(vec![failed, step(30)]).contains("FAILED STEP"));
    }
}
