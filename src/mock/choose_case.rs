//! Which of several cases of one method and path a request matches best.

use std::cmp::Reverse;

use super::indexed_case::Entry;
use super::request::ReceivedRequest;
use super::similar::similarity;
use crate::contract::Field;
use crate::http::MediaType;
use crate::http::status::is_error;
use crate::http::url_template::Pattern;

/// Request headers that do not show which example is meant.
const IRRELEVANT_HEADERS: [&str; 6] = ["host", "content-length", "connection", "user-agent", "accept-encoding", "date"];

/// How well a case fits a request. Compared field by field, in this order; the greatest is chosen.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Fit {
    /// Per segment, left to right: literal segments beat parameters.
    path: Vec<u8>,
    query: i32,
    headers: i32,
    body: u32,
    /// Where nothing else decides, a client means the successful call.
    success: bool,
    /// Last, the one documented first.
    order: Reverse<usize>,
}

/// The case, of those of one method and path, that a request means. `candidates` are indices into `entries`.
pub(super) fn choose_case(entries: &[Entry], candidates: &[usize], request: &ReceivedRequest) -> Option<usize> {
    if let [only] = candidates {
        return Some(*only);
    }
    let received = serde_json::from_slice(&request.body).ok();
    candidates.iter().copied().max_by_key(|&at| compute_fit(&entries[at], at, request, received.as_ref()))
}

fn compute_fit(entry: &Entry, at: usize, request: &ReceivedRequest, received: Option<&serde_json::Value>) -> Fit {
    let expectation = &entry.case().expectation;
    Fit {
        path: entry.pattern.segments.iter().map(Pattern::specificity).collect(),
        query: query_fit(entry, request),
        headers: entry.case().request.headers.iter().map(|field| header_fit(field, request)).sum(),
        body: body_fit(entry, request, received),
        success: !is_error(expectation.status.representative()) && !expectation.facts.expect_error,
        order: Reverse(at),
    }
}

/// Two for a pair that is the documented one, one for a name with another value, minus one for each that only docs or
/// request have.
fn query_fit(entry: &Entry, request: &ReceivedRequest) -> i32 {
    let shown = &entry.pattern.query;
    let shown_fit: i32 = shown
        .iter()
        .map(|(name, value)| {
            let named = request.target.query.iter().filter(|(n, _)| name.matches(n));
            named.map(|(_, v)| if value.matches(v) { 2 } else { 1 }).max().unwrap_or(-1)
        })
        .sum();
    let extra = request.target.query.iter().filter(|(n, _)| !shown.iter().any(|(name, _)| name.matches(n))).count();
    shown_fit - i32::try_from(extra).unwrap_or(i32::MAX)
}

fn header_fit(field: &Field, request: &ReceivedRequest) -> i32 {
    let name = field.name.to_ascii_lowercase();
    if IRRELEVANT_HEADERS.contains(&name.as_str()) {
        return 0;
    }
    match request.headers.get(&name) {
        None => -1,
        Some(_) if name == "authorization" => 1,
        Some(value) if name == "content-type" => 3 * i32::from(is_same_media_type(value, &field.value)) - 1,
        Some(value) if value.trim() == field.value => 2,
        Some(_) => 1,
    }
}

fn is_same_media_type(one: &str, other: &str) -> bool {
    MediaType::parse(one).zip(MediaType::parse(other)).is_some_and(|(one, other)| one.is_same(&other))
}

fn body_fit(entry: &Entry, request: &ReceivedRequest, received: Option<&serde_json::Value>) -> u32 {
    let Some(shown) = &entry.case().request.body else {
        return if request.body.is_empty() { 1000 } else { 0 };
    };
    match (shown.root(), received) {
        (Some(root), Some(received)) => similarity(root, received),
        _ if shown.text().trim().as_bytes() == request.body.trim_ascii() => 1000,
        _ => 0,
    }
}
