//! What several runs exercised together.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::coverage::{Coverage, MemberCoverage, OperationCoverage, TypeCoverage};

/// How the counts of two runs become one: added up, or, where cases are in both, the greater one.
type Sum = fn(usize, usize) -> usize;

impl Coverage {
    /// What this run and another one exercised together, as shards of one run do.
    #[must_use]
    pub fn merged_with(self, other: Self) -> Self {
        self.combined_with(other, usize::saturating_add)
    }

    /// What this run and a later one exercised that fired some of its cases again: no case is counted twice.
    #[must_use]
    pub(crate) fn updated_by(self, later: Self) -> Self {
        self.combined_with(later, usize::max)
    }

    fn combined_with(self, other: Self, sum: Sum) -> Self {
        let mut operations: BTreeMap<(String, String), OperationCoverage> = BTreeMap::new();
        for operation in self.operations.into_iter().chain(other.operations) {
            match operations.entry((operation.path.clone(), operation.method.clone())) {
                Entry::Vacant(place) => drop(place.insert(operation)),
                Entry::Occupied(mut known) => known.get_mut().add(operation, sum),
            }
        }
        let mut types: BTreeMap<String, TypeCoverage> = BTreeMap::new();
        for found in self.types.into_iter().chain(other.types) {
            match types.entry(found.name.clone()) {
                Entry::Vacant(place) => drop(place.insert(found)),
                Entry::Occupied(mut known) => known.get_mut().add(found, sum),
            }
        }
        let mut uncounted = self.uncounted;
        let of_other = other.uncounted.into_iter().filter(|found| !uncounted.contains(found)).collect::<Vec<_>>();
        uncounted.extend(of_other);
        Self { operations: operations.into_values().collect(), types: types.into_values().collect(), uncounted }
    }
}

impl OperationCoverage {
    fn add(&mut self, other: Self, sum: Sum) {
        self.cases = sum(self.cases, other.cases);
        self.exercised = sum(self.exercised, other.exercised);
        for status in other.statuses {
            match self.statuses.iter_mut().find(|known| known.status == status.status) {
                Some(known) => {
                    known.documented |= status.documented;
                    known.seen = sum(known.seen, status.seen);
                }
                None => self.statuses.push(status),
            }
        }
        self.statuses.sort_by_key(|status| status.status);
        add_members(&mut self.members, other.members, sum);
    }
}

impl TypeCoverage {
    fn add(&mut self, other: Self, sum: Sum) {
        self.seen = sum(self.seen, other.seen);
        add_members(&mut self.members, other.members, sum);
    }
}

fn add_members(members: &mut Vec<MemberCoverage>, others: Vec<MemberCoverage>, sum: Sum) {
    let mut known: BTreeMap<String, MemberCoverage> =
        members.drain(..).map(|member| (member.name.clone(), member)).collect();
    for other in others {
        match known.entry(other.name.clone()) {
            Entry::Vacant(place) => drop(place.insert(other)),
            Entry::Occupied(mut known) => known.get_mut().add(other, sum),
        }
    }
    members.extend(known.into_values());
}

impl MemberCoverage {
    fn add(&mut self, other: Self, sum: Sum) {
        self.documented |= other.documented;
        self.seen = sum(self.seen, other.seen);
        self.null = sum(self.null, other.null);
        self.other_kind = sum(self.other_kind, other.other_kind);
        self.example = self.example.take().or(other.example);
        for value in other.values {
            match self.values.iter_mut().find(|known| known.value == value.value) {
                Some(known) => known.seen = sum(known.seen, value.seen),
                None => self.values.push(value),
            }
        }
    }
}
