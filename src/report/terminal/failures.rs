//! The cases of a run that failed, are broken, or are failed steps: the causes first, then cases in full.

use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::case::{render_case_of_run, render_case_shortly};
use super::fold::push_line;
use super::palette::Palette;
use crate::record::{CaseRecord, RunRecord};
use crate::report::cause::{CauseGroup, finding_of, groups};
use crate::report::docs::Docs;
use crate::report::printable;
use crate::text::counted;

/// How much is shown of the cases that did not pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The causes alone, each with its cases.
    Causes,
    /// The causes, and one case of each; up to three cases in full.
    OneOfEach,
    /// The causes, and each case in full.
    All,
}

/// Up to so many cases are shown in full; of more, what is wrong and how to try it.
const IN_FULL: usize = 3;
/// Of more cases than this, that is shown in two lines below their cause: all of them fit on a screen.
const IN_PART: usize = 5;
/// How many causes are shown.
const MOST_CAUSES: usize = 20;
/// How many cases of a cause are named.
const NAMED: usize = 3;
/// One fewer is named on a terminal with fewer columns than this.
const WIDE: usize = 100;
/// How many characters of an example are shown.
const LONGEST: usize = 200;

/// The cases that did not pass. A failed step comes before the failures that it may have caused.
pub fn render_failures(run: &RunRecord, docs: &Docs<'_>, palette: &Palette, detail: Detail) -> String {
    let groups = groups(run);
    let mut out = String::new();
    let steps = failed_steps(run);
    let red = run.cases.iter().filter(|case| case.verdict.outcome.is_red()).count();
    let cases: Vec<&CaseRecord> = match detail {
        Detail::Causes => Vec::new(),
        Detail::OneOfEach => one_of_each(&groups),
        Detail::All => run.cases.iter().filter(|case| case.verdict.outcome.is_red()).collect(),
    };
    let below_causes = detail == Detail::OneOfEach && cases.len() > IN_PART;
    // A single case says itself what it is about.
    if red > 1 || detail == Detail::Causes {
        causes(&groups, red, docs, palette, below_causes, &mut out);
    }
    if detail == Detail::Causes {
        return out;
    }
    let in_full = detail == Detail::All || steps.len() + cases.len() <= IN_FULL;
    let shown_here = if below_causes { &[][..] } else { &cases };
    for case in steps.iter().chain(shown_here).copied() {
        out +=
            &if in_full { render_case_of_run(case, docs, palette) } else { render_case_shortly(case, docs, palette) };
        out.push('\n');
    }
    if !in_full || cases.len() < red {
        let _ = writeln!(out, "{}", further(red, cases.len(), in_full));
        out.push('\n');
    }
    out
}

fn further(red: usize, shown: usize, in_full: bool) -> String {
    let what = match (red - shown, in_full) {
        (0, _) => "requests and responses".to_owned(),
        (rest, true) => format!("{rest} more"),
        (rest, false) => format!("requests, responses and {rest} more"),
    };
    format!("{what}: run with --verbose, or see the record of the run")
}

/// The first case of each cause that no case shown has already.
fn one_of_each<'r>(groups: &[CauseGroup<'r>]) -> Vec<&'r CaseRecord> {
    let mut shown: HashSet<&str> = HashSet::new();
    let mut cases = Vec::new();
    for group in groups.iter().take(MOST_CAUSES) {
        if !group.cases.iter().any(|case| shown.contains(&*case.id)) {
            let first = group.cases[0];
            shown.insert(&first.id);
            cases.push(first);
        }
    }
    cases
}

/// The failed steps of pages of which a later case failed or is broken.
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

/// ```text
/// 33 cases did not pass, for 2 causes
///   31 cases: B201 wrong-type at body /value/*/size: `size` is not an integer, a string came
///     docs/items.md:57, docs/lamps.md:31, docs/lamps.md:60 and 28 more
/// ```
///
/// `with_example`: each with what its first case came to.
fn causes(
    groups: &[CauseGroup<'_>],
    red: usize,
    docs: &Docs<'_>,
    palette: &Palette,
    with_example: bool,
    out: &mut String,
) {
    let strong = palette.strong;
    let (cases, causes) = (counted(red, "case"), counted(groups.len(), "cause"));
    let _ = writeln!(out, "{strong}{cases} did not pass, for {causes}{strong:#}");
    for group in groups.iter().take(MOST_CAUSES) {
        let count = counted(group.cases.len(), "case");
        push_line(&format!("  {strong}{count}{strong:#}: {}", printable::line(&group.cause)), palette, out);
        let named = if palette.width.is_some_and(|width| width < WIDE) { NAMED - 1 } else { NAMED };
        push_line(&format!("    {}", group.places(named, docs)), palette, out);
        if with_example {
            example(group, palette, out);
        }
    }
    if groups.len() > MOST_CAUSES {
        let _ = writeln!(out, "  ... and {} more", counted(groups.len() - MOST_CAUSES, "cause"));
    }
    out.push('\n');
}

/// What the first case of a cause came to, in two lines.
fn example(group: &CauseGroup<'_>, palette: &Palette, out: &mut String) {
    let Some(case) = group.cases.first() else { return };
    let finding = finding_of(case, &group.cause);
    let sides = finding.map(|finding| [("expected", &finding.expected), ("actual", &finding.actual)]);
    let sides = sides.into_iter().flatten().filter_map(|(side, text)| Some((side, text.as_deref()?)));
    let sides: Vec<String> = sides.map(|(side, text)| format!("{side}: {}", shortened(text))).collect();
    if !sides.is_empty() {
        push_line(&format!("    {}", sides.join("; ")), palette, out);
    }
    let curl = case.curl.as_deref().filter(|curl| curl.lines().count() == 1 && curl.len() <= LONGEST);
    // A command that was cut is of no use.
    let _ = match curl {
        Some(curl) => writeln!(out, "    {}", printable::line(curl)),
        None => writeln!(out, "    {}", printable::line(&case.id)),
    };
}

/// A text in one line that is not too long.
fn shortened(text: &str) -> String {
    let text = printable::line(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{} ...", &text[..end]),
        None => text,
    }
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
        let text = rendered((1..=60).map(broken).collect(), Detail::OneOfEach);
        assert!(
            text.starts_with("60 cases did not pass, for 1 cause\n  60 cases: broken: timeout after # ms"),
            "{text}"
        );
        assert!(text.contains("    api/users.md:1, api/users.md:2, api/users.md:3 and 57 more\n"), "{text}");
        assert_eq!(text.matches("BROKEN ").count(), 1);
        assert!(text.contains("59 more: run with --verbose"), "{text}");
        assert!(text.lines().count() < 12, "{text}");
    }

    #[test]
    fn each_cause_is_shown_once_and_all_cases_on_request() {
        let cases = || vec![failed("a", 1), case("b", 2, Verdict::broken("connection refused")), failed("c", 3)];
        let count = |detail| {
            let text = rendered(cases(), detail);
            (text.matches("FAILED api").count(), text.matches("BROKEN api").count(), text.matches(" cause").count())
        };
        assert_eq!(count(Detail::Causes), (0, 0, 1));
        assert_eq!(count(Detail::OneOfEach), (1, 1, 1));
        assert_eq!(count(Detail::All), (2, 1, 1));
    }

    #[test]
    fn a_single_case_needs_no_list_of_causes() {
        let text = rendered(vec![failed("a", 1)], Detail::OneOfEach);
        assert!(text.starts_with("FAILED api/users.md:1") && !text.contains("--verbose"), "{text}");
    }

    #[test]
    fn many_causes_are_shown_without_their_messages() {
        let cases = (1..=5)
            .map(|at| case(&format!("part {at}"), at, Verdict::broken(format!("cause {}", "x".repeat(at as usize)))));
        let mut cases: Vec<CaseRecord> = cases.collect();
        for case in &mut cases {
            case.request.clone_from(&run().cases[2].request);
        }
        let text = rendered(cases.clone(), Detail::OneOfEach);
        assert!(!text.contains("GET http") && text.contains("requests and responses: run with --verbose"), "{text}");
        assert_eq!(rendered(cases, Detail::All).matches("GET http").count(), 5);
    }

    #[test]
    fn the_cases_of_many_causes_fit_on_a_screen() {
        let kinds = ["0", "1", "2", "3", "4", "5", "6"];
        let failing = |(line, kind): (u32, &str)| {
            let mut found = findings();
            found[0].message = format!("it is {}", "x".repeat(kind.parse().unwrap_or(0)));
            let mut case = case(&format!("case-{line}"), line, Verdict::of(found, Vec::new()));
            case.curl.clone_from(&run().cases[2].curl);
            case
        };
        let cases = (1..=300).zip(kinds.into_iter().cycle()).map(failing).collect();
        let text = rendered(cases, Detail::OneOfEach);
        assert!(text.lines().count() < 40, "{text}");
        assert!(text.contains("\n    expected: 200; actual: 500\n    curl -sS -i http"), "{text}");
        assert!(text.contains("\n300 requests") || text.contains("293 more: run with --verbose"), "{text}");
    }

    #[test]
    fn a_failed_step_comes_before_the_failure_it_may_have_caused() {
        let step =
            |line| case("step", line, Verdict::skipped(Skip::new(SkipKind::FailedStep, "the service sent HTTP 409")));
        let text = rendered(vec![step(10), failed("read", 20)], Detail::OneOfEach);
        let (step_at, failed_at) = (text.find("FAILED STEP "), text.find("FAILED api"));
        assert!(step_at.is_some() && step_at < failed_at && text.contains("HTTP 409"), "{text}");
        assert!(!rendered(vec![failed("read", 20), step(30)], Detail::All).contains("FAILED STEP"));
    }
}
