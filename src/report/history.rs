//! Earlier runs, and what changed since them.

use std::collections::{HashMap, HashSet};

use crate::finding::Outcome;
use crate::record::{CaseRecord, RunRecord, Totals};

/// The runs before one, the earliest first. A record without a case is of no run: it was cut off, or nothing was fired.
#[derive(Debug, Default)]
pub struct History {
    runs: Vec<EarlierRun>,
}

/// What is kept of an earlier run: its counts, the cases that did not pass, and which others did.
#[derive(Debug)]
pub(super) struct EarlierRun {
    /// RFC 3339, in UTC.
    pub(super) started: String,
    pub(super) totals: Totals,
    red: HashMap<String, CaseRecord>,
    passed: HashSet<String>,
}

/// What changed between a run and those before it: each case is compared with the last of them that fired it.
#[derive(Debug)]
pub struct Comparison<'r> {
    /// One at least.
    pub(super) earlier: &'r [EarlierRun],
    pub(super) last: &'r RunRecord,
    pub(super) new: Vec<Changed<'r>>,
    pub(super) fixed: Vec<Changed<'r>>,
    pub(super) still: Vec<Changed<'r>>,
    /// Cases that are red, and that no earlier run fired: whether they are new is not known.
    pub(super) uncovered: Vec<Changed<'r>>,
    /// Cases that were red in the run before, and are not in the last run or were not fired in it.
    pub(super) gone: Vec<Changed<'r>>,
}

/// A case, and since when it has been red.
#[derive(Debug)]
pub(super) struct Changed<'r> {
    pub(super) case: &'r CaseRecord,
    pub(super) since: &'r str,
}

impl From<RunRecord> for EarlierRun {
    fn from(run: RunRecord) -> Self {
        let totals = Totals::of(&run);
        let (mut red, mut passed) = (HashMap::new(), HashSet::new());
        for case in run.cases {
            match case.verdict.outcome {
                Outcome::Passed => _ = passed.insert(case.id),
                Outcome::Failed | Outcome::Broken(_) => _ = red.insert(case.id.clone(), case),
                Outcome::Skipped(_) => {}
            }
        }
        Self { started: run.header.started, totals, red, passed }
    }
}

impl EarlierRun {
    fn fired(&self, id: &str) -> bool {
        self.red.contains_key(id) || self.passed.contains(id)
    }
}

impl FromIterator<RunRecord> for History {
    fn from_iter<R: IntoIterator<Item = RunRecord>>(runs: R) -> Self {
        let runs = runs.into_iter().filter(|run| !run.cases.is_empty());
        let mut runs: Vec<EarlierRun> = runs.map(EarlierRun::from).collect();
        // RFC 3339 in UTC, always of one length: texts sort as times.
        runs.sort_by(|a, b| a.started.cmp(&b.started));
        Self { runs }
    }
}

impl History {
    /// Without the runs that did not start before this one, itself among them.
    #[must_use]
    pub fn before(mut self, run: &RunRecord) -> Self {
        self.runs.retain(|earlier| earlier.started < run.header.started);
        self
    }

    /// Compares a run with those before it; nothing if there are none.
    pub fn compare<'r>(&'r self, last: &'r RunRecord) -> Option<Comparison<'r>> {
        let before = self.runs.last()?;
        let mut comparison = Comparison::nothing_of(&self.runs, last);
        let mut now: HashMap<&str, &Outcome> = HashMap::new();
        for case in &last.cases {
            now.insert(&case.id, &case.verdict.outcome);
            let before = self.last_fired(&case.id);
            let is_red = case.verdict.outcome.is_red();
            let group = match before.map(|run| run.red.get(&case.id)) {
                Some(Some(_)) if is_red => &mut comparison.still,
                Some(None) if is_red => &mut comparison.new,
                None if is_red => &mut comparison.uncovered,
                Some(Some(was)) if case.verdict.outcome == Outcome::Passed => {
                    comparison.fixed.push(Changed { case: was, since: self.since(&case.id, last) });
                    continue;
                }
                _ => continue,
            };
            group.push(Changed { case, since: self.since(&case.id, last) });
        }
        let is_gone = |case: &&CaseRecord| now.get(case.id.as_str()).is_none_or(|o| matches!(o, Outcome::Skipped(_)));
        let gone = before.red.values().filter(is_gone);
        comparison.gone = gone.map(|case| Changed { case, since: self.since(&case.id, last) }).collect();
        for group in [&mut comparison.fixed, &mut comparison.gone] {
            group.sort_by_key(|changed| (&changed.case.page, changed.case.line, &changed.case.id));
        }
        Some(comparison)
    }

    /// The last of the runs that fired a case.
    fn last_fired(&self, id: &str) -> Option<&EarlierRun> {
        self.runs.iter().rev().find(|run| run.fired(id))
    }

    /// The first of the runs up to the last one in all of which a case was red, as far as they fired it.
    fn since<'r>(&'r self, id: &str, last: &'r RunRecord) -> &'r str {
        let fired = self.runs.iter().rev().filter(|run| run.fired(id));
        let first = fired.take_while(|run| run.red.contains_key(id)).last();
        first.map_or(&last.header.started, |run| &run.started)
    }
}

impl<'r> Comparison<'r> {
    fn nothing_of(earlier: &'r [EarlierRun], last: &'r RunRecord) -> Self {
        let [new, fixed, still, uncovered, gone] = <[Vec<Changed<'r>>; 5]>::default();
        Self { earlier, last, new, fixed, still, uncovered, gone }
    }

    /// Whether something fails that did not before.
    pub fn is_worse(&self) -> bool {
        !self.new.is_empty()
    }

    /// When each run started and its counts, the earliest first; of many the latest.
    pub(super) fn trend(&self) -> Vec<(&str, Totals)> {
        /// How many runs a chart shows.
        const MOST_RUNS: usize = 30;
        let earlier = self.earlier.iter().map(|run| (run.started.as_str(), run.totals));
        let all: Vec<_> = earlier.chain([(self.last.header.started.as_str(), Totals::of(self.last))]).collect();
        all[all.len().saturating_sub(MOST_RUNS)..].to_vec()
    }

    /// `3 new, 1 fixed, 12 still failing, against the run of 2026-11-25T02:00:00Z`
    pub fn counts(&self) -> String {
        let [new, fixed, still] = [&self.new, &self.fixed, &self.still].map(Vec::len);
        let further = [(&self.uncovered, "not covered before"), (&self.gone, "not fired any more")];
        let further = further.into_iter().filter(|(cases, _)| !cases.is_empty());
        let further = further.fold(String::new(), |text, (cases, what)| text + &format!(", {} {what}", cases.len()));
        let before = self.earlier.last().map_or("", |run| &run.started);
        format!("{new} new, {fixed} fixed, {still} still failing{further}, against the run of {before}")
    }
}
