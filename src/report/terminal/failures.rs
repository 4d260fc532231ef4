//! The cases of a run that failed, are broken, or are failed steps: the causes first, then cases in full.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::case::{render_case_of_run, render_case_shortly};
use super::causes::render_causes;
use super::palette::Palette;
use super::wrapped_lines::rows;
use crate::record::{CaseRecord, RunRecord};
use crate::report::cause::{CauseGroup, groups};
use crate::report::docs::Docs;

/// How much is shown of the cases that did not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The causes alone, each with its first place.
    Causes,
    /// The causes, and of as many as fit on a screen a case; up to three cases in full.
    Screen,
    /// The causes, and each case in full.
    All,
}

/// Up to this many cases are shown in full, however long they are.
const IN_FULL: usize = 3;
/// How many rows all of it takes otherwise: with the last lines of a run, about a screen.
const ROWS: usize = 38;
/// For up to this many causes a case is shown, whether there is room or not.
const WITH_EXAMPLE: usize = 3;

/// The cases that did not pass. A failed step comes before the failures that it may have caused.
pub fn render_failures(run: &RunRecord, docs: &Docs<'_>, palette: &Palette, detail: Detail) -> String {
    let groups = groups(run);
    let red: Vec<&CaseRecord> = run.cases.iter().filter(|case| case.verdict.outcome.is_red()).collect();
    let steps = failed_steps(run);
    if detail == Detail::Causes {
        return render_causes(&groups, red.len(), ROWS, docs, palette);
    }
    if detail == Detail::Screen && steps.len() + red.len() > IN_FULL {
        return on_a_screen(&groups, &steps, red.len(), docs, palette);
    }
    // A single case shows what it is about.
    let mut out =
        if red.len() > 1 { render_causes(&groups, red.len(), usize::MAX, docs, palette) } else { String::new() };
    for case in steps.into_iter().chain(red) {
        out += &render_case_of_run(case, docs, palette);
        out.push('\n');
    }
    out
}

/// The causes, and below them as many cases as there is room for, that of the most frequent cause first.
fn on_a_screen(
    groups: &[CauseGroup<'_>],
    steps: &[&CaseRecord],
    red: usize,
    docs: &Docs<'_>,
    palette: &Palette,
) -> String {
    let examples = examples(groups, steps);
    let shortly = |(case, cause): &Example<'_>| render_case_shortly(case, *cause, docs, palette) + "\n";
    let mut out = render_causes(groups, red, ROWS, docs, palette);
    let mut shown = 0;
    for example in &examples {
        let left = ROWS.saturating_sub(rows(&out, palette));
        let in_full = render_case_of_run(example.0, docs, palette) + "\n";
        let is_whole = examples.len() <= IN_FULL && rows(&in_full, palette) <= left;
        let text = if is_whole { in_full } else { shortly(example) };
        if rows(&text, palette) > left && (shown > 0 || groups.len() > WITH_EXAMPLE) {
            break;
        }
        out += &text;
        shown += usize::from(example.0.verdict.outcome.is_red());
    }
    let more = match red - shown {
        0 => "requests and responses".to_owned(),
        all if all == red => format!("all {all} in full"),
        rest => format!("{rest} more"),
    };
    let _ = writeln!(out, "{more}: run with --verbose, or doctrial report convert --to html\n");
    out
}

/// A case, and the cause that it is shown for: none of a step.
type Example<'r> = (&'r CaseRecord, Option<&'r str>);

/// The failed steps, and the first case of each cause that no case before it has already.
fn examples<'r>(groups: &'r [CauseGroup<'r>], steps: &[&'r CaseRecord]) -> Vec<Example<'r>> {
    let mut shown: HashSet<&str> = HashSet::new();
    let mut examples: Vec<Example<'r>> = steps.iter().map(|step| (*step, None)).collect();
    for group in groups {
        if !group.cases.iter().any(|case| shown.contains(&*case.id)) {
            let first = group.cases[0];
            shown.insert(&first.id);
            examples.push((first, Some(&group.cause)));
        }
    }
    examples
}

/// The failed steps of pages on which a later case failed or is broken.
fn failed_steps(run: &RunRecord) -> Vec<&CaseRecord> {
    let last_red: HashMap<&str, u32> = run
        .cases
        .iter()
        .filter(|case| case.verdict.outcome.is_red())
        .map(|case| (case.page.as_str(), case.line))
        .collect();
    let is_before = |case: &&CaseRecord| last_red.get(&*case.page).is_some_and(|&line| line > case.line);
    run.cases.iter().filter(|case| case.is_failed_step()).filter(is_before).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Skip, SkipKind, Verdict};
    use crate::record::testing::{case, findings, run};

    fn rendered(cases: Vec<CaseRecord>, detail: Detail) -> String {
        render_failures(&RunRecord { cases, ..run() }, &Docs::default(), &Palette::PLAIN, detail)
    }

    fn failed(name: &str, line: u32) -> CaseRecord {
        case(name, line, Verdict::of(findings(), Vec::new()))
    }

    #[test]
    fn many_cases_with_one_cause_are_one_line_and_one_case() {
        let broken = |at: u32| case("part", at, Verdict::broken(format!("timeout after {at} ms: it is silent")));
        let text = rendered((1..=60).map(broken).collect(), Detail::Screen);
        assert!(
            text.starts_with("60 cases did not pass, for 1 cause\n  60 cases: broken: timeout after # ms"),
            "{text}"
        );
        assert!(text.contains("    api/users.md:1 and 59 more\n"), "{text}");
        assert_eq!(text.matches("BROKEN ").count(), 1);
        assert!(text.contains("59 more: run with --verbose"), "{text}");
        assert!(text.lines().count() < 12, "{text}");
    }

    #[test]
    fn three_cases_are_shown_whole_and_each_case_on_request() {
        let cases = || vec![failed("a", 1), case("b", 2, Verdict::broken("connection refused")), failed("c", 3)];
        let count = |cases, detail| {
            let text = rendered(cases, detail);
            (text.matches("FAILED api").count(), text.matches("BROKEN api").count(), text.matches(" cause").count())
        };
        let four = || [cases(), vec![failed("d", 4)]].concat();
        assert_eq!(count(cases(), Detail::Causes), (0, 0, 1));
        assert_eq!(count(cases(), Detail::Screen), (2, 1, 1));
        assert_eq!(count(four(), Detail::Screen), (1, 1, 1));
        assert_eq!(count(four(), Detail::All), (3, 1, 1));
    }

    #[test]
    fn a_single_case_needs_no_list_of_causes() {
        let text = rendered(vec![failed("a", 1)], Detail::Screen);
        assert!(text.starts_with("FAILED api/users.md:1") && !text.contains("--verbose"), "{text}");
    }

    /// Cases of this many causes, with a request each.
    fn of_causes(causes: usize, cases: u32) -> Vec<CaseRecord> {
        let failing = |line: u32| {
            let mut found = findings();
            found[0].message = format!("it is {}", "x".repeat(line as usize % causes));
            let mut case = case(&format!("case-{line}"), line, Verdict::of(found, Vec::new()));
            case.request.clone_from(&run().cases[2].request);
            case.curl.clone_from(&run().cases[2].curl);
            case
        };
        (1..=cases).map(failing).collect()
    }

    #[test]
    fn seven_causes_fit_on_a_screen_with_a_case_of_the_first() {
        let text = rendered(of_causes(7, 300), Detail::Screen);
        assert!(text.lines().count() <= ROWS + 2, "{text}");
        assert_eq!(text.matches(" cases: S001 wrong-status").count(), 7);
        assert!(text.contains("\n    api/users.md:57:10 and 42 more, received 500\n"), "{text}");
        assert!(text.contains("FAILED api/users.md") && text.contains("\n    curl -sS -i http"), "{text}");
        assert!(text.contains(" more: run with --verbose") && !text.contains("GET http"), "{text}");
        assert_eq!(rendered(of_causes(7, 300), Detail::All).matches("GET http").count(), 300);
    }

    #[test]
    fn so_do_the_first_of_hundreds_of_causes_on_a_narrow_terminal_too() {
        for width in [None, Some(50), Some(80)] {
            let palette = Palette::PLAIN.within(width);
            let run = RunRecord { cases: of_causes(200, 300), ..run() };
            let text = render_failures(&run, &Docs::default(), &palette, Detail::Screen);
            assert!(rows(&text, &palette) <= ROWS + 3 && text.contains(" more causes\n"), "{text}");
            assert_eq!(render_failures(&run, &Docs::default(), &palette, Detail::All).matches(": S001 ").count(), 200);
        }
    }

    #[test]
    fn a_response_with_many_errors_is_shown_by_the_one_that_most_cases_have() {
        let with = |line: u32| {
            let own = |number: u32| {
                let mut finding = findings().remove(0);
                finding.message = format!("it is {}", "x".repeat((line * 50 + number) as usize));
                finding
            };
            let found = (0..50).map(own).chain(findings()).collect();
            case(&format!("case-{line}"), line, Verdict::of(found, Vec::new()))
        };
        let text = rendered((1..=4).map(with).collect(), Detail::Screen);
        assert!(text.contains("  4 cases: S001 wrong-status at status: wrong status code\n"), "{text}");
        assert!(text.lines().count() < 40, "{text}");
        let run = RunRecord { cases: vec![with(1); 5], ..run() };
        let text = on_a_screen(&groups(&run)[..1], &[], 5, &Docs::default(), &Palette::PLAIN);
        assert!(text.contains("  and 50 more errors in this response\n"), "{text}");
    }

    #[test]
    fn a_failed_step_comes_before_the_failure_it_may_have_caused() {
        let step =
            |line| case("step", line, Verdict::skipped(Skip::new(SkipKind::FailedStep, "the service sent HTTP 409")));
        let text = rendered(vec![step(10), failed("read", 20)], Detail::Screen);
        let (step_at, failed_at) = (text.find("FAILED STEP "), text.find("FAILED api"));
        assert!(step_at.is_some() && step_at < failed_at && text.contains("HTTP 409"), "{text}");
        assert!(!rendered(vec![failed("read", 20), step(30)], Detail::All).contains("FAILED STEP"));
    }
}
