//! The types of values that depend on the kind of an object, where objects at one place state their kind.

use serde_json::{Map, Value, json};

use super::object_schema::object_of;
use crate::json::widened;

/// Adds to the common schema of items what each kind shows by itself: a value of a type that
/// only another kind shows is not a value of this one. Formats are left out, as they may be chance in a few examples.
/// `of_kinds`: the schema of the items of each kind, which is the value of their `member`.
pub(super) fn with_kind_conditions<'k>(
    mut merged: Value,
    member: &str,
    of_kinds: impl Iterator<Item = (&'k str, Value)>,
) -> Value {
    let of_all = types(&merged);
    let differing = of_kinds.filter_map(|(kind, schema)| {
        let then = differences(&types(&schema), &of_all)?;
        let condition = json!({"properties": {member: {"const": kind}}, "required": [member]});
        Some(object_of([("if", condition), ("then", then)]))
    });
    let differing: Vec<Value> = differing.collect();
    if let Some(schema) = merged.as_object_mut().filter(|schema| !differing.is_empty() && !schema.contains_key("allOf"))
    {
        schema.insert("allOf".to_owned(), Value::Array(differing));
    }
    merged
}

/// A schema with nothing but types; a whole number counts as any number.
fn types(schema: &Value) -> Value {
    let mut out = Map::new();
    match &schema["type"] {
        Value::String(kind) => drop(out.insert("type".to_owned(), json!(widened(kind)))),
        Value::Array(kinds) => {
            let kinds: Vec<&str> = kinds.iter().filter_map(Value::as_str).map(widened).collect();
            out.insert("type".to_owned(), json!(kinds));
        }
        _ => {}
    }
    if let Some(properties) = schema["properties"].as_object() {
        let properties: Map<String, Value> =
            properties.iter().map(|(name, property)| (name.clone(), types(property))).collect();
        out.insert("properties".to_owned(), Value::Object(properties));
    }
    if schema["items"].is_object() {
        out.insert("items".to_owned(), types(&schema["items"]));
    }
    Value::Object(out)
}

/// Where a kind allows less than all kinds together do.
fn differences(of_kind: &Value, of_all: &Value) -> Option<Value> {
    let mut out = Map::new();
    if of_kind.get("type").is_some() && of_kind["type"] != of_all["type"] {
        out.insert("type".to_owned(), of_kind["type"].clone());
    }
    let properties: Map<String, Value> = of_kind["properties"]
        .as_object()
        .into_iter()
        .flatten()
        .filter_map(|(name, property)| Some((name.clone(), differences(property, &of_all["properties"][name])?)))
        .collect();
    if !properties.is_empty() {
        out.insert("properties".to_owned(), Value::Object(properties));
    }
    let items = of_kind.get("items").and_then(|items| differences(items, &of_all["items"]));
    if let Some(items) = items {
        out.insert("items".to_owned(), items);
    }
    (!out.is_empty()).then_some(Value::Object(out))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::Node;
    use crate::schema::build::infer_scope::Scope;
    use crate::schema::build::value_schema::{schema, with_kinds};
    use crate::schema::resolve::set::SchemaSet;

    fn added(text: &str) -> Value {
        let root = crate::json::read(text).expect("reads").root;
        let items: Vec<&Node> = root.items().expect("an array").iter().collect();
        let set = SchemaSet::default();
        let scope = Scope::new(&set);
        with_kinds(scope, "", &items, schema(scope, "", &items))["allOf"].clone()
    }

    #[test]
    fn a_kind_has_the_types_that_it_shows() {
        let kinds = added(r#"[{"type": "text", "value": "a", "n": 1}, {"type": "size", "value": 5, "n": 1.5}]"#);
        let expected = json!([
            {"if": {"properties": {"type": {"const": "text"}}, "required": ["type"]}, "then": {"properties": {"value": {"type": "string"}}}},
            {"if": {"properties": {"type": {"const": "size"}}, "required": ["type"]}, "then": {"properties": {"value": {"type": "number"}}}},
        ]);
        assert_eq!(kinds, expected);
    }

    #[test]
    fn kinds_that_agree_need_no_schema_of_their_own() {
        for text in [
            r#"[{"type": "a", "v": "2024-01-01"}, {"type": "b", "v": "x"}]"#,
            r#"[{"type": "a", "v": 1}, {"type": "b", "w": "x"}]"#,
            r#"[{"name": "a", "v": 1}, {"name": "b", "v": "x"}]"#,
        ] {
            assert_eq!(added(text), Value::Null, "{text}");
        }
    }
}
