//! Several successes that a page shows for one request: which of them comes depends on the state of the service, and the
//! same request is sent for each.

use std::collections::HashMap;
use std::sync::Arc;

use crate::contract::{Case, Expectation};
use crate::http::status;
use crate::text::Position;

/// The most other successes kept for a case: its response is compared with each.
const MOST: usize = 8;

/// Gives each case the other successes that the page shows for the very same request.
pub(super) fn link(cases: &mut [Case]) {
    let mut of_request: HashMap<RequestKey<'_>, Vec<usize>> = HashMap::new();
    for (at, case) in cases.iter().enumerate().filter(|(_, case)| is_success(case)) {
        of_request.entry(key(case)).or_default().push(at);
    }
    let mut several: Vec<Vec<usize>> = of_request.into_values().filter(|of_one| of_one.len() > 1).collect();
    several.sort_unstable();
    for of_one in several {
        let first = of_one.iter().take(MOST + 1).map(|&at| cases[at].expectation.clone());
        let expectations: Vec<Expectation> = first.map(without_long_lists).collect();
        for (own, &at) in of_one.iter().enumerate() {
            let others = expectations.iter().enumerate().filter(|(other, _)| *other != own);
            cases[at].alternatives = others.map(|(_, other)| other.clone()).take(MOST).collect();
        }
    }
}

/// How many rows of lists about its members an alternative keeps: each case reads those of all its alternatives.
const MOST_ROWS: usize = 100;

fn without_long_lists(expectation: Expectation) -> Expectation {
    if expectation.fields.len() > MOST_ROWS {
        return Expectation { fields: Arc::default(), ..expectation };
    }
    expectation
}

/// What makes two cases the same request of the page. Requests that are merely equal may be sent in other circumstances.
type RequestKey<'c> = (Position, &'c str, &'c str);

fn key(case: &Case) -> RequestKey<'_> {
    (case.request.url_place, &case.request.method, &case.request.url)
}

/// Whether the docs show a success that a request without further circumstances leads to.
fn is_success(case: &Case) -> bool {
    let status = case.expectation.status.representative();
    !case.step && status::is_success(status) && !case.expectation.facts.expect_error
}
