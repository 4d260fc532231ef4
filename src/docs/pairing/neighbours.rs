//! Routes in text, one right below the other, with one response below the last: the page shows several forms of a call, and each has it.

use std::collections::{HashMap, HashSet};

use super::further_pairs::MOST_SHARED;
use super::pair::Pair;
use super::promised_response::PromisedResponse;
use crate::docs::messages::paths::{is_same_path, path_of, segments};
use crate::docs::messages::request_line::RequestLine;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::role::Role;

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
    let mut given = HashMap::new();
    for (first, second) in found.into_iter().rev() {
        let Some(shared) = responses.get(&second).filter(|_| !responses.contains_key(&first)) else { continue };
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
    let mut answered: HashSet<usize> = pairs.iter().map(|pair| pair.request).collect();
    answered.extend(promised.iter().map(|(request, _, _)| *request));
    for (first, second) in all(open).into_iter().rev() {
        let of_second = promised.iter().find(|(request, _, _)| *request == second);
        if let Some((_, response, body)) = of_second.filter(|_| !answered.contains(&first)) {
            let shared = (first, response.clone(), *body);
            answered.insert(first);
            promised.push(shared);
        }
    }
}

/// All neighbours of a page, in its order.
fn all(open: &OpenFences<'_>) -> Vec<(usize, usize)> {
    let upper = (0..open.count().saturating_sub(1)).filter(|&at| line(open, at).is_some());
    upper.filter(|&at| are_neighbours(open, at, at + 1)).map(|at| (at, at + 1)).collect()
}

fn line<'p>(open: &OpenFences<'p>, at: usize) -> Option<&'p RequestLine> {
    match open.role(at) {
        Role::NamedRoute { message, leads: true } if !message.line.assumed => Some(&message.line),
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
        && between.is_some_and(|words| !words.contains(char::is_alphanumeric))
        && (one.method == other.method && are_of_one_kind(&one.url, &other.url) || is_same_path)
        && (one.method != other.method || one.url != other.url)
}

/// Whether two paths begin or end alike: forms of one call do.
fn are_of_one_kind(one: &str, other: &str) -> bool {
    let (one, other) = (segments(one), segments(other));
    one.first() == other.first() || one.last() == other.last()
}
