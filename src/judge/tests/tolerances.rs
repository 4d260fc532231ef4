//! Tolerances that are denied, and levels that are changed.

use crate::finding::{At, Level, Tolerance, ToleranceKind, TolerancePlace};
use crate::json::Pointer;
use crate::judge::fixture::{BODY_LINE, Trial};
use crate::text::{Position, SourceText};

#[test]
fn a_denied_tolerance_is_one_finding_with_all_its_places() {
    let trial = Trial::truncated("{\n\"id\":1,\n\"o\":{\"a\":1}}", r#"{"id":1,"x":2,"o":{"a":1,"y":2}}"#);
    trial.passes();
    let trial = trial.denying(ToleranceKind::Truncated);
    trial.reports(&["denied-tolerance /o/y +/x"]);
    assert_eq!(trial.findings()[0].location.place.line, BODY_LINE + 2);
    trial.at_level("B301", Level::Warn).reports(&["?denied-tolerance /o/y +/x"]);
}

#[test]
fn tolerances_of_the_reading_are_carried_over() {
    let mut trial = Trial::whole("{\"id\":1,}", r#"{"id":1}"#);
    trial.case.tolerances.push(Tolerance::of_case(ToleranceKind::Repaired));
    trial.passes();
    assert_eq!(trial.tolerated(), ["repaired"]);
    trial.denying(ToleranceKind::Repaired).reports(&["denied-tolerance"]);
}

#[test]
fn levels_turn_rules_up_down_and_off() {
    let trial = || Trial::truncated(r#"{"id":1}"#, r#"{"id":null}"#);
    trial().reports(&["?null-for-value /id"]);
    trial().at_level("B104", Level::Deny).reports(&["null-for-value /id"]);
    let allowed = trial().at_level("B104", Level::Allow);
    allowed.passes();
    assert_eq!(allowed.tolerated(), ["null /id"]);
}

#[test]
fn a_denied_empty_collection_is_named_by_its_place() {
    let trial = Trial::whole("{\n\"value\":[1]}", r#"{"value":[]}"#).denying(ToleranceKind::NotExercised);
    trial.reports(&["denied-tolerance /value"]);
    assert_eq!(trial.findings()[0].location.place.line, BODY_LINE + 1);
}

#[test]
fn a_denied_placeholder_of_the_request_is_a_finding_there() {
    let mut trial = Trial::whole(r#"{"id":1}"#, r#"{"id":1}"#);
    trial.case.request.body = Some(SourceText::new("{\n  \"watts\": \"Double\"\n}", 6, &[]).into());
    let place = TolerancePlace::RequestBody(Pointer::parse("/watts"));
    trial.request_tolerances.push(Tolerance::new(ToleranceKind::Placeholder, place));
    trial.passes();
    assert_eq!(trial.tolerated(), ["placeholder request /watts"]);
    let trial = trial.denying(ToleranceKind::Placeholder);
    trial.reports(&["denied-tolerance request"]);
    let finding = trial.findings().remove(0);
    assert_eq!(finding.location.place, Position::new(7, 3));
    assert_eq!(finding.actual.as_deref(), Some("used in the request body at /watts"));
}

#[test]
fn a_denied_placeholder_of_a_header_field_is_a_finding_there() {
    let documented = r#"{"id":"String"}"#;
    let trial = Trial::whole(documented, r#"{"id":"a"}"#)
        .documents("Location", "/items/{id}")
        .responses("Location", "/items/{id}")
        .denying(ToleranceKind::Placeholder);
    trial.reports(&["denied-tolerance header Location", "denied-tolerance /id"]);
    let finding = trial.findings().remove(0);
    assert_eq!(finding.location.place, Position::new(11, 1));
    assert_eq!(finding.at, At::Header("Location".to_owned()));
}

#[test]
fn a_response_that_cannot_be_judged_keeps_the_tolerances_of_its_request() {
    let mut trial = Trial::new((200, ""), (503, ""));
    let place = TolerancePlace::RequestBody(Pointer::parse("/a"));
    trial.request_tolerances.push(Tolerance::new(ToleranceKind::Placeholder, place));
    assert_eq!(trial.tolerated(), ["placeholder request /a"]);
}
