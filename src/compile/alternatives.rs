//! Several successes that a page shows for one request: which of them comes depends on the state of the service, and the
//! same request is sent for each.

use crate::contract::{Case, Expectation};

/// Gives each case the successes that the page shows beside its own for the very same request.
pub(super) fn link(cases: &mut [Case]) {
    for at in 0..cases.len() {
        let case = &cases[at];
        if !is_success(case) {
            continue;
        }
        let others = cases.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, other)| other);
        let alternatives: Vec<Expectation> = others
            .filter(|other| is_success(other) && is_same_request(case, other))
            .map(|c| c.expectation.clone())
            .collect();
        cases[at].alternatives = alternatives;
    }
}

/// Whether the docs show a success that a request without further circumstances leads to.
fn is_success(case: &Case) -> bool {
    let status = case.expectation.status.representative();
    !case.step && (200..300).contains(&status) && !case.expectation.facts.expect_error
}

/// Whether both are one request of the page, not only equal ones: those may be sent in other circumstances.
fn is_same_request(one: &Case, other: &Case) -> bool {
    let (a, b) = (&one.request, &other.request);
    a.url_place == b.url_place && (&a.method, &a.url) == (&b.method, &b.url)
}
