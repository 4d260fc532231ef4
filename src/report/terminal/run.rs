//! The text report of a run: failures by cause, warnings, then the summary.

use std::collections::HashMap;
use std::fmt::Write as _;

use super::failures::{Detail, render_failures};
use super::finding::render_finding_line;
use super::palette::Palette;
use super::summary::render_summary;
use super::wrapped_lines::push_line;
use crate::finding::{Finding, Level, Outcome};
use crate::record::RunRecord;
use crate::report::cause::cause_of_finding;
use crate::report::docs::Docs;
use crate::text::counted;

/// How many kinds of warnings of green cases are shown.
const MAX_WARNINGS: usize = 5;

/// A run for a reader: the cases that failed or are broken by cause, then the summary.
pub fn terminal(run: &RunRecord, docs: &Docs<'_>, palette: &Palette, detail: Detail) -> String {
    let mut out = render_failures(run, docs, palette, detail);
    let most = if detail == Detail::All { usize::MAX } else { MAX_WARNINGS };
    let kinds = warnings(run);
    for (first, count) in kinds.iter().take(most) {
        let more = if *count > 1 { format!(" ({} more like it)", count - 1) } else { String::new() };
        push_line(&(render_finding_line(first, docs, palette) + &more), palette, &mut out);
    }
    if kinds.len() > most {
        let _ = writeln!(out, "... and more warnings of {}, see the record", counted(kinds.len() - most, "other kind"));
    }
    out.push_str(&render_summary(run, docs, palette));
    out
}

/// The warnings of green cases by what they are about: the first of each, and how many there are; those that come most often
/// first.
fn warnings(run: &RunRecord) -> Vec<(&Finding, usize)> {
    let mut kinds: Vec<(&Finding, usize)> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let green = run.cases.iter().filter(|case| case.verdict.outcome == Outcome::Passed);
    let all = green.flat_map(|case| &case.verdict.findings).filter(|finding| finding.level == Level::Warn);
    for warning in all {
        let at = *known.entry(cause_of_finding(warning)).or_insert_with(|| {
            kinds.push((warning, 0));
            kinds.len() - 1
        });
        kinds[at].1 += 1;
    }
    kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    kinds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn success_is_quiet_and_failure_is_not() {
        let mut run = crate::record::testing::run();
        let text = terminal(&run, &Docs::default(), &Palette::PLAIN, Detail::Screen);
        assert_eq!(text.lines().filter(|l| l.starts_with("FAILED ") || l.starts_with("BROKEN ")).count(), 2);
        assert!(text.ends_with(", 3 skipped in 1.25 s\n"), "{text}");
        run.cases.truncate(1);
        insta::assert_snapshot!(terminal(&run, &Docs::default(), &Palette::PLAIN, Detail::Screen), @r#"
        tolerated: 1 truncated, 1 null
        fired at http://127.0.0.1:8080
        PASSED: 1 passed, 0 failed, 0 broken, 0 skipped in 1.25 s
        "#);
    }

    #[test]
    fn warnings_of_green_cases_are_seen() {
        let mut run = crate::record::testing::run();
        run.cases.truncate(1);
        let kind = |number: usize| {
            let mut warning = crate::record::testing::findings().remove(1);
            warning.message = format!("it is {}", "x".repeat(number));
            warning
        };
        run.cases[0].verdict.findings = (0..30).map(|number| kind(number % 7)).collect();
        let text = terminal(&run, &Docs::default(), &Palette::PLAIN, Detail::Screen);
        assert_eq!(text.lines().filter(|line| line.starts_with("warning: ")).count(), MAX_WARNINGS);
        assert!(text.contains("it is x (and 2 more) (4 more like it)\n"), "{text}");
        assert!(text.contains("... and more warnings of 2 other kinds"), "{text}");
    }
}
