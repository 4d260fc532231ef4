//! What the user says in addition to the docs.

use crate::finding::{At, ToleranceKind};
use crate::judge::fixture::Trial;

const SHOWN: &str = r#"{"id": "p1", "grams": 5, "tags": ["a", "b"], "to": {"city": "Graz"}}"#;

fn trial(actual: &str, directive: &str) -> Trial {
    Trial::whole(SHOWN, actual).with_directive(directive)
}

#[test]
fn a_value_is_judged_by_what_is_said_of_it() {
    let actual = r#"{"id": "q7", "grams": 5, "tags": ["a"], "to": {"city": "Graz"}}"#;
    for (directive, found) in [
        (r#"body."/id" = { regex = "^q" }"#, None),
        (r#"body."/id" = { regex = "^p" }"#, Some("unmet-expectation /id")),
        (r#"body."/id" = { one-of = ["p1", "q7"] }"#, None),
        (r#"body."/grams" = { range = { min = 6 } }"#, Some("unmet-expectation /grams")),
        (r#"body."/tags" = { length = 2 }"#, Some("unmet-expectation /tags")),
        (r#"body."/tags/*" = { equals = "b" }"#, Some("unmet-expectation /tags/0")),
        (r#"body."/gone" = "absent""#, None),
        (r#"body."/gone" = "present""#, Some("unmet-expectation /gone")),
        (r#"body."/to/city" = "null""#, Some("unmet-expectation /to/city")),
    ] {
        trial(actual, directive).reports(found.as_slice());
    }
}

#[test]
fn the_users_word_stands_in_the_stead_of_the_docs() {
    trial(r#"{"id": 7, "grams": 5, "tags": ["a"], "to": {"city": "Graz"}}"#, r#"body."/id" = { equals = 7 }"#).passes();
    trial(r#"{"id": "p", "grams": 5, "tags": ["a"]}"#, r#"body."/to" = "absent""#).passes();
    let ignored =
        trial(r#"{"id": "p", "grams": 5, "tags": {"x": 1}, "to": {"city": "Graz"}}"#, r#"body."/tags" = "ignored""#);
    ignored.passes();
    assert_eq!(ignored.tolerated(), ["ignored /tags"]);
    ignored.denying(ToleranceKind::Ignored).reports(&["denied-tolerance /tags"]);
    // Location to be there: undocumented no longer.
    trial(r#"{"id": "p", "grams": 5, "tags": [], "to": {"city": "G"}, "row": 1}"#, r#"body."/row" = { equals = 1 }"#)
        .reports(&[]);
}

#[test]
fn what_is_ignored_need_not_come() {
    let trial = |directive: &str| {
        Trial::whole(r#"{"peers": {"a": 1, "b": 2}, "id": 1}"#, r#"{"peers": {}, "id": 1}"#).with_directive(directive)
    };
    trial("").reports(&["missing-member /peers/a", "missing-member /peers/b"]);
    trial(r#"body."/peers/*" = "ignored""#).passes();
    trial(r#"body."/peers/a" = "ignored""#).reports(&["missing-member /peers/b"]);
}

#[test]
fn what_is_said_of_every_item_is_judged_of_every_item() {
    let trial = Trial::whole(r#"{"value": [{"id": "a"}]}"#, r#"{"value": [{"id": "a1"}, {"id": "b1"}, {"id": "c"}]}"#);
    trial.with_directive(r#"body."/value/*/id" = { regex = "1$" }"#).reports(&["unmet-expectation /value/2/id"]);
}

#[test]
fn a_finding_about_a_documented_key_is_at_its_line_else_at_the_directive() {
    let findings = trial(SHOWN, "body.\"/id\" = { equals = 1 }\nbody.\"/further\" = \"present\"").findings();
    let places: Vec<_> = findings.iter().map(|f| f.location.to_string()).collect();
    assert_eq!(places, ["items.md:8:6", "items.md:20:2"]);
    assert!(findings[1].expected.as_deref().is_some_and(|text| text.ends_with("(items.md:8:6)")), "{findings:?}");
}

#[test]
fn exact_compares_values_and_knows_exceptions() {
    let other = r#"{"to": {"city": "Linz"}, "id": "p1", "grams": 5.0, "tags": ["b", "a"]}"#;
    trial(other, "").passes();
    trial(other, r#"match = "exact""#).reports(&[
        "unmet-expectation /tags/0",
        "unmet-expectation /tags/1",
        "unmet-expectation /to/city",
    ]);
    trial(other, "match = \"exact\"\nbody.\"/tags\" = \"unordered\"\nbody.\"/to\" = \"ignored\"").passes();
    trial(SHOWN, r#"match = "exact""#).passes();
    trial(&SHOWN.replace(", \"b\"", ""), r#"match = "exact""#).reports(&["unmet-expectation /tags"]);
}

#[test]
fn headers_are_judged_by_what_is_said_of_them() {
    let trial = |directive: &str| {
        Trial::whole(SHOWN, SHOWN)
            .documents("ETag", "\"1\"")
            .documents("X-Gone", "1")
            .responses("ETag", "\"2\"")
            .with_directive(directive)
    };
    trial("headers.X-Gone = \"ignored\"").passes();
    trial("headers.x-gone = \"absent\"").passes();
    trial("headers.X-Gone = \"absent\"\nheaders.ETag = { equals = '\"1\"' }")
        .reports(&["unmet-header-expectation header ETag"]);
    trial("headers.X-Gone = \"present\"").reports(&["missing-header header X-Gone"]);
}

#[test]
fn levels_of_the_case_come_before_those_of_the_run_and_are_on_record() {
    let actual = SHOWN.replace('5', "\"5\"");
    let lowered = trial(&actual, "rules.wrong-type = \"warn\"");
    lowered.reports(&["?wrong-type /grams"]);
    assert_eq!(lowered.tolerated(), ["overridden /grams"]);
    trial(&actual, "rules.wrong-type = \"allow\"").reports(&[]);
    let raised = trial(&actual, "rules.wrong-type = \"deny\"").at_level("B201", crate::finding::Level::Allow);
    raised.reports(&["wrong-type /grams"]);
    assert_eq!(raised.tolerated(), [""; 0]);
}

#[test]
fn what_is_expected_of_places_is_judged_where_the_docs_show_no_json() {
    let text = |actual: &str, said: &str| Trial::whole("done", actual).with_directive(said);
    text("finished", "body.\"/id\" = { equals = 5 }").reports(&["unmet-expectation"]);
    text("{\"id\": 4}", "body.\"/id\" = { equals = 5 }").reports(&["unmet-expectation /id"]);
    text("{\"id\": 5}", "body.\"/id\" = { equals = 5 }").reports(&[]);
    let none = |said: &str| Trial::new((204, ""), (204, "")).with_directive(said);
    none("body.\"/id\" = { equals = 5 }").reports(&["unmet-expectation"]);
    none("body.\"/id\" = \"ignored\"").reports(&[]);
    none("body.\"/id\" = \"absent\"").reports(&[]);
}

#[test]
fn an_exception_for_what_nobody_has_is_reported() {
    let findings = trial(SHOWN, "body.\"/etag\" = \"ignored\"").findings();
    assert_eq!(findings[0].rule.name, "unused-override");
    assert_eq!((findings[0].at.clone(), findings[0].location.to_string()), (At::Docs, "items.md:8:6".to_owned()));
}

#[test]
fn a_set_of_statuses_is_a_set() {
    let trial = |status| Trial::new((200, ""), (status, "")).with_directive("status = [200, \"3xx\"]");
    trial(304).passes();
    trial(201).reports(&["wrong-status status"]);
}
