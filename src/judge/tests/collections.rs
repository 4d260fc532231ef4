//! Bodies that are or hold lists: every item is judged, and an empty list proves nothing.

use crate::judge::fixture::Trial;

#[test]
fn every_item_is_judged_and_equal_findings_are_one() {
    let documented = r#"{"value":[{"id":1,"name":"a"}]}"#;
    let response = r#"{"value":[{"id":1},{"id":2,"name":"b"},{"id":3},"x",{"id":4}]}"#;
    for trial in [Trial::whole(documented, response), Trial::truncated(documented, response)] {
        trial.reports(&["wrong-kind /value/3", "missing-member /value/0/name +/value/2/name +/value/4/name"]);
    }
}

#[test]
fn an_item_owes_what_every_documented_item_has() {
    let documented = r#"{"value":[{"id":1,"a":1},{"id":2,"b":{"c":1}}]}"#;
    Trial::truncated(documented, r#"{"value":[{"id":1},{"id":2,"b":{"c":2},"a":3}]}"#).passes();
    Trial::truncated(documented, r#"{"value":[{},{"id":1,"b":{}}]}"#)
        .reports(&["missing-member /value/0/id", "missing-member /value/1/b/c"]);
}

#[test]
fn the_envelope_counts_too() {
    let documented = r#"{"total":1,"value":[{"id":1}]}"#;
    Trial::truncated(documented, r#"{"value":[{"id":1}]}"#).reports(&["missing-member /total"]);
    Trial::whole(documented, r#"{"total":1,"more":2,"value":[{"id":1}]}"#).reports(&["undocumented-member /more"]);
    Trial::truncated(documented, r#"{"total":1}"#).reports(&["missing-member /value"]);
}

#[test]
fn an_empty_response_passes_as_not_exercised() {
    let trial = Trial::whole(r#"{"value":[{"id":1}]}"#, r#"{"value":[]}"#);
    trial.passes();
    assert_eq!(trial.tolerated(), ["not-exercised", "not-exercised /value"]);
    let root = Trial::whole("[1]", "[]");
    assert_eq!(root.tolerated(), ["not-exercised"]);
    let named = Trial::whole(r#"{"items":[{"id":1}]}"#, r#"{"items":[]}"#);
    assert_eq!(named.tolerated(), ["not-exercised /items"]);
    let named = named.expecting(|e| e.facts.collection_property = "items".to_owned());
    assert_eq!(named.tolerated(), ["not-exercised", "not-exercised /items"]);
}

#[test]
fn a_nested_array_is_exercised_by_any_item() {
    let documented = r#"{"value":[{"tags":["a"]}]}"#;
    let trial = Trial::whole(documented, r#"{"value":[{"tags":[]},{"tags":["b"]}]}"#);
    trial.passes();
    assert!(trial.tolerated().is_empty());
    let trial = Trial::whole(documented, r#"{"value":[{"tags":[]},{"tags":[]}]}"#);
    assert_eq!(trial.tolerated(), ["not-exercised /value/0/tags"]);
}

#[test]
fn what_must_be_empty_must_be_empty() {
    let empty = |trial: Trial| trial.expecting(|e| e.facts.is_empty = true);
    empty(Trial::whole(r#"{"value":[]}"#, r#"{"value":[]}"#)).passes();
    empty(Trial::whole(r#"{"value":[]}"#, r#"{"value":[{"id":1}]}"#)).reports(&["not-empty /value"]);
    empty(Trial::truncated("[]", "[1]")).reports(&["not-empty"]);
}

#[test]
fn arrays_of_scalars_and_of_arrays_are_judged_whole() {
    Trial::whole(r#"["a"]"#, r#"["a",{"x":1},null]"#).reports(&["wrong-kind /1", "wrong-kind /2"]);
    Trial::whole("[[1,2],[3]]", "[[1],[[2]]]").reports(&["wrong-kind /1/0"]);
    Trial::whole(r#"[1,{"a":1}]"#, r#"[{"a":2},3]"#).passes();
    Trial::whole(r#"[1,{"a":1}]"#, "[[]]").reports(&["wrong-kind /0"]);
}

#[test]
fn a_tolerance_over_many_items_is_entered_once() {
    let items: Vec<_> = (0..50).map(|n| format!(r#"{{"id":{n},"x":1}}"#)).collect();
    let trial = Trial::truncated(r#"[{"id":1}]"#, &format!("[{}]", items.join(",")));
    trial.passes();
    assert_eq!(trial.tolerated(), ["truncated /0/x"]);
}

#[test]
fn a_collection_is_never_null() {
    let trial = Trial::truncated(r#"{"value":[{"tags":["a"]}]}"#, r#"{"value":null}"#);
    trial.reports(&["null-for-value /value"]);
    Trial::truncated(r#"{"value":[{"tags":["a"]}]}"#, r#"{"value":[{"tags":null}]}"#)
        .reports(&["?null-for-value /value/0/tags"]);
}
