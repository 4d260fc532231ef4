//! Tolerances that are denied, and levels that are changed.

use crate::contract::Field;
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
fn a_denied_tolerance_of_the_url_and_of_fields_of_the_request_is_a_finding_there() {
    let mut trial = Trial::whole(r#"{"id":1}"#, r#"{"id":1}"#);
    let field = Field { name: "X-Key".to_owned(), value: "{key}".to_owned(), place: Position::new(4, 1) };
    trial.case.request.headers.push(field);
    let url = trial.case.request.url_place;
    let places = [
        TolerancePlace::RequestUrl,
        TolerancePlace::RequestHeader("x-key".to_owned()),
        TolerancePlace::RequestHeader("X-Other".to_owned()),
    ];
    trial.request_tolerances.extend(places.map(|place| Tolerance::new(ToleranceKind::Filled, place)));
    trial.passes();
    assert_eq!(
        trial.tolerated(),
        ["filled request URL", "filled request header x-key", "filled request header X-Other"]
    );
    let trial = trial.denying(ToleranceKind::Filled);
    trial.reports(&["denied-tolerance request"; 3]);
    let mut found: Vec<(Position, String)> =
        trial.findings().into_iter().map(|f| (f.location.place, f.actual.unwrap_or_default())).collect();
    found.sort();
    let used = |place, part: &str| (place, format!("used in {part}"));
    let mut expected = vec![
        used(url, "the URL"),
        used(url, "the header field `X-Other`"),
        used(Position::new(4, 1), "the header field `x-key`"),
    ];
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn each_tolerance_can_be_denied() {
    for kind in ToleranceKind::ALL {
        let mut trial = Trial::whole(r#"{"id":1}"#, r#"{"id":1}"#);
        trial.request_tolerances.push(Tolerance::of_case(kind));
        trial.passes();
        for other in ToleranceKind::ALL.into_iter().filter(|other| *other != kind) {
            assert_eq!(trial.policy.denied(&trial.case, other), None);
        }
        let trial = trial.denying(kind);
        assert_eq!(trial.policy.denied(&trial.case, kind), Some(Level::Deny), "{kind}");
        trial.reports(&["denied-tolerance"]);
        let trial = trial.at_level("B301", Level::Warn);
        assert_eq!(trial.policy.denied(&trial.case, kind), Some(Level::Warn), "{kind}");
    }
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
fn a_header_field_that_is_sent_as_a_template_is_counted_in_any_notation() {
    let tolerated = |value: &str| {
        let trial = Trial::whole(r#"{"id":1}"#, r#"{"id":1}"#).documents("X-Next", value).responses("X-Next", value);
        trial.passes();
        trial.tolerated()
    };
    for value in ["<cursor>", "{cursor}", "$CURSOR", ":cursor", "[cursor]"] {
        assert_eq!(tolerated(value), ["placeholder X-Next"], "{value}");
    }
    for value in ["<https://h.example/items?page=2>; rel=\"next\"", "12:30", "$5", "[1]"] {
        assert_eq!(tolerated(value), [""; 0], "{value}");
    }
}

#[test]
fn a_response_that_cannot_be_judged_keeps_the_tolerances_of_its_request() {
    let mut trial = Trial::new((200, ""), (503, ""));
    let place = TolerancePlace::RequestBody(Pointer::parse("/a"));
    trial.request_tolerances.push(Tolerance::new(ToleranceKind::Placeholder, place));
    assert_eq!(trial.tolerated(), ["placeholder request /a"]);
}
