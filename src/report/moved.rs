//! Cases that have another id than in an earlier run: their page has another name, or they are elsewhere in it.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::record::CaseRecord;
use crate::text::fnv1a;

/// Where a case is, and what of it stays when it moves: name, method and URL.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CasePlace {
    page: String,
    line: u32,
    same: u64,
}

impl CasePlace {
    pub(super) fn of(case: &CaseRecord) -> Self {
        let parts = [case.name.as_str(), &case.method, &case.url];
        let same = fnv1a(parts.into_iter().flat_map(|part| part.bytes().chain([0])));
        Self { page: case.page.clone(), line: case.line, same }
    }
}

/// A case by its id, and where it is.
type Placed<'r, 'p> = (&'r str, &'p CasePlace);

/// Which cases of a run are which of an earlier one, by id, among those whose id the other run does not have: on the pages that have
/// most in common, by their ids behind the page, then by their order there, then those of which there is one alone. `is_apart`:
/// whether two ids are two cases for certain.
pub(super) fn moves<'r, 'p>(
    before: impl Iterator<Item = Placed<'r, 'p>>,
    now: impl Iterator<Item = Placed<'r, 'p>>,
    is_apart: impl Fn(&str, &str) -> bool,
) -> HashMap<&'r str, &'r str> {
    let (mut before, mut now) = (Unmatched::of(before), Unmatched::of(now));
    let mut moves = HashMap::new();
    for (from, to) in pages_in_common(&before, &now) {
        for same in before.kinds_on(from) {
            let pairs = pairs(before.on(from, same), now.on(to, same));
            moves.extend(pairs.into_iter().filter(|(old, new)| !is_apart(old, new)).map(|(old, new)| (new, old)));
        }
    }
    let matched: HashSet<&str> = moves.values().copied().chain(moves.keys().copied()).collect();
    before.remove(&matched);
    now.remove(&matched);
    let alone = now.alone();
    for (same, old) in before.alone() {
        if let Some(new) = alone.get(&same).filter(|new| !is_apart(old, new)) {
            moves.insert(*new, old);
        }
    }
    moves
}

/// The cases of one kind on two pages, each with one of the other page: first those whose ids differ in the page alone, then the rest
/// in their order.
fn pairs<'r>(before: &[&'r str], now: &[&'r str]) -> Vec<(&'r str, &'r str)> {
    let arrived: HashMap<&str, &'r str> = now.iter().map(|id| (behind_page(id), *id)).collect();
    let mut pairs: Vec<_> = before.iter().filter_map(|id| Some((*id, *arrived.get(behind_page(id))?))).collect();
    let paired: HashSet<&str> = pairs.iter().flat_map(|(old, new)| [*old, *new]).collect();
    let left = |ids: &[&'r str]| ids.iter().copied().filter(|id| !paired.contains(id)).collect::<Vec<_>>();
    pairs.extend(left(before).into_iter().zip(left(now)));
    pairs
}

/// What an id has behind its page.
fn behind_page(id: &str) -> &str {
    id.split_once("::").map_or(id, |(_, rest)| rest)
}

/// Cases by page and by what stays of them, in the order of the page.
#[derive(Debug, Default)]
struct Unmatched<'r, 'p> {
    pages: BTreeMap<&'p str, BTreeMap<u64, Vec<&'r str>>>,
}

impl<'r, 'p> Unmatched<'r, 'p> {
    fn of(cases: impl Iterator<Item = Placed<'r, 'p>>) -> Self {
        let mut cases: Vec<Placed<'r, 'p>> = cases.collect();
        cases.sort_by_key(|(id, place)| (*place, *id));
        let mut pages: BTreeMap<&str, BTreeMap<u64, Vec<&str>>> = BTreeMap::new();
        for (id, place) in cases {
            pages.entry(&place.page).or_default().entry(place.same).or_default().push(id);
        }
        Self { pages }
    }

    fn on(&self, page: &str, same: u64) -> &[&'r str] {
        self.pages.get(page).and_then(|kinds| kinds.get(&same)).map_or(&[], Vec::as_slice)
    }

    fn kinds_on(&self, page: &str) -> Vec<u64> {
        self.pages.get(page).map(|kinds| kinds.keys().copied().collect()).unwrap_or_default()
    }

    fn remove(&mut self, matched: &HashSet<&str>) {
        for ids in self.pages.values_mut().flat_map(BTreeMap::values_mut) {
            ids.retain(|id| !matched.contains(id));
        }
    }

    /// Those of whose kind there is one case, on whatever page.
    fn alone(&self) -> BTreeMap<u64, &'r str> {
        let mut kinds: BTreeMap<u64, Vec<&str>> = BTreeMap::new();
        for (same, ids) in self.pages.values().flatten() {
            kinds.entry(*same).or_default().extend(ids);
        }
        kinds.into_iter().filter(|(_, ids)| ids.len() == 1).map(|(same, ids)| (same, ids[0])).collect()
    }
}

/// The pages of before with those of now, each once, those with most cases in common first.
fn pages_in_common<'p>(before: &Unmatched<'_, 'p>, now: &Unmatched<'_, 'p>) -> Vec<(&'p str, &'p str)> {
    let mut homes: HashMap<u64, Vec<(&str, usize)>> = HashMap::new();
    for (page, kinds) in &now.pages {
        for (same, ids) in kinds {
            homes.entry(*same).or_default().push((page, ids.len()));
        }
    }
    let mut common: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (from, kinds) in &before.pages {
        for (same, ids) in kinds {
            for (to, count) in homes.get(same).into_iter().flatten().take(MOST_HOMES) {
                *common.entry((from, to)).or_default() += ids.len().min(*count);
            }
        }
    }
    let mut common: Vec<_> = common.into_iter().collect();
    // What stays on its page has moved least.
    common.sort_by_key(|((from, to), count)| (std::cmp::Reverse(*count), from != to));
    let (mut left, mut arrived) = (HashSet::new(), HashSet::new());
    let pages = common.into_iter().map(|(pages, _)| pages);
    pages
        .filter(|(from, to)| !left.contains(from) && !arrived.contains(to) && left.insert(*from) && arrived.insert(*to))
        .collect()
}

/// How many pages with a case like one of before are looked at: each page may have the same.
const MOST_HOMES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;

    /// What finding so many cases takes that each have a page of their own now, in bytes.
    fn work(count: u64) -> u64 {
        let cases = |page: &dyn Fn(u64) -> String| -> Vec<(String, CasePlace)> {
            let place = |same| CasePlace { page: page(same), line: 3, same };
            (0..count).map(|same| (format!("{}::read::{same}", page(same)), place(same))).collect()
        };
        let (before, now) = (cases(&|_| "all.md".to_owned()), cases(&|same| format!("{same}.md")));
        let placed = |(id, place)| (String::as_str(id), place);
        let taken = allocation_counter::measure(|| {
            let found =
                moves(before.iter().map(|(a, b)| placed((a, b))), now.iter().map(|(a, b)| placed((a, b))), |_, _| {
                    false
                });
            assert_eq!(found.len() as u64, count);
        });
        taken.bytes_total
    }

    #[test]
    fn finding_cases_scattered_over_many_pages_takes_linear_work() {
        let (few, many) = (work(500), work(2000));
        assert!(many < 6 * few, "{few} bytes for 500 cases, {many} for 2000");
    }
}
