//! A run against those before it, as text: what is new, what is fixed, what still fails and since when.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::Palette;
use super::cause::in_one_line;
use super::history::{Changed, Comparison};
use super::printable;
use crate::text::counted;

/// How many cases of a cause are named.
const NAMED: usize = 3;
/// How wide the bars of the trend are.
const WIDTH: usize = 30;

/// The comparison as text: each group by cause, then a chart of the runs.
pub fn comparison(comparison: &Comparison<'_>, palette: &Palette) -> String {
    let mut out = String::new();
    let (strong, good, bad) = (palette.strong, palette.good, palette.bad);
    group(&mut out, &format!("{bad}new{bad:#}"), &comparison.new, false);
    group(&mut out, &format!("{strong}still failing{strong:#}"), &comparison.still, true);
    group(&mut out, &format!("{good}fixed{good:#}"), &comparison.fixed, true);
    group(&mut out, &format!("{bad}not covered before{bad:#}"), &comparison.uncovered, false);
    group(&mut out, "not fired any more", &comparison.gone, true);
    if comparison.earlier.len() > 1 {
        trend(comparison, &mut out);
    }
    let _ = writeln!(out, "{}", comparison.counts());
    out
}

/// A bar for each run: how many of its cases are red.
fn trend(comparison: &Comparison<'_>, out: &mut String) {
    let trend = comparison.trend();
    let red_of = trend.iter().map(|(started, totals)| (started, totals.failed + totals.broken, totals.all()));
    let shown: Vec<_> = red_of.collect();
    let most = shown.iter().map(|(_, red, _)| *red).max().unwrap_or(0).max(1);
    out.push_str("trend\n");
    for (started, red, all) in &shown {
        let bar = "#".repeat((red * WIDTH).div_ceil(most));
        let _ = writeln!(out, "  {} {bar:WIDTH$} {red} of {all} failed or broken", printable::line(started));
    }
    out.push('\n');
}

/// Cases by their cause, that of most cases first; `is_old`: whether to say since when.
fn group(out: &mut String, title: &str, changed: &[Changed<'_>], is_old: bool) {
    if changed.is_empty() {
        return;
    }
    let mut causes: BTreeMap<(String, &str), Vec<&Changed<'_>>> = BTreeMap::new();
    for case in changed {
        let since = if is_old { case.since } else { "" };
        causes.entry((in_one_line(case.case).unwrap_or_default(), since)).or_default().push(case);
    }
    let mut causes: Vec<_> = causes.into_iter().collect();
    causes.sort_by_key(|(_, cases)| std::cmp::Reverse(cases.len()));
    let _ = writeln!(out, "{title}");
    for ((cause, since), cases) in causes {
        let since = if since.is_empty() { String::new() } else { format!(" (since {since})") };
        let _ = writeln!(out, "  {}: {cause}{since}", counted(cases.len(), "case"));
        for case in cases.iter().take(NAMED) {
            let moved = case.moved().map_or_else(String::new, |from| format!(" (moved from {from})"));
            let _ = writeln!(out, "    {}", printable::line(&format!("{}{moved}", case.id)));
        }
        if cases.len() > NAMED {
            let _ = writeln!(out, "    and {} more", cases.len() - NAMED);
        }
    }
    out.push('\n');
}

#[cfg(test)]
mod tests {
    use super::super::history::History;
    use super::*;
    use crate::finding::{Skip, SkipKind, Verdict};
    use crate::record::RunRecord;
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
        let [earlier @ .., last] = &runs;
        let history: History = earlier.iter().cloned().collect();
        let comparison = history.compare(last).expect("earlier runs");
        assert!(comparison.is_worse());
        insta::assert_snapshot!(super::comparison(&comparison, &Palette::PLAIN), @r"
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

    /// The same cases on another page.
    fn on_page(mut record: RunRecord, page: &str) -> RunRecord {
        for case in &mut record.cases {
            case.id = case.id.replace("api/users.md", page);
            page.clone_into(&mut case.page);
        }
        record
    }

    #[test]
    fn cases_are_known_again_on_a_page_that_was_renamed() {
        let (red, green) = (|| Verdict::broken("timeout after 3 s"), || Verdict::of(Vec::new(), Vec::new()));
        let before = || record(1, &[("a", red()), ("b", red()), ("c", green()), ("d", red())]);
        let last = record(3, &[("a", red()), ("b", green()), ("c", red()), ("e", red())]);
        let last = on_page(last, "api/people.md");
        let history: History =
            [before(), RunRecord { header: record(2, &[]).header, ..before() }].into_iter().collect();
        let comparison = history.compare(&last).expect("earlier runs");
        let text = super::comparison(&comparison, &Palette::PLAIN);
        let expected = "1 new, 1 fixed, 1 still failing, 1 not covered before, 1 not fired any more, against the run of \
                        2026-11-02T02:00:00Z";
        assert_eq!(comparison.counts(), expected);
        for line in [
            "still failing\n  1 case: timeout after # s (since 2026-11-01T02:00:00Z)\n    api/people.md::list-users::a (moved from api/users.md)\n",
            "fixed\n  1 case: timeout after # s (since 2026-11-01T02:00:00Z)\n    api/people.md::list-users::b (moved from api/users.md)\n",
            "new\n  1 case: timeout after # s\n    api/people.md::list-users::c (moved from api/users.md)\n",
            "not fired any more\n  1 case: timeout after # s (since 2026-11-01T02:00:00Z)\n    api/users.md::list-users::d\n",
        ] {
            assert!(text.contains(line), "{text}");
        }
    }

    #[test]
    fn only_what_is_the_same_case_has_moved() {
        let red = || Verdict::broken("timeout after 3 s");
        let page = |page: &str, day, cases: &[(&str, Verdict)]| on_page(record(day, cases), page);
        // Both pages are in a run: they are two.
        let mut both = page("old.md", 1, &[("a", red())]);
        both.cases.extend(page("new.md", 1, &[("a", red())]).cases);
        let history: History = [both, page("old.md", 2, &[("a", red())])].into_iter().collect();
        let last = page("new.md", 3, &[("a", red())]);
        let comparison = history.compare(&last).expect("earlier runs");
        assert_eq!((comparison.still[0].moved_from, comparison.gone.len()), (None, 1));
        // The page with most of the cases is the one that was renamed, and the second of two like cases stays the second.
        let mut before = page("old.md", 1, &[("a", red()), ("b", red())]);
        let mut twin = before.cases[0].clone();
        (twin.id, twin.line) = (twin.id + "~2", 9);
        before.cases.push(twin);
        let mut now = page("new.md", 2, &[("a", red()), ("b", red())]);
        let mut twin = now.cases[0].clone();
        (twin.id, twin.line) = (twin.id + "~9", 7);
        now.cases.push(twin);
        now.cases.extend(page("other.md", 2, &[("a", red())]).cases);
        let history: History = [before].into_iter().collect();
        let comparison = history.compare(&now).expect("earlier runs");
        let still = comparison.still.iter().map(|changed| (changed.id, changed.moved_from.unwrap_or_default()));
        let expected = [
            ("new.md::list-users::a", "old.md::list-users::a"),
            ("new.md::list-users::b", "old.md::list-users::b"),
            ("new.md::list-users::a~9", "old.md::list-users::a~2"),
        ];
        assert_eq!(still.collect::<Vec<_>>(), expected);
        assert_eq!(
            comparison.uncovered.iter().map(|changed| changed.id).collect::<Vec<_>>(),
            ["other.md::list-users::a"]
        );
    }

    #[test]
    fn what_earlier_runs_did_not_fire_is_not_new() {
        let (red, green) = (|| Verdict::broken("timeout after 3 s"), || Verdict::of(Vec::new(), Vec::new()));
        let skipped = || Verdict::skipped(Skip::new(SkipKind::Configured, "x"));
        let history: History = [
            record(1, &[("a", red()), ("b", green()), ("c", green()), ("d", skipped())]),
            record(2, &[("b", green())]),
            // Cut off after its header.
            record(3, &[]),
        ]
        .into_iter()
        .collect();
        let last = record(4, &[("a", red()), ("b", green()), ("c", red()), ("d", red()), ("e", red())]);
        let comparison = history.compare(&last).expect("earlier runs");
        let ids = |group: &[Changed<'_>]| group.iter().map(|changed| changed.case.name.clone()).collect::<Vec<_>>();
        assert_eq!((ids(&comparison.still), comparison.still[0].since), (vec!["a".to_owned()], "2026-11-01T02:00:00Z"));
        assert_eq!(
            (ids(&comparison.new), ids(&comparison.uncovered)),
            (vec!["c".to_owned()], vec!["d".to_owned(), "e".to_owned()])
        );
        assert_eq!(
            comparison.counts(),
            "1 new, 0 fixed, 1 still failing, 2 not covered before, against the run of 2026-11-02T02:00:00Z"
        );
        let text = super::comparison(&comparison, &Palette::PLAIN);
        assert!(text.contains("not covered before\n  2 cases: timeout after # s\n"), "{text}");
    }

    #[test]
    fn a_run_is_compared_with_none_but_earlier_ones() {
        let first = record(1, &[("a", Verdict::of(Vec::new(), Vec::new()))]);
        let second = record(2, &[("a", Verdict::broken("x"))]);
        assert!(History::default().compare(&first).is_none());
        let history = || History::from_iter([second.clone(), first.clone()]);
        assert!(history().before(&first).compare(&first).is_none());
        let counts = history().before(&second).compare(&second).map(|comparison| comparison.counts());
        let expected = "1 new, 0 fixed, 0 still failing, against the run of 2026-11-01T02:00:00Z";
        assert_eq!(counts.as_deref(), Some(expected));
    }

    #[test]
    fn cases_are_known_again_by_their_ids_before_their_order() {
        let red = || Verdict::broken("timeout after 3 s");
        let of = |day, page: &str, headings: &[&str]| {
            let mut record = record(day, &[("read", red()), ("read", red())][..headings.len()]);
            for ((case, heading), line) in record.cases.iter_mut().zip(headings).zip(4..) {
                (case.id, case.page, case.line) = (format!("{page}::{heading}::read"), page.to_owned(), line);
            }
            record
        };
        let history: History = [of(1, "old.md", &["found", "missing"])].into_iter().collect();
        let last = of(2, "new.md", &["missing"]);
        let comparison = history.compare(&last).expect("an earlier run");
        assert_eq!(comparison.still[0].moved_from, Some("old.md::missing::read"));
        assert_eq!(comparison.gone[0].id, "old.md::found::read");
    }

    #[test]
    fn nothing_has_moved_between_parts_of_the_cases() {
        let red = || Verdict::broken("timeout after 3 s");
        let page = |page: &str, day| on_page(record(day, &[("a", red())]), page);
        let moved = |before: RunRecord, last: &RunRecord| {
            let history: History = [before].into_iter().collect();
            history.compare(last).is_some_and(|comparison| !comparison.still.is_empty())
        };
        assert!(moved(page("old.md", 1), &page("new.md", 2)));
        let (mut first, mut second) = (page("old.md", 1), page("new.md", 2));
        first.header.shard = Some("1/2".parse().expect("a shard"));
        second.header.chosen_of = Some(6);
        assert!(!moved(first, &page("new.md", 2)));
        assert!(!moved(page("old.md", 1), &second));
    }
}
