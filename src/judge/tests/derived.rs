//! Objects that say by `@odata.type` what they are.

use serde_json::{Value, json};

use crate::judge::fixture::Trial;

/// An animal, two kinds of it, and a stone.
fn typed(trial: Trial) -> Trial {
    let of = |base: Option<&str>, properties: Value| {
        let mut schema = json!({"type": "object", "properties": properties});
        if let Some(base) = base {
            schema["allOf"] = json!([{"$ref": format!("{base}.json")}]);
        }
        schema
    };
    let types = [
        ("ns.animal", of(None, json!({"name": {"type": "string"}}))),
        ("ns.bird", of(Some("ns.animal"), json!({"wings": {"type": "integer"}}))),
        ("ns.fish", of(Some("ns.animal"), json!({"fins": {"type": "integer"}}))),
        ("ns.stone", of(None, json!({"mass": {"type": "number"}}))),
    ];
    trial.typed(&types)
}

#[test]
fn members_of_the_type_an_object_names_are_known_and_judged_by_it() {
    let whole = |response: &str| typed(Trial::whole(r#"{"name":"a"}"#, response));
    whole(r##"{"name":"b","@odata.type":"#ns.bird","wings":2}"##).passes();
    whole(r##"{"name":"b","@odata.type":"#ns.bird","wings":"two"}"##).reports(&["wrong-type /wings"]);
    // A member of a sibling type does not belong to it; where an object names no type, it may.
    whole(r##"{"name":"b","@odata.type":"#ns.bird","fins":2}"##).reports(&["undocumented-member /fins"]);
    whole(r##"{"name":"b","@odata.type":"#ns.animal","fins":2}"##).reports(&["undocumented-member /fins"]);
    whole(r#"{"name":"b","fins":2}"#).passes();
}

#[test]
fn a_type_that_is_unknown_or_unrelated_is_a_finding() {
    let (documented, stone) = (r#"{"name":"a"}"#, r##"{"name":"b","@odata.type":"#ns.stone"}"##);
    typed(Trial::whole(documented, stone)).reports(&["wrong-object-type /@odata.type"]);
    typed(Trial::truncated(documented, stone)).reports(&["?wrong-object-type /@odata.type"]);
    let lost = r##"{"name":"b","@odata.type":"#ns.lost"}"##;
    typed(Trial::whole(documented, lost)).reports(&["wrong-object-type /@odata.type"]);
    // What the example itself shows is the docs' own doing.
    typed(Trial::whole(r##"{"name":"a","@odata.type":"#ns.lost"}"##, lost)).passes();
}

#[test]
fn a_documented_string_takes_any_text_though_the_example_looks_like_a_date() {
    let string = json!({"type": "object", "properties": {"note": {"type": ["string", "null"]}}});
    let example = r#"{"note":"2024-05-01T10:00:00Z","link":"https://example.com/a"}"#;
    let trial = |response: &str| Trial::whole(example, response).typed(&[("ns.x", string.clone())]);
    trial(r#"{"note":"soon","link":"https://example.com/b"}"#).passes();
}
