//! Values as documented types and examples allow them.

use serde_json::{Value, json};

use crate::finding::Outcome;
use crate::judge::fixture::{BODY_LINE, Trial};

/// A documented type as the pages give it: everything may be `null` unless they say otherwise.
fn item() -> Value {
    json!({"type": "object", "properties": {
        "id": {"type": "string"},
        "size": {"type": ["integer", "null"]},
        "ratio": {"type": ["number", "null"]},
        "created": {"type": ["string", "null"], "format": "date-time"},
        "level": {"enum": ["low", "high", null]},
        "owner": {"anyOf": [{"$ref": "ns.owner.json"}, {"type": "null"}]},
    }})
}

fn typed(trial: Trial) -> Trial {
    let owner = json!({"type": "object", "properties": {"name": {"type": ["string", "null"]}}});
    trial.typed(&[("ns.item", item()), ("ns.owner", owner)])
}

#[test]
fn without_a_type_the_example_gives_kinds_and_formats() {
    for (documented, response, directive) in [
        (r#"{"a":1}"#, r#"{"a":"1"}"#, "wrong-type /a"),
        (r#"{"a":1}"#, r#"{"a":1.5}"#, "wrong-type /a"),
        (r#"{"a":true}"#, r#"{"a":1}"#, "wrong-type /a"),
        (r#"{"a":"2024-05-01T10:00:00Z"}"#, r#"{"a":"yesterday"}"#, "wrong-format /a"),
        (r#"["x"]"#, r#"["y",2]"#, "wrong-type /1"),
        (r#"{"a":"Double"}"#, r#"{"a":true}"#, "wrong-type /a"),
    ] {
        Trial::whole(documented, response).reports(&[directive]);
        Trial::truncated(documented, response).reports(&[directive]);
    }
    Trial::whole(r#"{"a":1.5}"#, r#"{"a":2}"#).passes();
    Trial::whole(r#"{"a":"2024-05-01T10:00:00Z"}"#, r#"{"a":"2024-05-01T10:00:00.123456789+02:00"}"#).passes();
    Trial::whole(r#"{"a":"Double"}"#, r#"{"a":2.5}"#).passes();
}

#[test]
fn a_documented_type_judges_shown_members_and_those_let_through() {
    let trial = |response: &str| typed(Trial::truncated("{\n\"id\": \"1\",\n\"size\": 2}", response));
    trial(r#"{"id":"a","size":3,"ratio":2,"created":null,"level":"low"}"#).passes();
    let broken = trial(r#"{"id":"a","size":3.5,"ratio":"x","created":"soon","level":"LOW","owner":{"name":1}}"#);
    let root = ["wrong-type /ratio", "wrong-format /created", "outside-enum /level", "wrong-type /owner/name"];
    broken.reports(&[&root[..], &["wrong-type /size"]].concat());
    let lines: Vec<_> = broken.findings().iter().map(|f| f.location.place.line).collect();
    assert_eq!(lines, [BODY_LINE, BODY_LINE, BODY_LINE, BODY_LINE, BODY_LINE + 2]);
}

#[test]
fn a_complete_example_may_leave_out_what_its_type_documents() {
    let trial = |response: &str| typed(Trial::whole(r#"{"id":"1"}"#, response));
    trial(r#"{"id":"2","size":1}"#).passes();
    trial(r#"{"id":"2","colour":1}"#).reports(&["undocumented-member /colour"]);
}

#[test]
fn null_is_denied_where_the_type_rules_it_out() {
    let documented = r#"{"id":"1","size":1}"#;
    typed(Trial::truncated(documented, r#"{"id":null,"size":null}"#))
        .reports(&["null-for-value /id", "?null-for-value /size"]);
    typed(Trial::truncated(r#"{"size":1}"#, r#"{"size":1,"id":null}"#)).reports(&["null-for-value /id"]);
    let directive =
        json!({"type": "object", "properties": {"size": {"type": ["integer", "null"], "x-nullable": true}}});
    Trial::whole(r#"{"size":1}"#, r#"{"size":null}"#).typed(&[("ns.item", directive)]).passes();
    typed(Trial::whole(r#"{"size":1}"#, r#"{"size":null}"#)).reports(&["null-for-value /size"]);
    let nullable = Trial::truncated(documented, r#"{"id":null,"size":1}"#);
    typed(nullable.expecting(|e| e.facts.nullable = vec!["id".to_owned()])).passes();
}

#[test]
fn docs_that_contradict_themselves_are_not_held_against_the_service() {
    let trial = typed(Trial::truncated(r#"{"id":"1","size":"12"}"#, r#"{"id":"2","size":"13"}"#));
    trial.passes();
    assert_eq!(trial.tolerated(), ["disputed /size"]);
    let shown = r#"{"id":"1","size":"12"}"#;
    typed(Trial::truncated(shown, r#"{"id":"2","size":true}"#)).reports(&["wrong-type /size"]);
    typed(Trial::truncated(shown, r#"{"id":"2","size":7}"#)).passes();
    typed(Trial::truncated(r#"{"size":"Int32"}"#, r#"{"size":"13"}"#)).reports(&["wrong-type /size"]);
    let items = typed(Trial::truncated(r#"[{"size":1},{"size":"2"}]"#, r#"[{"size":"3"},{"size":4},{"size":"5"}]"#));
    let items = items.promises(json!({"type": "array", "items": {"$ref": "ns.item.json"}}));
    items.passes();
    assert_eq!(items.tolerated(), ["disputed /0/size"]);
}

#[test]
fn equal_violations_over_items_are_one_finding() {
    let response = r#"{"value":[{"size":1},{"size":"x"},{"size":"y"}]}"#;
    let schema =
        json!({"type": "object", "properties": {"value": {"type": "array", "items": {"$ref": "ns.item.json"}}}});
    let trial = typed(Trial::whole(r#"{"value":[{"size":1}]}"#, response)).promises(schema);
    trial.reports(&["wrong-type /value/1/size +/value/2/size"]);
    let finding = &trial.findings()[0];
    assert!(finding.message.starts_with("`size` is not ") && finding.message.contains("an integer"));
    assert_eq!(finding.actual.as_deref(), Some("\"x\""));
    assert!(trial.judged().diff.is_some_and(|diff| diff.contains("an integer") && diff.contains("\"y\"")));
}

#[test]
fn a_schema_of_ones_own_may_ask_for_more() {
    let schema = json!({"type": "object", "required": ["id", "more"], "additionalProperties": false,
        "properties": {"id": {"type": "integer", "minimum": 1}, "more": {}}});
    let trial = |response: &str| Trial::truncated(r#"{"id":1}"#, response).promises(schema.clone());
    trial(r#"{"id":2,"more":1}"#).passes();
    trial(r#"{"id":0,"more":1}"#).reports(&["breaks-schema /id"]);
    trial(r#"{"id":2}"#).reports(&["breaks-schema"]);
    // The member the walk misses is not missed twice.
    trial(r#"{"more":1}"#).reports(&["missing-member /id"]);
}

#[test]
fn below_a_wrong_kind_nothing_more_is_said() {
    typed(Trial::whole(r#"{"owner":{"name":"x"}}"#, r#"{"owner":"x"}"#)).reports(&["wrong-kind /owner"]);
}

#[test]
fn a_schema_that_cannot_be_used_breaks_the_case() {
    let trial = Trial::whole("{}", "{}").promises(json!({"type": "strng"}));
    let outcome = trial.judged().verdict.outcome;
    assert!(matches!(&outcome, Outcome::Broken(cause) if cause.contains("schema")), "{outcome:?}");
}

#[test]
fn numbers_keep_their_text() {
    let integer = |response: &str| Trial::whole(r#"{"n":1}"#, &format!(r#"{{"n":{response}}}"#));
    for good in ["9007199254740993", "18446744073709551617", "1e2", "1.0", "1e400", "-0"] {
        integer(good).passes();
    }
    for fraction in ["1.5", "1e-400", "9007199254740993.5", "0.1"] {
        let trial = integer(fraction);
        trial.reports(&["wrong-type /n"]);
        assert_eq!(trial.findings()[0].actual.as_deref(), Some(fraction));
    }
    Trial::whole(r#"{"n":1.5}"#, r#"{"n":1e-400}"#).passes();
    let text = Trial::whole(r#"{"n":"x"}"#, r#"{"n":1e400}"#);
    assert_eq!(text.findings()[0].actual.as_deref(), Some("1e400"));
    let own = json!({"properties": {"n": {"const": 9_007_199_254_740_993_i64}}});
    Trial::whole(r#"{"n":9007199254740993}"#, r#"{"n":9007199254740993}"#).promises(own.clone()).passes();
    let near = Trial::whole(r#"{"n":9007199254740993}"#, r#"{"n":9007199254740992}"#).promises(own);
    near.reports(&["outside-enum /n"]);
}

#[test]
fn a_sample_is_lenient_only_of_fractions() {
    let sample = |documented: &str, actual: &str| {
        let mut trial = Trial::whole(documented, actual);
        trial.case.dialect = crate::contract::Dialect::Curl;
        trial
    };
    sample(r#"{"n": 1}"#, r#"{"n": 1.5}"#).reports(&["?wrong-type /n"]);
    sample(r#"{"s": "a", "b": true}"#, r#"{"s": 7, "b": 0}"#).reports(&["wrong-type /s", "wrong-type /b"]);
    sample(r#"{"n": 1}"#, r#"{"n": "1"}"#).reports(&["wrong-type /n"]);
}
