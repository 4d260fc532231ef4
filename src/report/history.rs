use std::collections::HashMap;

use crate::finding::Outcome;
use crate::record::{CaseRecord, RunRecord, Totals};

/// The runs before one, the earliest first.
#[derive(Debug, Default)]
pub struct History {
    runs: Vec<EarlierRun>,
}

/// What is kept of an earlier run: its counts, and the cases that did not pass.
#[derive(Debug)]
pub(super) struct EarlierRun {
    /// RFC 3339, in UTC.
    pub(super) started: String,
    pub(super) totals: Totals,
    red: HashMap<String, CaseRecord>,
}

/// What changed between a run and the one before it.
#[derive(Debug)]
pub struct Comparison<'r> {
    /// One at least.
    pub(super) earlier: &'r [EarlierRun],
    pub(super) last: &'r RunRecord,
    pub(super) new: Vec<Changed<'r>>,
    pub(super) fixed: Vec<Changed<'r>>,
    pub(super) still: Vec<Changed<'r>>,
    /// Cases that were red, and are not in the last run or were not fired in it.
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
        let red = run.cases.into_iter().filter(|case| case.verdict.outcome.is_red());
        Self { started: run.header.started, totals, red: red.map(|case| (case.id.clone(), case)).collect() }
    }
}

impl FromIterator<RunRecord> for History {
    fn from_iter<R: IntoIterator<Item = RunRecord>>(runs: R) -> Self {
        let mut runs: Vec<EarlierRun> = runs.into_iter().map(EarlierRun::from).collect();
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
        let earlier = self.runs.as_slice();
        let before = earlier.last()?;
        let mut comparison =
            Comparison { earlier, last, new: Vec::new(), fixed: Vec::new(), still: Vec::new(), gone: Vec::new() };
        let since = |id: &str| {
            let first = earlier.iter().rev().take_while(|run| run.red.contains_key(id)).last();
            first.map_or(last.header.started.as_str(), |run| run.started.as_str())
        };
        for case in last.cases.iter().filter(|case| case.verdict.outcome.is_red()) {
            let changed = Changed { case, since: since(&case.id) };
            if before.red.contains_key(&case.id) {
                comparison.still.push(changed);
            } else {
                comparison.new.push(changed);
            }
        }
        let now: HashMap<&str, &Outcome> =
            last.cases.iter().map(|case| (case.id.as_str(), &case.verdict.outcome)).collect();
        let mut were_red: Vec<&CaseRecord> = before.red.values().collect();
        were_red.sort_by(|a, b| (&a.page, a.line, &a.id).cmp(&(&b.page, b.line, &b.id)));
        for case in were_red {
            let changed = Changed { case, since: since(&case.id) };
            match now.get(case.id.as_str()) {
                Some(outcome) if outcome.is_red() => {}
                Some(Outcome::Passed) => comparison.fixed.push(changed),
                _ => comparison.gone.push(changed),
            }
        }
        Some(comparison)
    }
}

impl Comparison<'_> {
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
        let [new, fixed, still, gone] = [&self.new, &self.fixed, &self.still, &self.gone].map(Vec::len);
        let gone = if gone > 0 { format!(", {gone} not fired any more") } else { String::new() };
        let before = self.earlier.last().map_or("", |run| &run.started);
        format!("{new} new, {fixed} fixed, {still} still failing{gone}, against the run of {before}")
    }
}
