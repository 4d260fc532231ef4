//! Routes in text, one right below the other, with one response below the last: the page shows several forms of a call, and each has it.

use std::collections::{HashMap, HashSet};

use super::pair::Pair;
use super::unshown_response::PromisedResponse;
use crate::docs::messages::paths::{is_same_path, is_version, path_of, segments};
use crate::docs::messages::request_line::RequestLine;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;
use crate::http::method::{only_reads, sends_content};

/// Gives each route without a response those of its neighbour below. The routes, each with that neighbour.
pub(super) fn share(open: &OpenFences<'_>, pairs: &mut Vec<Pair>) -> HashMap<usize, usize> {
    let found = all(open);
    if found.is_empty() {
        return HashMap::new();
    }
    let mut responses: HashMap<usize, Vec<usize>> = HashMap::new();
    for pair in pairs.iter() {
        responses.entry(pair.request).or_default().push(pair.response);
    }
    let (mut given, mut depths) = (HashMap::new(), Depths::default());
    for (first, second) in found.into_iter().rev() {
        let Some(shared) = responses.get(&second).filter(|_| !responses.contains_key(&first)) else { continue };
        if !depths.goes_on(first, second) {
            continue;
        }
        let shared: Vec<usize> = shared.iter().take(MOST_SHARED).copied().collect();
        pairs.extend(shared.iter().map(|&response| Pair { request: first, response }));
        responses.insert(first, shared);
        given.insert(first, given.get(&second).copied().unwrap_or(second));
    }
    given
}

/// The same of responses that are promised and not shown.
pub(crate) fn share_promised(
    open: &OpenFences<'_>,
    promised: &mut Vec<(usize, PromisedResponse, Option<usize>)>,
    pairs: &[Pair],
) {
    if promised.is_empty() {
        return;
    }
    let mut responded: HashSet<usize> = pairs.iter().map(|pair| pair.request).collect();
    responded.extend(promised.iter().map(|(request, _, _)| *request));
    let mut known: HashMap<usize, usize> =
        promised.iter().enumerate().map(|(at, (request, ..))| (*request, at)).collect();
    let mut depths = Depths::default();
    for (first, second) in all(open).into_iter().rev() {
        let Some(&at) = known.get(&second).filter(|_| !responded.contains(&first)) else { continue };
        if depths.goes_on(first, second) {
            let shared = (first, promised[at].1.clone(), promised[at].2);
            responded.insert(first);
            known.insert(first, promised.len());
            promised.push(shared);
        }
    }
}

/// How many routes below one its response is given on from.
#[derive(Default)]
struct Depths(HashMap<usize, usize>);

impl Depths {
    /// Whether the response of the second is given on to the first: more than a few routes are a list of calls.
    fn goes_on(&mut self, first: usize, second: usize) -> bool {
        let depth = self.0.get(&second).copied().unwrap_or_default() + 1;
        self.0.insert(first, depth);
        depth < MOST_SHARED
    }
}

/// All neighbours of a page, in its order.
fn all(open: &OpenFences<'_>) -> Vec<(usize, usize)> {
    let upper = (0..open.count().saturating_sub(1)).filter(|&at| line(open, at).is_some());
    upper.filter(|&at| are_neighbours(open, at, at + 1)).map(|at| (at, at + 1)).collect()
}

fn line<'p>(open: &OpenFences<'p>, at: usize) -> Option<&'p RequestLine> {
    match open.role(at) {
        Role::NamedRoute { message, leads: true } => Some(&message.line),
        _ => None,
    }
}

/// Whether two routes have nothing between them, and differ in their path or in their method alone.
fn are_neighbours(open: &OpenFences<'_>, first: usize, second: usize) -> bool {
    let (Some(one), Some(other)) = (line(open, first), line(open, second)) else { return false };
    let (upper, lower) = (open.page.fence(first), open.page.fence(second));
    let between = open.page.text().get(upper.range.end..lower.range.start);
    let is_same_path = is_same_path(path_of(&one.url), path_of(&other.url));
    upper.section == lower.section
        && one.assumed == other.assumed
        && (!one.assumed || is_same_path)
        && between.is_some_and(|words| !words.contains(char::is_alphanumeric))
        && (one.method == other.method && are_of_one_kind(&one.url, &other.url)
            || is_same_path && do_alike(one.method, other.method))
        && (one.method != other.method || one.url != other.url)
}

/// Whether two methods both read, or both change something and leave it there.
fn do_alike(one: &str, other: &str) -> bool {
    one == other || only_reads(one) && only_reads(other) || sends_content(one) && sends_content(other)
}

/// Whether two paths end alike, or begin alike and go on: forms of one call do. A list and its items end otherwise.
fn are_of_one_kind(one: &str, other: &str) -> bool {
    let is_open = |segment: &str| segment.starts_with(['{', '<', ':', '$', '[']);
    let (one, other) = (segments(one), segments(other));
    let ends_open = |path: &[&str]| path.last().is_some_and(|last| is_open(last));
    let name = |path: &[&str]| path.iter().rev().find(|segment| !is_open(segment)).map(|segment| (*segment).to_owned());
    // Any two paths of an API may begin with its version.
    let is_of_api = |segment: &str| matches!(segment, "api" | "rest") || is_version(segment);
    let begin_alike = || {
        let first = one.first().filter(|first| !is_open(first) && !is_of_api(first));
        first.is_some() && first == other.first() && one.len() > 1 && other.len() > 1
    };
    ends_open(&one) == ends_open(&other) && (name(&one).is_some() && name(&one) == name(&other) || begin_alike())
}

/// How many responses of a request are given to one that is the same to the page.
pub(super) const MOST_SHARED: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_call_are_alike() {
        for (one, other, alike) in [
            ("/boxes/a", "/boxes/named/b", true),
            ("/teams/{id}/boxes", "/boxes", true),
            ("/v1/lamps", "/v1/rooms", false),
            ("/lamps", "/lamps/{id}", false),
            ("/lamps", "/lamps/7", false),
            ("/v1/users/{id}", "/v1/groups/{group}/users/{id}", true),
        ] {
            assert_eq!((are_of_one_kind(one, other), are_of_one_kind(other, one)), (alike, alike), "{one} {other}");
        }
        assert!(do_alike("PUT", "PATCH") && !do_alike("GET", "DELETE") && !do_alike("POST", "DELETE"));
    }
}
