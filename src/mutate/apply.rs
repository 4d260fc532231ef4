//! Where a mutation is applied: at every place it fits, or at some of them, spread over the body.

use super::change::Change;
use super::mutation::{Make, Mutation};
use super::site::Site;
use super::subject::Subject;

/// The changes a mutation makes of an answer. `places`: how many places of the body at most; `None`: all.
pub(super) fn changes(mutation: &Mutation, subject: &Subject<'_>, places: Option<usize>) -> Vec<Change> {
    let make = match mutation.make {
        Make::Whole(make) => return make(subject),
        Make::At(make) => make,
    };
    let at = |site: &Site<'_>| make(subject, site).map(|edit| Change::edit(site.at.clone(), edit));
    let sites = &subject.sites;
    let Some(places) = places.filter(|places| *places < sites.len()) else {
        return sites.iter().filter_map(at).collect();
    };
    // One place of each stretch; where the first begins is told by the names, so that the cases of a corpus try other
    // places, and one case always the same.
    let start = hash(mutation.name) ^ hash(&subject.case.id);
    let stretch = |number: usize| sites.len() * number / places..sites.len() * (number + 1) / places;
    let turned = |index: usize| &sites[(index + start as usize) % sites.len()];
    (0..places).filter_map(|number| stretch(number).map(turned).find_map(at)).collect()
}

/// FNV-1a: the same in every run and on every machine.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
