//! A run as the summary of a step in GitHub Actions.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::cause::{CauseGroup, cause_of_finding, groups};
use super::docs::Docs;
use super::drift::{DriftRow, drift_rows};
use super::printable;
use super::report_path::{OWN_COUNTS, OWN_SUMMARY};
use crate::finding::{CoverageKind, Finding, Outcome};
use crate::record::{Conclusion, Coverage, OperationCoverage, RunRecord, Totals, UncountedType};
use crate::text::counted;

/// How many bytes are written at most: of a step summary above 1 MiB GitHub shows nothing at all.
const MOST_BYTES: usize = 1_000_000;
/// How many characters of one text are shown, and how many places of a cause.
const LONGEST: usize = 1000;
const NAMED: usize = 5;

/// A run as Markdown for the summary of a step in GitHub Actions: the counts, the causes, what was skipped and why. `compared`:
/// what changed since the run before, in words, if that is known.
pub fn summary(run: &RunRecord, compared: &str, docs: &Docs<'_>) -> String {
    overview(run, compared, docs, MOST_BYTES)
}

/// The same in a limited number of bytes.
pub(super) fn overview(run: &RunRecord, compared: &str, docs: &Docs<'_>, most: usize) -> String {
    let docs = &docs.with_repository_paths();
    let Totals { passed, failed, broken, skipped, .. } = Totals::of(run);
    let service = if run.header.embedded { "the embedded service" } else { &*run.header.base_url };
    let mut out = format!("{OWN_SUMMARY}{}\n\n", Conclusion::of(run).word());
    out.push_str(OWN_COUNTS);
    let _ = writeln!(out, "| {passed} | {failed} | {broken} | {skipped} |\n");
    let seconds = run.elapsed_ms / 1000.0;
    let chosen = run.chosen().map_or_else(String::new, |chosen| format!("; {chosen}"));
    let _ = writeln!(out, "{} at {}, {seconds:.1} s{chosen}\n", escaped(&run.header.source), escaped(service));
    for lack in &run.missing {
        let _ = writeln!(out, "**incomplete**: {}\n", escaped(lack));
    }
    if !compared.is_empty() {
        let _ = writeln!(out, "{}\n", escaped(compared));
    }
    let groups = groups(run);
    let rows: Vec<String> = groups.iter().map(|group| row(group, docs)).collect();
    let mut table = |title: &str, columns: &str, rows: &[String]| table(title, columns, rows, most, &mut out);
    table(&format!("{} did not pass", counted(failed + broken, "case")), "Cases | Cause | Where", &rows);
    let denied: Vec<String> = run.denied().map(|finding| error_of_settings(finding, docs)).collect();
    table(&format!("{} of the settings", counted(denied.len(), "error")), "Error | Where", &denied);
    if let Some(coverage) = run.coverage.as_deref() {
        let shares: Vec<String> = CoverageKind::ALL.into_iter().map(|of| share(of, coverage)).collect();
        table("Exercised", "Of | Exercised | Documented | %", &shares);
        let uncounted: Vec<String> = coverage.uncounted.iter().map(uncounted).collect();
        let title = format!("{} not counted", counted(uncounted.len(), "type"));
        table(&title, "Type | Its schema is broken at (X109) | What is wrong", &uncounted);
        let rows: Vec<String> = coverage.operations.iter().filter_map(|operation| unreached(operation, docs)).collect();
        table(&format!("{} not reached", counted(rows.len(), "operation")), "Operation | Where | Has", &rows);
        let rows: Vec<String> = drift_rows(coverage).iter().map(drift).collect();
        let title = format!("{} not as documented", counted(rows.len(), "member"));
        table(&title, "Of | Member | Is | Times | For example", &rows);
    }
    table(&format!("{} skipped", counted(skipped, "case")), "Cases | Why", &skips(run));
    out
}

fn share(of: CoverageKind, coverage: &Coverage) -> String {
    let share = coverage.share(of);
    format!("| {of} | {} | {} | {} |\n", share.covered, share.all, share.percent())
}

fn drift(row: &DriftRow<'_>) -> String {
    let value = escaped(row.value.unwrap_or_default());
    format!("| {} | {} | {} | {} | {value} |\n", escaped(&row.of), escaped(row.member), row.what.words(), row.count)
}

/// A row for an operation that no response came for.
fn unreached(operation: &OperationCoverage, docs: &Docs<'_>) -> Option<String> {
    let lack = operation.lack()?;
    let place = format!("{}:{}", docs.shown_path(&operation.page), operation.line);
    Some(format!("| {} | {} | {lack} |\n", escaped(&operation.name()), escaped(&place)))
}

fn row(group: &CauseGroup<'_>, docs: &Docs<'_>) -> String {
    format!("| {} | {} | {} |\n", group.cases.len(), escaped(&group.cause), escaped(&group.places(NAMED, docs)))
}

/// A row for what is wrong with the settings or directives and makes the run fail.
fn error_of_settings(finding: &Finding, docs: &Docs<'_>) -> String {
    let place = format!("{}:{}", docs.shown_path(&finding.location.page), finding.location.place);
    format!("| {} | {} |\n", escaped(&cause_of_finding(finding)), escaped(&place))
}

/// A row for a type of which nothing could be counted.
fn uncounted(found: &UncountedType) -> String {
    format!("| {} | {} | {} |\n", escaped(&found.name), escaped(&found.place), escaped(&found.why))
}

/// A row for each reason: the most frequent first.
fn skips(run: &RunRecord) -> Vec<String> {
    let mut reasons: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &run.cases {
        if let Outcome::Skipped(skip) = &case.verdict.outcome {
            *reasons.entry(&skip.reason).or_default() += 1;
        }
    }
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    reasons.into_iter().map(|(reason, count)| format!("| {count} | {} |\n", escaped(reason))).collect()
}

/// A table with as many rows as there is room for; nothing without rows.
fn table(title: &str, columns: &str, rows: &[String], most: usize, out: &mut String) {
    const RESERVE: usize = 300;
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "### {title}\n\n| {columns} |");
    let _ = writeln!(out, "|{}", "---|".repeat(columns.split('|').count()));
    for (index, row) in rows.iter().enumerate() {
        if out.len() + row.len() + RESERVE > most {
            let _ = writeln!(out, "\nand {}, see the record of the run", counted(rows.len() - index, "more row"));
            break;
        }
        out.push_str(row);
    }
    out.push('\n');
}

/// A text that is neither Markdown nor HTML: each character that could be is an entity.
pub(super) fn escaped(text: &str) -> String {
    let line = printable::line(text);
    let mut out = String::with_capacity(line.len());
    for (index, c) in line.chars().enumerate() {
        match c {
            _ if index == LONGEST => {
                out.push_str(" ...");
                break;
            }
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '#' | '$' | '@' | '!'
            | ':' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Verdict;
    use crate::record::testing::{case, denied, run};

    #[test]
    fn counts_causes_and_skips_are_tables() {
        insta::assert_snapshot!(summary(&run(), "", &Docs { root: "docs", ..Docs::default() }), @"
        ## doctrial: FAILED

        | Passed | Failed | Broken | Skipped |
        |---|---|---|---|
        | 2 | 1 | 1 | 3 |

        docs at http&#58;//127.0.0.1&#58;8080, 1.2 s

        ### 2 cases did not pass

        | Cases | Cause | Where |
        |---|---|---|
        | 1 | S001 wrong-status at status&#58; wrong status code | docs/api/users.md&#58;57&#58;10 |
        | 1 | broken&#58; connection refused by 127.0.0.1&#58;8080&#58; is the service running? | docs/api/users.md&#58;70 |

        ### 3 cases skipped

        | Cases | Why |
        |---|---|
        | 2 | unfilled &#123;id&#125;&#58; give it under &#91;parameters&#93; in doctrial.toml, or --param id=VALUE |
        | 1 | needs a second tenant |
        ");
    }

    #[test]
    fn an_error_of_the_settings_is_why_a_run_fails() {
        let summary = summary(&denied(), "", &Docs { root: "docs", ..Docs::default() });
        let row =
            "| X101 unused-override&#58; this &#91;&#91;skip&#93;&#93; matches no case | doctrial.toml&#58;7&#58;1 |\n";
        assert!(summary.starts_with("## doctrial: FAILED\n"), "{summary}");
        assert!(summary.contains("### 1 error of the settings\n\n| Error | Where |\n|---|---|\n"), "{summary}");
        assert!(summary.contains(row), "{summary}");
    }

    #[test]
    fn what_comes_from_outside_is_not_markup() {
        let hostile = "<img src=x> | **b** `c` [l](http://x) &amp; ~~s~~\n# h";
        let run = RunRecord { cases: vec![case("a", 1, Verdict::broken(hostile))], ..run() };
        let markdown = summary(&run, "", &Docs::default());
        let since = "3 new, against the run of 2026-11-25T02:00:00Z";
        let compared = summary(&run, since, &Docs::default());
        assert!(compared.contains("\n\n3 new, against the run of 2026-11-25T02&#58;00&#58;00Z\n\n### "), "{compared}");
        let row = markdown.lines().find(|line| line.contains("img")).expect("a row");
        assert_eq!(row.matches('|').count(), 4);
        assert!(!row.contains(['<', '>', '*', '`', '[', '~']) && !row.contains("://"), "{row}");
        assert!(row.contains("&#60;img src=x&#62; &#124; &#42;&#42;b&#42;&#42;"), "{row}");
    }

    #[test]
    fn a_summary_stays_below_the_limit() {
        let broken = |at: u32| case("a", at, Verdict::broken(format!("cause-{at}-x {}", "y".repeat(2000))));
        let run = RunRecord { cases: (0..2000).map(broken).collect(), ..run() };
        let markdown = summary(&run, "", &Docs::default());
        assert!(markdown.len() <= MOST_BYTES && markdown.contains("more rows, see the record of the run"));
    }
}
