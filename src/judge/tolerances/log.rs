//! The log of tolerances: each one that was used, once per documented place.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::finding::{Tolerance, ToleranceKind, TolerancePlace};
use crate::json::Pointer;
use crate::judge::path::{Path, SEPARATOR};

/// How many places of one kind are named: as many as anyone looks at to audit a green run.
const MOST: usize = 1000;

/// Tolerances in the order they were used. Over the items of a collection the same tolerance is recorded once, at the
/// first item that used it.
#[derive(Debug, Default)]
pub(crate) struct ToleranceLog {
    tolerances: Vec<Tolerance>,
    /// An index of the first `indexed` of them.
    index: HashSet<Tolerance>,
    indexed: usize,
    /// How many there are of each kind.
    counts: HashMap<ToleranceKind, usize>,
    seen: HashSet<(ToleranceKind, String)>,
    /// Documented arrays that were received empty, by collapsed place, with the first pointer.
    empty: BTreeMap<String, Pointer>,
    /// Documented arrays that were received with items at least once.
    exercised: BTreeSet<String>,
    place: String,
}

impl ToleranceLog {
    /// A log that begins with the tolerances used before the response was received.
    pub(crate) fn new(before: impl IntoIterator<Item = Tolerance>) -> Self {
        let mut log = Self::default();
        for tolerance in before {
            log.record_tolerance(tolerance);
        }
        log
    }

    /// Records a tolerance used at a place, or by the case as a whole, unchanged.
    pub(crate) fn record(&mut self, kind: ToleranceKind, place: impl Into<TolerancePlace>) {
        self.record_tolerance(Tolerance::new(kind, place));
    }

    /// Records a tolerance unchanged, once.
    pub(crate) fn record_tolerance(&mut self, tolerance: Tolerance) {
        if !self.contains(&tolerance) {
            self.add(tolerance);
        }
    }

    /// Adds a tolerance that is new. For a kind with too many places, the last entry is for the whole case.
    fn add(&mut self, tolerance: Tolerance) {
        let kind = tolerance.kind;
        let count = self.counts.entry(kind).or_default();
        *count += 1;
        match (*count).cmp(&MOST) {
            Ordering::Less => self.tolerances.push(tolerance),
            Ordering::Equal => self.tolerances.push(Tolerance::of_case(kind)),
            Ordering::Greater => {}
        }
    }

    fn is_full(&self, kind: ToleranceKind) -> bool {
        self.counts.get(&kind).is_some_and(|count| *count >= MOST)
    }

    fn contains(&mut self, tolerance: &Tolerance) -> bool {
        /// Up to this many are searched one by one.
        const FEW: usize = 16;
        let new = &self.tolerances[self.indexed..];
        if new.len() > FEW {
            self.index.extend(new.iter().cloned());
            self.indexed = self.tolerances.len();
        }
        self.index.contains(tolerance) || self.tolerances[self.indexed..].contains(tolerance)
    }

    /// Records a tolerance used at `path`.
    pub(crate) fn record_at(&mut self, kind: ToleranceKind, path: &Path<'_>) {
        self.record_member(kind, path, None);
    }

    /// Records a tolerance used at a member of the object at `path`.
    pub(crate) fn record_member(&mut self, kind: ToleranceKind, path: &Path<'_>, member: Option<&str>) {
        if self.is_full(kind) {
            return;
        }
        path.collapse_into(&mut self.place);
        if let Some(member) = member {
            self.place.push(SEPARATOR);
            self.place.push_str(member);
        }
        let key = (kind, std::mem::take(&mut self.place));
        if self.seen.contains(&key) {
            self.place = key.1;
            return;
        }
        self.seen.insert(key);
        let mut pointer = path.pointer();
        if let Some(member) = member {
            pointer.push(member);
        }
        self.add(Tolerance::new(kind, pointer));
    }

    /// Records a tolerance at `pointer`, unless it was recorded for the same documented `place` before.
    pub(crate) fn record_once(&mut self, kind: ToleranceKind, place: &Pointer, pointer: &Pointer) {
        if !self.is_full(kind) && self.seen.insert((kind, place.as_str().to_owned())) {
            self.add(Tolerance::new(kind, pointer.clone()));
        }
    }

    /// Notes whether an array whose items are documented was received with items.
    pub(crate) fn note_array(&mut self, path: &Path<'_>, came_empty: bool) {
        path.collapse_into(&mut self.place);
        if !came_empty {
            if !self.exercised.contains(&self.place) {
                self.exercised.insert(self.place.clone());
            }
        } else if !self.empty.contains_key(&self.place) {
            self.empty.insert(self.place.clone(), path.pointer());
        }
    }

    /// All tolerances; arrays that were received empty everywhere are recorded as not exercised.
    pub(crate) fn finish(mut self) -> Vec<Tolerance> {
        for (place, pointer) in std::mem::take(&mut self.empty) {
            if !self.exercised.contains(&place) {
                self.record(ToleranceKind::NotExercised, pointer);
            }
        }
        self.tolerances
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_kind_with_too_many_places_the_last_one_is_the_whole_case() {
        let mut log = ToleranceLog::default();
        for number in 0..3 * MOST {
            log.record(ToleranceKind::Truncated, Pointer::root().item(number));
            log.record(ToleranceKind::Truncated, Pointer::root().item(number));
        }
        log.record(ToleranceKind::Null, Pointer::root().item(0));
        let tolerances = log.finish();
        assert_eq!(tolerances.len(), MOST + 1);
        assert_eq!(tolerances[MOST - 2].at, Pointer::root().item(MOST - 2).into());
        assert_eq!(tolerances[MOST - 1], Tolerance::of_case(ToleranceKind::Truncated));
    }
}
