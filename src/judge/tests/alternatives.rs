//! Several successes that the docs show for one request.

use crate::finding::ToleranceKind;
use crate::http::StatusSet;
use crate::judge::fixture::Trial;
use crate::text::SourceText;

const FIRST: &str = r#"{"rate": 5, "burst": 10}"#;

/// A case that documents [`FIRST`] or, with status 202, a job.
fn trial(status: u16, actual: &str) -> Trial {
    let mut trial = Trial::new((200, FIRST), (status, actual));
    let mut other = trial.case.expectation.clone();
    other.status = StatusSet::code(202);
    other.body = Some(SourceText::new(r#"{"job": "a"}"#, 40, &[]).into());
    trial.case.alternatives.push(other);
    trial
}

#[test]
fn a_response_may_be_any_of_the_successes_of_its_request() {
    let own = trial(200, r#"{"rate": 1, "burst": 1}"#);
    own.passes();
    assert_eq!(own.tolerated(), [""; 0]);
    let other = trial(202, r#"{"job": "b"}"#);
    other.passes();
    assert_eq!(other.tolerated(), ["alternative"]);
}

#[test]
fn what_is_none_of_the_successes_fails_by_the_own_one() {
    trial(200, r#"{"rate": "many", "burst": 1}"#).reports(&["wrong-type /rate"]);
    trial(202, r#"{"job": 7}"#).reports(&[
        "wrong-status status",
        "undocumented-member /job",
        "missing-member /rate",
        "missing-member /burst",
    ]);
    trial(200, r#"{"job": "b"}"#).reports(&[
        "undocumented-member /job",
        "missing-member /rate",
        "missing-member /burst",
    ]);
}

#[test]
fn a_denied_alternative_or_a_directive_leaves_the_own_one_alone() {
    let denied = trial(202, r#"{"job": "b"}"#).denying(ToleranceKind::Alternative);
    assert_eq!(denied.reported()[0], "wrong-status status");
    let directed = trial(202, r#"{"job": "b"}"#).with_directive(r#"body."/rate" = "present""#);
    assert_eq!(directed.reported()[0], "wrong-status status");
}
