//! Earlier runs, and what changed since them.

use std::collections::{HashMap, HashSet};

use super::moved::{CasePlace, moves};
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
    /// Of a part of the cases: what it does not have may be elsewhere as it was.
    is_part: bool,
    /// All of its cases, by id.
    places: HashMap<String, CasePlace>,
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
    /// As it is now.
    pub(super) id: &'r str,
    pub(super) case: &'r CaseRecord,
    pub(super) since: &'r str,
    /// The id that it had in the earlier run.
    pub(super) moved_from: Option<&'r str>,
}

impl Changed<'_> {
    /// What it has moved from: the page, if nothing else is different.
    pub(super) fn moved(&self) -> Option<&str> {
        let before = self.moved_from?;
        let (page, rest) = before.split_once("::").unwrap_or((before, ""));
        let is_renamed = self.id.split_once("::").is_some_and(|(_, now)| now == rest);
        Some(if is_renamed { page } else { before })
    }
}

/// An earlier run, with the ids that cases had in it, by those that they have now, as far as they have others.
struct FollowedRun<'r> {
    run: &'r EarlierRun,
    moves: HashMap<&'r str, &'r str>,
}

impl From<RunRecord> for EarlierRun {
    fn from(run: RunRecord) -> Self {
        let totals = Totals::of(&run);
        let is_part = run.is_part();
        let (mut red, mut passed) = (HashMap::new(), HashSet::new());
        let places = run.cases.iter().map(|case| (case.id.clone(), CasePlace::of(case))).collect();
        for case in run.cases {
            match case.verdict.outcome {
                Outcome::Passed => _ = passed.insert(case.id),
                Outcome::Failed | Outcome::Broken(_) => _ = red.insert(case.id.clone(), case),
                Outcome::Skipped(_) => {}
            }
        }
        Self { started: run.header.started, totals, red, passed, is_part, places }
    }
}

impl EarlierRun {
    fn has(&self, id: &str) -> bool {
        self.places.contains_key(id)
    }

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
        let followed = Followed { runs: self.follow(last), last };
        let mut now: HashMap<&str, &Outcome> = HashMap::new();
        for case in &last.cases {
            let before = followed.last_fired(&case.id);
            let id_before = before.map_or(case.id.as_str(), |(_, id)| id);
            now.insert(followed.in_last_of_them(&case.id), &case.verdict.outcome);
            let is_red = case.verdict.outcome.is_red();
            let (group, case_shown) = match before.map(|(run, id)| run.red.get(id)) {
                Some(Some(_)) if is_red => (&mut comparison.still, case),
                Some(None) if is_red => (&mut comparison.new, case),
                None if is_red => (&mut comparison.uncovered, case),
                Some(Some(was)) if case.verdict.outcome == Outcome::Passed => (&mut comparison.fixed, was),
                _ => continue,
            };
            let moved_from = (id_before != case.id).then_some(id_before);
            group.push(Changed { id: &case.id, case: case_shown, since: followed.since(&case.id), moved_from });
        }
        let is_gone = |case: &&CaseRecord| now.get(case.id.as_str()).is_none_or(|o| matches!(o, Outcome::Skipped(_)));
        let gone = before.red.values().filter(is_gone);
        let moved = followed.now();
        let since = |case: &'r CaseRecord| followed.since(moved.get(case.id.as_str()).copied().unwrap_or(&case.id));
        let changed = |case: &'r CaseRecord| Changed { id: &case.id, case, since: since(case), moved_from: None };
        comparison.gone = gone.map(changed).collect();
        for group in [&mut comparison.fixed, &mut comparison.gone] {
            group.sort_by_key(|changed| (&changed.case.page, changed.case.line, &changed.case.id));
        }
        Some(comparison)
    }

    /// The runs, with the ids that the cases of the last one had in them.
    fn follow<'r>(&'r self, last: &'r RunRecord) -> Vec<FollowedRun<'r>> {
        let now: HashMap<&str, CasePlace> =
            last.cases.iter().map(|case| (case.id.as_str(), CasePlace::of(case))).collect();
        let is_apart = |old: &str, new: &str| self.runs.iter().any(|run| run.has(old) && run.has(new));
        let follow = |run: &'r EarlierRun| {
            if run.is_part || last.is_part() {
                return FollowedRun { run, moves: HashMap::new() };
            }
            let left = run.places.iter().filter(|(id, _)| !now.contains_key(id.as_str()));
            let arrived = now.iter().filter(|(id, _)| !run.has(id)).map(|(id, place)| (*id, place));
            let moves = moves(left.map(|(id, place)| (id.as_str(), place)), arrived, is_apart);
            FollowedRun { run, moves }
        };
        self.runs.iter().map(follow).collect()
    }
}

/// The runs before one, the earliest first, with the ids that its cases had in them.
struct Followed<'r> {
    runs: Vec<FollowedRun<'r>>,
    last: &'r RunRecord,
}

impl<'r> Followed<'r> {
    /// The last of the runs that fired a case, with its id there.
    fn last_fired(&self, id: &'r str) -> Option<(&'r EarlierRun, &'r str)> {
        self.fired(id).next()
    }

    fn fired(&self, id: &'r str) -> impl Iterator<Item = (&'r EarlierRun, &'r str)> {
        self.runs.iter().rev().map(move |run| (run.run, run.id_of(id))).filter(|(run, id)| run.fired(id))
    }

    /// The first of the runs up to the last one in all of which a case was red, as far as they fired it.
    fn since(&self, id: &'r str) -> &'r str {
        let first = self.fired(id).take_while(|(run, id)| run.red.contains_key(*id)).last();
        first.map_or(&self.last.header.started, |(run, _)| &run.started)
    }

    /// The id that a case had in the last of the runs.
    fn in_last_of_them(&self, id: &'r str) -> &'r str {
        self.runs.last().map_or(id, |run| run.id_of(id))
    }

    /// The ids that cases of the last of the runs have now, by those that they had, as far as they have others.
    fn now(&self) -> HashMap<&'r str, &'r str> {
        let moves = self.runs.last().into_iter().flat_map(|run| &run.moves);
        moves.map(|(now, before)| (*before, *now)).collect()
    }
}

impl<'r> FollowedRun<'r> {
    /// The id that a case has in this run.
    fn id_of(&self, now: &'r str) -> &'r str {
        self.moves.get(now).copied().unwrap_or(now)
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
