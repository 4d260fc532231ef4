//! The leniency ledger: each tolerance that was used, once per documented place.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::finding::{Tolerance, ToleranceKind};
use crate::json::Pointer;
use crate::judge::path::{Path, SEPARATOR};

/// Tolerances in the order they were used. Over the items of a collection the same tolerance is entered once, at the
/// first item that used it.
#[derive(Debug, Default)]
pub(crate) struct ToleranceLog {
    entries: Vec<Tolerance>,
    seen: HashSet<(ToleranceKind, String)>,
    /// Documented arrays that came empty, by collapsed place, with the first pointer.
    empty: BTreeMap<String, String>,
    /// Documented arrays that came with items at least once.
    exercised: BTreeSet<String>,
    place: String,
}

impl ToleranceLog {
    /// Tolerances used before the answer came, then those of the judging.
    pub(crate) fn new(before: &[Tolerance]) -> Self {
        Self { entries: before.to_vec(), ..Self::default() }
    }

    /// Enters a tolerance used at `path`.
    pub(crate) fn at(&mut self, kind: ToleranceKind, path: &Path<'_>) {
        self.at_member(kind, path, None);
    }

    /// Enters a tolerance used at a member of the object at `path`.
    pub(crate) fn at_member(&mut self, kind: ToleranceKind, path: &Path<'_>, member: Option<&str>) {
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
        self.entries.push(Tolerance::new(kind, pointer.as_str()));
    }

    /// Enters a tolerance at a pointer or header name as it stands, or at the whole case (empty).
    pub(crate) fn enter(&mut self, kind: ToleranceKind, at: &str) {
        self.enter_whole(Tolerance::new(kind, at));
    }

    /// Enters a tolerance as it stands, once.
    pub(crate) fn enter_whole(&mut self, leniency: Tolerance) {
        if !self.entries.contains(&leniency) {
            self.entries.push(leniency);
        }
    }

    /// Enters a tolerance at `pointer`, unless it was entered for the same documented `place` before.
    pub(crate) fn enter_once(&mut self, kind: ToleranceKind, place: &Pointer, pointer: &Pointer) {
        if self.seen.insert((kind, place.as_str().to_owned())) {
            self.entries.push(Tolerance::new(kind, pointer.as_str()));
        }
    }

    /// Notes whether an array whose items are documented came with items.
    pub(crate) fn array(&mut self, path: &Path<'_>, came_empty: bool) {
        path.collapse_into(&mut self.place);
        if !came_empty {
            if !self.exercised.contains(&self.place) {
                self.exercised.insert(self.place.clone());
            }
        } else if !self.empty.contains_key(&self.place) {
            self.empty.insert(self.place.clone(), path.pointer().as_str().to_owned());
        }
    }

    /// All tolerances; arrays that came empty everywhere are entered as not exercised.
    pub(crate) fn close(mut self) -> Vec<Tolerance> {
        for (place, pointer) in std::mem::take(&mut self.empty) {
            if !self.exercised.contains(&place) {
                self.enter(ToleranceKind::NotExercised, &pointer);
            }
        }
        self.entries
    }
}
