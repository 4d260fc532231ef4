//! Statuses: the same number, the same class, another class, and those that break a case.

use crate::finding::{Level, Outcome};
use crate::judge::fixture::Trial;

fn broken(trial: &Trial) -> String {
    match trial.judged().verdict.outcome {
        Outcome::Broken(cause) => cause,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_number_counts_exactly() {
    Trial::new((204, ""), (204, "")).passes();
    Trial::new((201, r#"{"id":1}"#), (200, r#"{"id":2}"#)).reports(&["wrong-status status"]);
}

#[test]
fn within_the_class_the_rest_is_judged_as_well() {
    Trial::new((201, r#"{"id":1}"#), (200, "{}")).reports(&["wrong-status status", "missing-member /id"]);
}

#[test]
fn another_class_is_one_finding_with_the_services_words() {
    let error = r#"{"error":{"code":"itemNotFound","message":"No such item."}}"#;
    let trial = Trial::new((200, r#"{"id":1,"name":"x"}"#), (404, error)).documents("ETag", "x");
    trial.reports(&["wrong-status status"]);
    let finding = &trial.findings()[0];
    assert_eq!(finding.expected.as_deref(), Some("200"));
    assert_eq!(finding.actual.as_deref(), Some("HTTP 404 Not Found: itemNotFound: No such item."));
    assert_eq!(finding.location.to_string(), "items.md:10:10");
}

#[test]
fn a_refused_throttled_or_failing_service_says_nothing_about_the_contract() {
    for status in [401, 403, 407, 429, 500, 503] {
        let trial = Trial::new((200, "{}"), (status, r#"{"title":"No.","detail":"Not now."}"#));
        let cause = broken(&trial);
        assert!(cause.contains(&format!("HTTP {status}")) && cause.contains("items.md:10:10"), "{cause}");
        assert!(cause.contains("No.: Not now."), "{cause}");
        Trial::new((status, ""), (status, "")).passes();
    }
    let throttled = Trial::new((200, ""), (429, "")).responses("Retry-After", "30");
    assert!(broken(&throttled).contains("Retry-After: 30"));
    let mut forbidden = Trial::new((200, ""), (403, ""));
    forbidden.case.scopes = vec!["items.read".to_owned()];
    assert!(broken(&forbidden).contains("items.read"));
}

#[test]
fn with_the_rule_turned_down_the_rest_is_still_judged() {
    let trial = Trial::new((200, r#"{"id":1}"#), (404, r#"{"x":1}"#)).at_level("S001", Level::Allow);
    trial.reports(&["undocumented-member /x", "missing-member /id"]);
}

#[test]
fn an_error_example_is_judged_as_any_body() {
    let documented = r#"{"error":{"code":"notFound","message":"m"}}"#;
    let trial = Trial::new((404, documented), (404, r#"{"error":{"code":"notFound"}}"#));
    trial.expecting(|e| e.facts.expect_error = true).reports(&["missing-member /error/message"]);
    Trial::new((404, documented), (404, documented)).passes();
}
