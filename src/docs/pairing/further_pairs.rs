//! Further responses of a request, and requests that share one.

use std::collections::HashMap;

use super::neighbours;
use super::neighbours::MOST_SHARED;
use super::pair::Pair;
use super::status_codes::status_codes;
use crate::docs::messages::error_body;
use crate::docs::messages::paths::path_of;
use crate::docs::messages::request_message::RequestMessage;
use crate::docs::outline::open_fences::OpenFences;
use crate::docs::outline::page_context::PageContext;
use crate::docs::outline::role::Role;
use crate::docs::wording::{self, LabelKind, Topic, announces_example};
use crate::http::method::only_reads;
use crate::http::status::is_error;
use crate::text::COLONS;

/// How much prose may be between two routes that share a response, in bytes.
const NEAR: usize = 240;

/// Takes out the further successes that come only on a condition of the request ("If the parameter is set, ..."): the request above
/// is not the one that meets it. Their fences.
pub(crate) fn take_conditional(open: &OpenFences<'_>, pairs: &mut Vec<Pair>) -> Vec<usize> {
    let mut above: HashMap<usize, usize> = HashMap::new();
    let mut taken = Vec::new();
    pairs.retain(|pair| {
        let last = above.insert(pair.request, pair.response);
        let keep = !succeeds(open, pair.response)
            || !is_conditional(open.page, pair.response)
            || last
                .is_none_or(|last| may_be_sent_again(open, pair.request) && is_other_sample(open, last, pair.response));
        if !keep {
            taken.push(pair.response);
        }
        keep
    });
    taken
}

/// Whether a request only reads: a further sample of another would change things a second time.
fn may_be_sent_again(open: &OpenFences<'_>, request: usize) -> bool {
    open.role(request).request().is_some_and(|message| only_reads(message.line.method))
}

/// Whether the one sentence between two responses makes a condition of what is asked for, not of how: "If the lamp is of type B, the
/// returned sample is:". The same request leads to either.
fn is_other_sample(open: &OpenFences<'_>, above: usize, response: usize) -> bool {
    let page = open.page;
    let (sentence, label) = (page.gap(response).trim(), page.label(response).text);
    let is_of_request = |word: &str| wording::is(Topic::Part, word) && !wording::is(Topic::Response, word);
    response == above + 1
        && page.fence(response).section == page.fence(above).section
        && sentence.ends_with(COLONS)
        && !sentence.contains("\n\n")
        && page.label_kind(response) == LabelKind::Response
        && !sentence.contains(['`', '=', '"'])
        && !wording::words(sentence).any(is_of_request)
        && [Topic::Reader, Topic::Again, Topic::Request].iter().all(|topic| !wording::mentions(*topic, label))
}

fn succeeds(open: &OpenFences<'_>, response: usize) -> bool {
    match open.role(response) {
        Role::Json(body) => {
            let named = status_codes(open.page.label(response).text);
            let is_failure = !named.is_empty() && named.iter().all(|(code, _)| is_error(*code));
            !is_failure && body.root().and_then(error_body::error_class).is_none()
        }
        role => role.response().is_some_and(|message| !is_error(message.line.status)),
    }
}

/// Whether the words above a response begin with a condition: "If you repeat it, ...".
pub(crate) fn is_conditional(page: &PageContext<'_>, response: usize) -> bool {
    let label = page.label(response).text.trim_start_matches(|c: char| !c.is_alphanumeric());
    wording::begins(Topic::ConditionalResponse, label).is_some()
}

/// Gives a route without a response that of the route below it, where the page names the two as alternatives: "and:", "or".
/// The routes that share those of their neighbours below, each with that.
pub(crate) fn share_responses(open: &OpenFences<'_>, pairs: &mut Vec<Pair>) -> HashMap<usize, usize> {
    let shared = neighbours::share(open, pairs);
    let routes = (0..open.count()).filter(|&at| is_route(open, at));
    let requests: Vec<usize> = (0..open.count()).filter(|&at| open.role(at).is_request_like()).collect();
    share(open, &requests, pairs, are_variants);
    let routes: Vec<usize> = routes.collect();
    share_listed(open, &routes, pairs);
    share(open, &routes, pairs, are_alternatives);
    pairs.sort_by_key(|pair| (pair.response, pair.request));
    shared
}

/// Gives the responses below a list of routes, which the last of them has, to each: one to all, several in their order.
fn share_listed(open: &OpenFences<'_>, routes: &[usize], pairs: &mut Vec<Pair>) {
    let mut responses: HashMap<usize, Vec<usize>> = HashMap::new();
    for pair in pairs.iter() {
        responses.entry(pair.request).or_default().push(pair.response);
    }
    let (mut start, mut given) = (0, HashMap::new());
    for end in 1..=routes.len() {
        if end < routes.len() && are_listed(open, routes[end - 1], routes[end]) && end - start < MOST_SHARED {
            continue;
        }
        let run = &routes[start..end];
        start = end;
        let Some((last, others)) = run.split_last() else { continue };
        let Some(shown) = responses.get(last).filter(|_| !others.is_empty()) else { continue };
        if others.iter().any(|other| responses.contains_key(other)) || shown.iter().any(|response| response < last) {
            continue;
        }
        let each: Vec<Pair> = match shown.as_slice() {
            [only] => run.iter().map(|&request| Pair { request, response: *only }).collect(),
            _ => run.iter().zip(shown).map(|(&request, &response)| Pair { request, response }).collect(),
        };
        given.insert(*last, each);
    }
    if !given.is_empty() {
        pairs.retain(|pair| !given.contains_key(&pair.request));
        pairs.extend(given.into_values().flatten());
    }
}

/// Whether nothing is between two routes that can be requested unchanged: the page lists what has the same response.
fn are_listed(open: &OpenFences<'_>, first: usize, second: usize) -> bool {
    let (one, other) = (open.page.fence(first), open.page.fence(second));
    let bare = |at: usize| open.role(at).request().filter(|message| message.is_bare());
    let method = |at: usize| bare(at).map(|message| message.line.method);
    second == first + 1
        && method(first).is_some()
        && other.adjacent
        && one.section == other.section
        && method(first) == method(second)
        && is_complete(open, first)
        && is_complete(open, second)
}

/// Gives each request without a response those of the next one, where the two are the same to the page.
fn share(
    open: &OpenFences<'_>,
    requests: &[usize],
    pairs: &mut Vec<Pair>,
    same: impl Fn(&OpenFences<'_>, usize, usize) -> bool,
) {
    let mut responses: HashMap<usize, Vec<usize>> = HashMap::new();
    for pair in pairs.iter() {
        responses.entry(pair.request).or_default().push(pair.response);
    }
    for two in requests.windows(2).rev() {
        let &[first, second] = two else { continue };
        let Some(shared) = responses.get(&second).filter(|_| !responses.contains_key(&first)) else { continue };
        if same(open, first, second) {
            let shared: Vec<usize> = shared.iter().take(MOST_SHARED).copied().collect();
            pairs.extend(shared.iter().map(|&response| Pair { request: first, response }));
            responses.insert(first, shared);
        }
    }
}

/// Whether a request is the next one but for its query: the page shows another form of one call.
fn are_variants(open: &OpenFences<'_>, first: usize, second: usize) -> bool {
    let (Role::Request(one), Role::Request(other)) = (open.role(first), open.role(second)) else { return false };
    let (fence, next) = (open.page.fence(first), open.page.fence(second));
    let plain = fence.annotation.is_none() && next.annotation.is_none() && fence.section == next.section;
    let only_query = other.is_bare() && one.body.is_some() && other.line.url.contains('?');
    let path = |message: &RequestMessage| message.line.url.split('?').next().unwrap_or_default().to_owned();
    let between = || (first + 1..second).all(|at| matches!(open.role(at), Role::Other | Role::Text(_)));
    plain && only_query && one.line.method == other.line.method && path(one) == path(other) && between()
}

/// Whether a fence shows a route, with a body at most, and no annotation.
fn is_route(open: &OpenFences<'_>, at: usize) -> bool {
    let plain = open.page.fence(at).annotation.is_none();
    match open.role(at) {
        Role::BareRoute(_) => plain,
        Role::Request(message) => plain && !message.line.has_version && message.headers.is_empty(),
        _ => false,
    }
}

fn are_alternatives(open: &OpenFences<'_>, first: usize, second: usize) -> bool {
    let line = |at: usize| open.role(at).request().map(|message| &message.line);
    let differ =
        line(first).zip(line(second)).is_some_and(|(one, other)| one.method == other.method && one.url != other.url);
    let (one, other) = (open.page.fence(first), open.page.fence(second));
    let words = open.page.text().get(one.range.end..other.range.start).unwrap_or_default();
    let between = (first + 1..second).all(|at| matches!(open.role(at), Role::Other));
    between
        && one.section == other.section
        && differ
        && words.len() < NEAR
        && !announces_example(words)
        && (wording::is(Topic::Alternative, words.trim_matches(|c: char| !c.is_alphanumeric()))
            || wording::mentions(Topic::OtherAddress, words))
}

/// Whether a route leaves nothing open: it can be requested unchanged.
fn is_complete(open: &OpenFences<'_>, at: usize) -> bool {
    let url = open.role(at).request().map_or("{", |message| message.line.url.as_str());
    !url.contains(['{', '<', '[']) && !path_of(url).contains("/:")
}
