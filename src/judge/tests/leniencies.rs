use crate::finding::{Level, Tolerance, ToleranceKind};
use crate::judge::fixture::{BODY_LINE, Trial};

#[test]
fn a_denied_leniency_is_one_finding_with_all_its_places() {
    let trial = Trial::truncated("{\n\"id\":1,\n\"o\":{\"a\":1}}", r#"{"id":1,"x":2,"o":{"a":1,"y":2}}"#);
    trial.passes();
    let trial = trial.denying(ToleranceKind::Truncated);
    trial.says(&["denied-leniency /o/y +/x"]);
    assert_eq!(trial.findings()[0].location.place.line, BODY_LINE + 2);
    trial.at_level("B301", Level::Warn).says(&["?denied-leniency /o/y +/x"]);
}

#[test]
fn tolerances_of_the_reading_are_carried_over() {
    let mut trial = Trial::whole("{\"id\":1,}", r#"{"id":1}"#);
    trial.case.leniencies.push(Tolerance::new(ToleranceKind::Repaired, ""));
    trial.passes();
    assert_eq!(trial.lenient(), ["repaired"]);
    trial.denying(ToleranceKind::Repaired).says(&["denied-leniency"]);
}

#[test]
fn levels_turn_rules_up_down_and_off() {
    let trial = || Trial::truncated(r#"{"id":1}"#, r#"{"id":null}"#);
    trial().says(&["?null-for-value /id"]);
    trial().at_level("B104", Level::Deny).says(&["null-for-value /id"]);
    let allowed = trial().at_level("B104", Level::Allow);
    allowed.passes();
    assert_eq!(allowed.lenient(), ["null /id"]);
}

#[test]
fn a_denied_empty_collection_is_named_by_its_place() {
    let trial = Trial::whole("{\n\"value\":[1]}", r#"{"value":[]}"#).denying(ToleranceKind::NotExercised);
    trial.says(&["denied-leniency /value"]);
    assert_eq!(trial.findings()[0].location.place.line, BODY_LINE + 1);
}
