//! The end of a text report: skips, unexercised cases, tolerances, counts. The words a run ends with are in
//! `record/conclusion.rs`.

use std::fmt::Write as _;

use super::coverage::render_coverage;
use super::finding::render_finding_line;
use super::palette::Palette;
use super::skips;
use super::wrapped_lines::push_line;
use crate::finding::SkipKind;
use crate::record::{CaseRecord, Conclusion, Replayed, RunRecord, Totals};
use crate::report::docs::Docs;
use crate::report::printable;
use crate::text::counted;

/// How many skipped cases of a kind are named.
const MAX_SKIPS: usize = 3;
/// How many not exercised cases are named.
const MAX_NOT_EXERCISED: usize = 10;

/// The outcome of a run: skips by kind, cases not exercised, tolerances used, and the counts as the last line.
pub fn render_summary(run: &RunRecord, docs: &Docs<'_>, palette: &Palette) -> String {
    let mut out = String::new();
    skips_of(run, |_| true, docs, palette, &mut out);
    not_exercised(run, docs, palette, &mut out);
    let tolerances: Vec<String> = run.tolerances().iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    if !tolerances.is_empty() {
        let strong = palette.strong;
        push_line(&format!("{strong}tolerated{strong:#}: {}", tolerances.join(", ")), palette, &mut out);
    }
    for finding in &run.findings {
        push_line(&render_finding_line(finding, docs, palette), palette, &mut out);
    }
    for lack in &run.missing {
        let strong = palette.strong;
        push_line(&format!("{strong}incomplete{strong:#}: {}", printable::line(lack)), palette, &mut out);
    }
    slowest(run, docs, palette, &mut out);
    out += &render_coverage(run, palette);
    push_line(&fired_at(run), palette, &mut out);
    push_line(&last_line(run, palette), palette, &mut out);
    out
}

/// The steps that failed, all of them: what they led to may be anywhere after them.
pub fn render_failed_steps(run: &RunRecord, docs: &Docs<'_>, palette: &Palette) -> String {
    let mut out = String::new();
    skips_of(run, |kind| kind == SkipKind::FailedStep, docs, palette, &mut out);
    out
}

fn skips_of(
    run: &RunRecord,
    is_meant: impl Fn(SkipKind) -> bool,
    docs: &Docs<'_>,
    palette: &Palette,
    out: &mut String,
) {
    let strong = palette.strong;
    for (kind, cases) in skips::by_kind(run).into_iter().filter(|(kind, _)| is_meant(*kind)) {
        push_line(&format!("{strong}{} skipped{strong:#}: {}", cases.len(), skips::describe(kind)), palette, out);
        let shown = if kind == SkipKind::FailedStep { cases.len() } else { MAX_SKIPS };
        for (case, skip) in cases.iter().take(shown) {
            push_line(
                &format!("  {}: {}", at(case, docs), docs.with_paths(&printable::line(&skip.reason))),
                palette,
                out,
            );
        }
        more(cases.len(), shown, out);
    }
}

fn not_exercised(run: &RunRecord, docs: &Docs<'_>, palette: &Palette, out: &mut String) {
    let cases: Vec<&CaseRecord> = run.cases.iter().filter(|case| case.is_not_exercised()).collect();
    if cases.is_empty() {
        return;
    }
    let strong = palette.strong;
    let why = "passed, but an empty collection was received where the docs show items";
    push_line(&format!("{strong}{} not exercised{strong:#}, {why}", cases.len()), palette, out);
    for case in cases.iter().take(MAX_NOT_EXERCISED) {
        let _ = writeln!(out, "  {}", at(case, docs));
    }
    more(cases.len(), MAX_NOT_EXERCISED, out);
}

/// The slowest cases, if they took long.
fn slowest(run: &RunRecord, docs: &Docs<'_>, palette: &Palette, out: &mut String) {
    const NAMED: usize = 3;
    const LONG_MS: f64 = 1000.0;
    let mut slow: Vec<&CaseRecord> = run.cases.iter().filter(|case| case.elapsed_ms >= LONG_MS).collect();
    slow.sort_by(|a, b| b.elapsed_ms.total_cmp(&a.elapsed_ms));
    if slow.is_empty() {
        return;
    }
    let named = slow.iter().take(NAMED).map(|case| format!("{:.1} s {}", case.elapsed_ms / 1000.0, at(case, docs)));
    let strong = palette.strong;
    push_line(&format!("{strong}slowest{strong:#}: {}", named.collect::<Vec<_>>().join(", ")), palette, out);
}

fn more(count: usize, shown: usize, out: &mut String) {
    if count > shown {
        let _ = writeln!(out, "  ... and {} more", count - shown);
    }
}

fn at(case: &CaseRecord, docs: &Docs<'_>) -> String {
    format!("{}:{} {}", docs.shown_path(&case.page), case.line, printable::line(&case.name))
}

fn fired_at(run: &RunRecord) -> String {
    let header = &run.header;
    let base = printable::line(&header.base_url);
    let service = if header.embedded {
        format!(
            "{base}, the embedded service: it responds as documented, so this is a check of the docs, not of your service"
        )
    } else {
        base.clone()
    };
    match &header.replayed {
        Some(Replayed { recording, started, .. }) => {
            let recording = printable::line(recording);
            format!("not fired: judged by what {service} sent at {started}, as recorded in {recording}")
        }
        // The last line says that nothing was fired: there is nothing to say about the service.
        None if run.fired() == 0 => format!("nothing was fired at {base}"),
        None => match &header.run_id {
            Some(run) => format!("fired at {service}, run {}", printable::line(run)),
            None => format!("fired at {service}"),
        },
    }
}

/// The result of the run and its counts, on one line without a line feed.
pub fn last_line(run: &RunRecord, palette: &Palette) -> String {
    let conclusion = Conclusion::of(run);
    let style = match conclusion {
        Conclusion::Failed
        | Conclusion::Broken
        | Conclusion::AllBroken
        | Conclusion::TooFewFired
        | Conclusion::TooLittleCovered
        | Conclusion::Incomplete => palette.bad,
        Conclusion::Interrupted | Conclusion::NothingFired | Conclusion::MostlySkipped => palette.warning,
        Conclusion::Passed => palette.good,
    };
    let service = match (run.header.embedded, run.header.replayed.is_some()) {
        (false, false) => "",
        (true, false) => " (embedded service)",
        (false, true) => " (recorded)",
        (true, true) => " (recorded, embedded service)",
    };
    let share = match (conclusion, run.header.min_fired) {
        (Conclusion::TooFewFired, Some(least)) => {
            format!("{} of {} fired, at least {least} required: ", run.fired(), counted(run.to_be_fired(), "case"))
        }
        (Conclusion::TooFewFired, None) => {
            format!("{} of {} fired before the budget was used: ", run.fired(), counted(run.to_be_fired(), "case"))
        }
        (Conclusion::TooLittleCovered, _) => run.unmet_coverage().fold(String::new(), |text, (gate, share)| {
            let (of, least) = (gate.of, gate.least);
            if let [first, more @ ..] = run.uncounted(of) {
                let first = printable::line(&first.sentence());
                let more = if more.is_empty() { String::new() } else { format!(" and {} more are not", more.len()) };
                return text + &format!("{of} cannot be measured: {first}{more}, at least {least} required: ");
            }
            if run.coverage.is_some() && share.all == 0 {
                return text + &format!("nothing to measure, as the docs have no {of}, at least {least} required: ");
            }
            text + &format!("{} of {} {of} exercised, at least {least} required: ", share.covered, share.all)
        }),
        (Conclusion::MostlySkipped, _) => format!("{} of {} fired: ", run.fired(), counted(run.to_be_fired(), "case")),
        (Conclusion::Failed, _) if run.is_denied() => {
            format!("{} of the settings, ", counted(run.denied().count(), "error"))
        }
        _ => String::new(),
    };
    let Totals { passed, failed, broken, skipped, not_exercised } = Totals::of(run);
    let not_exercised = if not_exercised == 0 { String::new() } else { format!(" ({not_exercised} not exercised)") };
    let steps = match run.cases.iter().filter(|case| case.is_failed_step()).count() {
        0 => String::new(),
        steps => format!(" ({})", counted(steps, "failed step")),
    };
    let counts = format!("{passed} passed{not_exercised}, {failed} failed, {broken} broken, {skipped} skipped{steps}");
    let chosen = run.chosen().map_or_else(String::new, |chosen| format!("; {chosen}"));
    let unjudged = unjudged(run);
    let seconds = run.elapsed_ms / 1000.0;
    format!("{style}{}{service}{style:#}: {share}{counts} in {seconds:.2} s{chosen}{unjudged}", conclusion.word())
}

/// Which gates are not judged here: those of a shard, and those of coverage that a part of the cases says nothing about.
fn unjudged(run: &RunRecord) -> String {
    if run.is_shard() && (run.header.min_fired.is_some() || !run.header.min_coverage.is_empty()) {
        return "; `doctrial report merge` judges `min-fired` and `min-coverage` of all shards".to_owned();
    }
    let gates: Vec<String> = run.unjudged_coverage().map(|gate| gate.of.to_string()).collect();
    if gates.is_empty() {
        return String::new();
    }
    format!("; the coverage of {} is not judged, as these cases document none", gates.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Outcome, Skip, Verdict};
    use crate::record::testing::case;
    use crate::record::{Coverage, Redactor};

    fn run() -> RunRecord {
        crate::record::testing::run()
    }

    #[test]
    fn a_summary_accounts_for_every_case() {
        insta::assert_snapshot!(render_summary(&run(), &Docs::default(), &Palette::PLAIN), @r#"
        2 skipped: unfilled: a placeholder has no value
          api/users.md:90 one: unfilled {id}: give it under [parameters] in doctrial.toml, or --param id=VALUE
          api/users.md:90 two: unfilled {id}: give it under [parameters] in doctrial.toml, or --param id=VALUE
        1 skipped: by the settings or a directive
          api/users.md:99 three: needs a second tenant
        1 not exercised, passed, but an empty collection was received where the docs show items
          api/users.md:20 empty
        tolerated: 1 truncated, 1 null, 1 not-exercised
        fired at http://127.0.0.1:8080
        FAILED: 2 passed (1 not exercised), 1 failed, 1 broken, 3 skipped in 1.25 s
        "#);
    }

    #[test]
    fn a_run_that_proves_nothing_does_not_look_green() {
        let mut run = run();
        run.cases.retain(|case| matches!(case.verdict.outcome, Outcome::Skipped(_)));
        assert!(last_line(&run, &Palette::PLAIN).starts_with("NOTHING FIRED: 0 passed"));
        run.interrupted = true;
        assert!(last_line(&run, &Palette::PLAIN).starts_with("INTERRUPTED: "));
    }

    #[test]
    fn failed_steps_are_counted_and_each_is_named() {
        let mut run = run();
        let failed = Skip::new(SkipKind::FailedStep, "the service sent HTTP 409");
        run.cases.extend((0..5).map(|at| case(&format!("step-{at}"), 100 + at, Verdict::skipped(failed.clone()))));
        let line = last_line(&run, &Palette::PLAIN);
        assert!(line.contains("8 skipped (5 failed steps) in "), "{line}");
        let steps = render_failed_steps(&run, &Docs::default(), &Palette::PLAIN);
        assert_eq!(steps.matches("HTTP 409").count(), 5, "{steps}");
        assert_eq!(steps.lines().count(), 6, "{steps}");
        run.cases.truncate(1);
        assert_eq!(render_failed_steps(&run, &Docs::default(), &Palette::PLAIN), "");
    }

    #[test]
    fn a_run_of_chosen_cases_does_not_look_like_one_of_all() {
        let mut run = run();
        run.header.chosen_of = Some(40);
        let line = last_line(&run, &Palette::PLAIN);
        assert!(line.ends_with(" in 1.25 s; filters chose 7 of 40 cases"), "{line}");
    }

    #[test]
    fn the_last_line_says_what_was_fired_at_what() {
        let mut run = run();
        run.header.embedded = true;
        run.cases.retain(|case| case.name != "failing" && case.name != "broken");
        let line = |run: &RunRecord| last_line(run, &Palette::PLAIN);
        let counts = "2 passed (1 not exercised), 0 failed, 0 broken, 3 skipped in 1.25 s";
        assert_eq!(line(&run), format!("MOSTLY SKIPPED (embedded service): 2 of 5 cases fired: {counts}"));
        run.header.min_fired = Some("60%".parse().expect("a gate"));
        let share = "2 of 5 cases fired, at least 60% required";
        assert_eq!(line(&run), format!("TOO FEW FIRED (embedded service): {share}: {counts}"));
        run.header.min_fired = Some("40%".parse().expect("a gate"));
        assert_eq!(line(&run), format!("PASSED (embedded service): {counts}"));
    }

    #[test]
    fn a_part_without_anything_to_count_is_not_a_failure_and_says_so() {
        let mut run = run();
        run.cases.retain(|case| matches!(case.verdict.outcome, Outcome::Passed));
        let gate = |text: &str| text.parse().expect("a gate");
        run.header.min_coverage = vec![gate("values=40%")];
        let line = |run: &RunRecord| last_line(run, &Palette::PLAIN);
        run.header.chosen_of = Some(9);
        assert!(line(&run).starts_with("TOO LITTLE COVERED: "), "nothing was counted");
        (run.header.shard, run.header.chosen_of) = (Some("3/4".parse().expect("a shard")), None);
        run.coverage = Some(Redactor::default().coverage(Coverage::default()));
        let said = "; the coverage of values is not judged, as these cases document none";
        assert!(line(&run).starts_with("PASSED: "), "{}", line(&run));
        let by_merge = "; `doctrial report merge` judges `min-fired` and `min-coverage` of all shards";
        assert!(line(&run).ends_with(by_merge), "{}", line(&run));
        (run.header.shard, run.header.chosen_of) = (None, Some(9));
        assert!(line(&run).starts_with("PASSED: ") && line(&run).ends_with(said), "{}", line(&run));
        run.header.chosen_of = None;
        assert!(line(&run).starts_with("TOO LITTLE COVERED: nothing to measure"), "{}", line(&run));
        assert!(!line(&run).contains("not judged"), "{}", line(&run));
    }
}
