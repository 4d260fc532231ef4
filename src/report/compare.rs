//! A run against those before it: what is new, what is fixed, what still fails and since when.

use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;

use super::Palette;
use super::cause::in_one_line;
use super::printable;
use crate::record::{CaseRecord, RunRecord, Totals};
use crate::text::counted;

/// How many cases of a cause are named.
const NAMED: usize = 3;
/// How wide the bars of the trend are.
const WIDTH: usize = 30;
/// How many runs the trend shows.
const MOST_RUNS: usize = 30;

/// What changed between the last of several runs and the one before it.
#[derive(Debug)]
pub struct Comparison<'r> {
    /// The earliest first; two at least.
    runs: &'r [RunRecord],
    new: Vec<Changed<'r>>,
    fixed: Vec<Changed<'r>>,
    still: Vec<Changed<'r>>,
    /// Cases that were red, and are not in the last run or were not fired in it.
    gone: Vec<Changed<'r>>,
}

/// A case, and since when it has been red.
#[derive(Debug)]
struct Changed<'r> {
    case: &'r CaseRecord,
    since: &'r str,
}

impl<'r> Comparison<'r> {
    /// Compares the last of the runs, which are in order, with those before; `None` for fewer than two.
    pub fn of(runs: &'r [RunRecord]) -> Option<Self> {
        let [earlier @ .., last] = runs else { return None };
        let before = earlier.last()?;
        let mut comparison = Self { runs, new: Vec::new(), fixed: Vec::new(), still: Vec::new(), gone: Vec::new() };
        let by_id: Vec<HashMap<&str, &CaseRecord>> =
            runs.iter().map(|run| run.cases.iter().map(|case| (case.id.as_str(), case)).collect()).collect();
        let since = |id: &str| {
            let red = |at: &usize| by_id[*at].get(id).is_some_and(|case| case.verdict.outcome.is_red());
            let first = (0..runs.len() - 1).rev().take_while(red).last();
            first.map_or(last.header.started.as_str(), |first| &runs[first].header.started)
        };
        for case in last.cases.iter().filter(|case| case.verdict.outcome.is_red()) {
            let was_red = by_id[runs.len() - 2].get(case.id.as_str()).is_some_and(|case| case.verdict.outcome.is_red());
            let changed = Changed { case, since: since(&case.id) };
            if was_red { comparison.still.push(changed) } else { comparison.new.push(changed) }
        }
        for case in before.cases.iter().filter(|case| case.verdict.outcome.is_red()) {
            let now = by_id[runs.len() - 1].get(case.id.as_str()).map(|case| &case.verdict.outcome);
            let changed = Changed { case, since: since(&case.id) };
            match now {
                Some(outcome) if outcome.is_red() => {}
                Some(crate::finding::Outcome::Passed) => comparison.fixed.push(changed),
                _ => comparison.gone.push(changed),
            }
        }
        Some(comparison)
    }

    /// Whether something fails that did not before.
    pub fn is_worse(&self) -> bool {
        !self.new.is_empty()
    }

    /// The comparison as text: each group by cause, then a chart of the runs.
    pub fn render(&self, palette: &Palette) -> String {
        let mut out = String::new();
        let [new, fixed, still, gone] = [&self.new, &self.fixed, &self.still, &self.gone].map(Vec::len);
        let (strong, good, bad) = (palette.strong, palette.good, palette.bad);
        group(&mut out, &format!("{bad}new{bad:#}"), &self.new, false);
        group(&mut out, &format!("{strong}still failing{strong:#}"), &self.still, true);
        group(&mut out, &format!("{good}fixed{good:#}"), &self.fixed, true);
        group(&mut out, "not fired any more", &self.gone, true);
        if self.runs.len() > 2 {
            self.trend(&mut out);
        }
        let before = self.runs.iter().rev().nth(1).map_or("", |run| &run.header.started);
        let gone = if gone > 0 { format!(", {gone} not fired any more") } else { String::new() };
        let _ = writeln!(out, "{new} new, {fixed} fixed, {still} still failing{gone}, against the run of {before}");
        out
    }

    /// A bar for each run: how many of its cases are red.
    fn trend(&self, out: &mut String) {
        let latest = &self.runs[self.runs.len().saturating_sub(MOST_RUNS)..];
        let totals = latest.iter().map(|run| (run, Totals::of(run)));
        let shown: Vec<_> = totals.map(|(run, totals)| (run, totals.failed + totals.broken, totals.all())).collect();
        let most = shown.iter().map(|(_, red, _)| *red).max().unwrap_or(0).max(1);
        out.push_str("trend\n");
        for (run, red, all) in &shown {
            let bar = "#".repeat((red * WIDTH).div_ceil(most));
            let _ = writeln!(
                out,
                "  {} {bar:WIDTH$} {red} of {all} failed or broken",
                printable::line(&run.header.started)
            );
        }
        out.push('\n');
    }
}

/// Cases by their cause, that of most cases first; `is_old`: since when is said.
fn group(out: &mut String, title: &str, changed: &[Changed<'_>], is_old: bool) {
    if changed.is_empty() {
        return;
    }
    let mut causes: BTreeMap<(String, &str), Vec<&CaseRecord>> = BTreeMap::new();
    for Changed { case, since } in changed {
        let since = if is_old { since } else { "" };
        causes.entry((in_one_line(case).unwrap_or_default(), since)).or_default().push(case);
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|(_, cases)| std::cmp::Reverse(cases.len()));
    let _ = writeln!(out, "{title}");
    for ((cause, since), cases) in causes {
        let since = if since.is_empty() { String::new() } else { format!(" (since {since})") };
        let _ = writeln!(out, "  {}: {cause}{since}", counted(cases.len(), "case"));
        for case in cases.iter().take(NAMED) {
            let _ = writeln!(out, "    {}", printable::line(&case.id));
        }
        if cases.len() > NAMED {
            let _ = writeln!(out, "    and {} more", cases.len() - NAMED);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Skip, SkipKind, Verdict};
    use crate::record::testing::{case, run};

    fn record(day: u32, cases: &[(&str, Verdict)]) -> RunRecord {
        let cases = cases.iter().map(|(name, verdict)| case(name, 1, verdict.clone())).collect();
        let mut record = RunRecord { cases, ..run() };
        record.header.started = format!("2026-11-{day:02}T02:00:00Z");
        record
    }

    #[test]
    fn what_changed_is_said_by_cause_and_since_when() {
        let (red, green) = (|| Verdict::broken("timeout after 3 s"), || Verdict::of(Vec::new(), Vec::new()));
        let skipped = Verdict::skipped(Skip::new(SkipKind::Configured, "x"));
        let runs = [
            record(1, &[("a", red()), ("b", red()), ("c", green()), ("d", green())]),
            record(2, &[("a", red()), ("b", green()), ("c", green()), ("d", red())]),
            record(3, &[("a", red()), ("b", red()), ("c", green()), ("d", red()), ("e", red())]),
            record(4, &[("a", red()), ("b", green()), ("c", red()), ("d", skipped)]),
        ];
        let comparison = Comparison::of(&runs).expect("several runs");
        assert!(comparison.is_worse());
        insta::assert_snapshot!(comparison.render(&Palette::PLAIN), @r"
        new
          1 case: timeout after # s
            api/users.md::list-users::c

        still failing
          1 case: timeout after # s (since 2026-11-01T02:00:00Z)
            api/users.md::list-users::a

        fixed
          1 case: timeout after # s (since 2026-11-03T02:00:00Z)
            api/users.md::list-users::b

        not fired any more
          1 case: timeout after # s (since 2026-11-02T02:00:00Z)
            api/users.md::list-users::d
          1 case: timeout after # s (since 2026-11-03T02:00:00Z)
            api/users.md::list-users::e

        trend
          2026-11-01T02:00:00Z ###############                2 of 4 failed or broken
          2026-11-02T02:00:00Z ###############                2 of 4 failed or broken
          2026-11-03T02:00:00Z ############################## 4 of 5 failed or broken
          2026-11-04T02:00:00Z ###############                2 of 4 failed or broken

        1 new, 1 fixed, 1 still failing, 2 not fired any more, against the run of 2026-11-03T02:00:00Z
        ");
    }

    #[test]
    fn one_run_is_compared_with_nothing() {
        assert!(Comparison::of(&[run()]).is_none());
    }
}
