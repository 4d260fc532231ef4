use std::fmt::Write as _;

use super::failures::{Detail, render_failures};
use super::finding::render_finding_line;
use super::fold::push_line;
use super::palette::Palette;
use super::summary::render_summary;
use crate::finding::{Finding, Level, Outcome};
use crate::record::RunRecord;
use crate::report::docs::Docs;

/// How many warnings of green cases are shown.
const MAX_WARNINGS: usize = 20;

/// A run for a reader: the cases that failed or are broken by cause, then the summary.
pub fn terminal(run: &RunRecord, docs: &Docs<'_>, palette: &Palette, detail: Detail) -> String {
    let mut out = render_failures(run, docs, palette, detail);
    let green = run.cases.iter().filter(|case| case.verdict.outcome == Outcome::Passed);
    let warnings: Vec<&Finding> =
        green.flat_map(|case| &case.verdict.findings).filter(|finding| finding.level == Level::Warn).collect();
    for warning in warnings.iter().take(MAX_WARNINGS) {
        push_line(&render_finding_line(warning, docs, palette), palette, &mut out);
    }
    if warnings.len() > MAX_WARNINGS {
        let _ = writeln!(out, "... and {} more warnings, see the record", warnings.len() - MAX_WARNINGS);
    }
    out.push_str(&render_summary(run, docs, palette));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn success_is_quiet_and_failure_is_not() {
        let mut run = crate::record::testing::run();
        let text = terminal(&run, &Docs::default(), &Palette::PLAIN, Detail::OneOfEach);
        assert_eq!(text.lines().filter(|l| l.starts_with("FAILED ") || l.starts_with("BROKEN ")).count(), 2);
        assert!(text.ends_with(", 3 skipped in 1.25 s\n"), "{text}");
        run.cases.truncate(1);
        insta::assert_snapshot!(terminal(&run, &Docs::default(), &Palette::PLAIN, Detail::OneOfEach), @r#"
        tolerated: 1 truncated, 1 null
        fired at http://127.0.0.1:8080
        PASSED: 1 passed, 0 failed, 0 broken, 0 skipped in 1.25 s
        "#);
    }

    #[test]
    fn warnings_of_green_cases_are_seen() {
        let mut run = crate::record::testing::run();
        run.cases.truncate(1);
        run.cases[0].verdict.findings = vec![crate::record::testing::findings().remove(1); 30];
        let text = terminal(&run, &Docs::default(), &Palette::PLAIN, Detail::OneOfEach);
        assert_eq!(text.lines().filter(|line| line.starts_with("warning: ")).count(), MAX_WARNINGS);
        assert!(text.contains("... and 10 more warnings"), "{text}");
    }
}
