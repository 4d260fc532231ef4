//! Where a mutation is applied: at every place it fits, or at some of them, spread over the body.

use super::catalogue_entry::{Kind, Make, Mutation};
use super::change::Change;
use super::site::Site;
use super::subject::Subject;
use crate::finding::At;
use crate::text::fnv1a_32;

/// In how many places of a section one is looked for that a mutation fits.
const MOST_LOOKED_AT: usize = 1000;
/// How many changes of a response as a whole, of its header fields for instance, are tried where places are sampled.
const MOST_OF_RESPONSE: usize = 20;

/// The changes of a response that a mutation makes. `places`: how many places of the body at most; `None`: all.
pub(super) fn changes(mutation: &Mutation, subject: &Subject<'_>, places: Option<usize>) -> Vec<Change> {
    let benign = mutation.kind == Kind::Benign;
    let make = match mutation.make {
        Make::Whole(make) => {
            let most = places.map_or(usize::MAX, |places| places.max(MOST_OF_RESPONSE));
            return make(subject).into_iter().filter(|c| !benign || is_left_open(subject, c)).take(most).collect();
        }
        // What the user says about the whole body leaves nothing that could differ.
        Make::At(_) if benign && is_fixed(subject) => return Vec::new(),
        Make::At(make) => make,
    };
    let open = |site: &Site<'_>| !(benign && site.overridden);
    let at = |site: &Site<'_>| {
        let edit = open(site).then(|| make(subject, site)).flatten();
        edit.map(|edit| Change::edit(site.at.clone(), edit))
    };
    let sites = &subject.sites;
    let Some(places) = places.filter(|places| *places < sites.len()) else {
        return sites.iter().filter_map(at).collect();
    };
    // One place of each section of the body. The start depends on the names, so that the cases of a corpus try
    // different places, and each case always the same ones.
    let start = fnv1a_32(mutation.name.bytes()) ^ fnv1a_32(subject.case.id.bytes());
    let section = |number: usize| sites.len() * number / places..sites.len() * (number + 1) / places;
    let turned = |index: usize| &sites[(index + start as usize) % sites.len()];
    (0..places).filter_map(|number| section(number).take(MOST_LOOKED_AT).map(turned).find_map(at)).collect()
}

/// Whether the user says what the whole body must be, as value, text or bytes.
fn is_fixed(subject: &Subject<'_>) -> bool {
    let overrides = &subject.case.overrides;
    overrides.exact.is_some() || overrides.text.is_some() || overrides.bytes.is_some()
}

/// Whether a change leaves alone what the user says about headers and body.
fn is_left_open(subject: &Subject<'_>, change: &Change) -> bool {
    match change.at {
        At::Body(_) => !is_fixed(subject),
        At::Header(_) => subject.case.overrides.headers.is_empty(),
        At::Docs | At::Request | At::Status => true,
    }
}
