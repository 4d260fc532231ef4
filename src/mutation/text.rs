//! The catalogue and the report as text.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::case_report::{CaseReport, Reason, Survivor};
use super::catalogue_entry::Mutation;
use super::report::{Report, Score};
use super::trial_plan::Plan;
use crate::text::counted;

/// How many of the pages that catch least are listed, and how many places for each kind of survivor.
const PAGES: usize = 5;
const PLACES: usize = 3;

/// The catalogue: a line for each mutation.
pub fn listed(mutations: &[&Mutation]) -> String {
    let width = mutations.iter().map(|mutation| mutation.name.len()).max().unwrap_or(0);
    let line = |m: &&Mutation| format!("{:width$}  {:9}  {}\n", m.name, m.kind, m.doc);
    mutations.iter().map(line).collect()
}

/// What was missed and why, the pages that catch least, and the score as the last line. `verbose`: a line for each case
/// and for each survivor.
pub fn report_text(report: &Report, verbose: bool) -> String {
    let mut out = String::new();
    if verbose {
        report.cases.iter().for_each(|case| one_case(case, &mut out));
    }
    unsound(report, &mut out);
    false_positives(report, &mut out);
    survivors(report, true, &mut out);
    survivors(report, false, &mut out);
    worst_pages(report, &mut out);
    totals(report, &mut out);
    out
}

fn percent(score: &Score) -> String {
    score.percent().map_or_else(|| "-".to_owned(), |percent| format!("{percent:.1} %"))
}

fn one_case(case: &CaseReport, out: &mut String) {
    let score = case.score();
    let _ = writeln!(out, "{:>7}  {} of {}  {}", percent(&score), score.caught, score.violations(), case.id);
    for Survivor { mutation, at, reason } in &case.survivors {
        let _ = writeln!(out, "         missed {mutation} at {at}: {reason}");
    }
}

fn place(case: &CaseReport) -> String {
    format!("{}:{}", case.page, case.line)
}

fn unsound(report: &Report, out: &mut String) {
    for case in &report.cases {
        if let Some(message) = &case.unsound {
            let _ = writeln!(
                out,
                "the documented response at {} contradicts its docs, nothing was tried: {message}",
                place(case)
            );
        }
    }
}

fn false_positives(report: &Report, out: &mut String) {
    for case in &report.cases {
        for false_positive in &case.false_positives {
            let (mutation, message) = (false_positive.mutation, &false_positive.message);
            let _ = writeln!(out, "FALSE POSITIVE {mutation} at {} of {}: {message}", false_positive.at, place(case));
        }
    }
}

/// The survivors grouped by mutation and reason, the most frequent first: either those with a reason or those without.
fn survivors(report: &Report, unexplained: bool, out: &mut String) {
    let mut groups = BTreeMap::<(&str, Reason), Vec<(&CaseReport, &Survivor)>>::new();
    for case in &report.cases {
        for survivor in case.survivors.iter().filter(|survivor| (survivor.reason == Reason::Unexplained) == unexplained)
        {
            groups.entry((survivor.mutation, survivor.reason)).or_default().push((case, survivor));
        }
    }
    if groups.is_empty() {
        return;
    }
    let head = if unexplained {
        "MISSED FOR NO REASON: the judge is wrong, please report it"
    } else {
        "missed because the docs leave it open"
    };
    let _ = writeln!(out, "{head}");
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, survivors)| std::cmp::Reverse(survivors.len()));
    for ((mutation, reason), survivors) in groups {
        let why = if unexplained { String::new() } else { format!(": {reason}") };
        let _ = writeln!(out, "{:>6}  {mutation}{why}", survivors.len());
        let shown = if unexplained { PLACES } else { 1 };
        for (case, survivor) in survivors.iter().take(shown) {
            let _ = writeln!(out, "        {} {}", place(case), survivor.at);
        }
    }
}

fn worst_pages(report: &Report, out: &mut String) {
    let pages = report.pages();
    let mut worst: Vec<_> = pages.into_iter().filter(|(_, score)| score.caught < score.violations()).collect();
    if worst.len() < 2 {
        return;
    }
    worst.sort_by(|(_, a), (_, b)| a.percent().unwrap_or(100.0).total_cmp(&b.percent().unwrap_or(100.0)));
    let _ = writeln!(out, "pages that catch least");
    for (page, score) in worst.into_iter().take(PAGES) {
        let _ = writeln!(out, "{:>7}  {} of {}  {page}", percent(&score), score.caught, score.violations());
    }
}

fn totals(report: &Report, out: &mut String) {
    if !report.skipped.is_empty() {
        let _ = writeln!(
            out,
            "{} not tried, as no run fires them (`doctrial list` says why)",
            counted(report.skipped.len(), "case")
        );
    }
    if report.sampled() > 0 {
        let _ = writeln!(
            out,
            "{} sampled: judging every change of their responses would take more than {} MiB each (`--places 0`: every place)",
            counted(report.sampled(), "case"),
            Plan::BUDGET >> 20
        );
    }
    for (what, complete) in [("complete", true), ("partial", false)] {
        let score = report.score(|case| case.complete == complete);
        if score.violations() > 0 {
            let count = report.cases.iter().filter(|case| case.complete == complete).count();
            let (caught, of) = (score.caught, score.violations());
            let _ = writeln!(out, "{what:8} examples ({count}): {} caught, {caught} of {of}", percent(&score));
        }
    }
    if report.cases.is_empty() {
        let _ = writeln!(out, "nothing was tried: no case has a documented response that a run would judge");
        return;
    }
    let score = report.score(|_| true);
    let Score { caught, missed, unexplained, benign_passed, false_positives, unsound } = score;
    let benign = benign_passed + false_positives;
    let _ = write!(out, "{} of violations caught: {caught} of {}", percent(&score), score.violations());
    let _ = write!(out, "; {missed} left open by the docs, {unexplained} missed for no reason");
    let _ = write!(out, "; {false_positives} false positives in {benign} benign changes");
    let _ = writeln!(out, "{}", if unsound > 0 { format!("; {unsound} unsound examples") } else { String::new() });
}
