//! What lists and comments of a page say about the members of a response, added to its inferred schema.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::fits::{is_unix_time, structure_fits};
use super::members::by_name;
use super::object_schema::ANNOTATION;
use super::property::describe;
use super::shape_schema::or_null;
use super::{infer, nullable};
use crate::contract::FieldRow;
use crate::json::Node;
use crate::notation::shape::Shape;
use crate::schema::resolve::documented_fields::{MAP, OPTIONAL, UNSHOWN};
use crate::schema::resolve::set::SchemaSet;

/// Puts the rows into the schema of the values `shown` at one place. Where a type is documented, it speaks for itself.
pub(super) fn apply(set: &SchemaSet, schema: &mut Value, shown: &[&Node], rows: &[FieldRow]) {
    if !shown.is_empty() && shown.iter().all(|node| node.items().is_some()) {
        let items: Vec<&Node> = shown.iter().filter_map(|node| node.items()).flatten().collect();
        if let Some(of_items) = schema.get_mut("items") {
            apply(set, of_items, &items, rows);
        }
        return;
    }
    if schema.get("x-inferred").is_none() {
        return;
    }
    let Some(members) = schema.get_mut("properties").and_then(Value::as_object_mut) else { return };
    let objects: Vec<&Node> = shown.iter().copied().filter(|node| node.members().is_some()).collect();
    let by_name: HashMap<&str, Vec<&Node>> = by_name(&objects).into_iter().collect();
    for row in rows {
        let name = row.property.name.as_str();
        match (by_name.get(name), members.get_mut(name)) {
            (Some(values), Some(member)) => describe_member(set, member, values, row),
            (None, None) => drop(members.insert(name.to_owned(), unshown(set, row))),
            _ => {}
        }
    }
}

fn describe_member(set: &SchemaSet, member: &mut Value, values: &[&Node], row: &FieldRow) {
    let fits =
        |shape: &Shape| values.iter().all(|value| structure_fits(shape, value)) && !is_unix_time(&row.property, values);
    if let Some(described) = typed(set, row).filter(fits) {
        *member = described.schema(true);
    }
    if row.property.nullable == Some(true) {
        *member = or_null(std::mem::take(member), true);
    }
    nullable::mark(member, false, Some(&row.property));
    if row.map && values.iter().all(|value| value.members().is_some()) {
        *member = map(values);
    }
    if !row.fields.is_empty() {
        apply(set, member, values, &row.fields);
    }
    if row.optional {
        mark(member, OPTIONAL);
    }
}

/// The schema of a member that no example shows.
fn unshown(set: &SchemaSet, row: &FieldRow) -> Value {
    let mut schema =
        typed(set, row).map_or_else(|| json!({}), |shape| shape.schema(row.property.nullable != Some(false)));
    nullable::mark(&mut schema, false, Some(&row.property));
    mark(&mut schema, UNSHOWN);
    schema
}

/// The type that a row names; `None` where that says less than an example.
fn typed(set: &SchemaSet, row: &FieldRow) -> Option<Shape> {
    let shape = describe(Some(&row.property), None, &set.lookup("")).shape;
    let says_less =
        |shape: &Shape| matches!(shape, Shape::Any | Shape::Unknown(_) | Shape::Named(_) | Shape::Object(_));
    let of_list = matches!(&shape, Shape::List(item) if says_less(item));
    (!says_less(&shape) && !of_list).then_some(shape)
}

/// An object with any names, and values as shown.
fn map(values: &[&Node]) -> Value {
    let by_name = by_name(values);
    let shown: Vec<&Node> = by_name.iter().flat_map(|(_, values)| values.iter().copied()).collect();
    let mut schema = Map::new();
    schema.insert("type".to_owned(), json!("object"));
    schema.insert(MAP.to_owned(), json!(true));
    schema.insert("x-inferred".to_owned(), json!(true));
    if !shown.is_empty() {
        schema.insert("patternProperties".to_owned(), json!({ANNOTATION: {}}));
        schema.insert("additionalProperties".to_owned(), infer::infer_all(&shown));
    }
    Value::Object(schema)
}

fn mark(schema: &mut Value, keyword: &str) {
    if let Some(members) = schema.as_object_mut() {
        members.insert(keyword.to_owned(), json!(true));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Position;

    fn row(name: &str, type_text: &str, description: &str) -> FieldRow {
        let property = crate::docs::property(name, type_text, description, Position::new(1, 1));
        FieldRow {
            property,
            optional: description.contains("optional"),
            map: description.contains("map"),
            fields: Vec::new(),
        }
    }

    fn applied(body: &str, rows: &[FieldRow]) -> Value {
        let root = crate::json::read(body).expect("reads").root;
        let mut schema = infer::infer(&root);
        apply(&SchemaSet::default(), &mut schema, &[&root], rows);
        schema
    }

    #[test]
    fn rows_describe_members_shown_and_not() {
        let rows = [row("id", "integer", ""), row("seen", "integer", ""), row("name", "", "Can be null. optional")];
        let schema = applied(r#"{"id": 1.5, "name": "x"}"#, &rows);
        assert_eq!(schema["properties"]["id"], json!({"type": ["integer", "null"]}));
        assert_eq!(schema["properties"]["seen"], json!({"type": ["integer", "null"], "x-unshown": true}));
        let name = json!({"type": ["string", "null"], "x-nullable": true, "x-optional": true});
        assert_eq!(schema["properties"]["name"], name);
    }

    #[test]
    fn a_timestamp_shown_as_a_number_is_one() {
        for (shown, kind) in [("1700000000", "integer"), ("17.5", "number"), ("0", "integer")] {
            let schema = applied(&format!(r#"{{"rung": {shown}}}"#), &[row("rung", "Timestamp", "")]);
            assert_eq!(schema["properties"]["rung"], json!({"type": kind}));
        }
        let schema = applied(r#"{"rung": "2024-05-06T07:08:09Z"}"#, &[row("rung", "timestamp", "")]);
        assert_eq!(schema["properties"]["rung"]["format"], json!("date-time"));
    }

    #[test]
    fn rows_of_rows_describe_members_of_members_and_of_items() {
        let of = FieldRow { fields: vec![row("at", "date", "")], ..row("of", "", "") };
        for body in [r#"{"of": {"at": "x"}}"#, r#"{"of": [{"at": "x"}]}"#, r#"[{"of": {"at": "x"}}]"#] {
            let schema = applied(body, std::slice::from_ref(&of)).to_string();
            assert!(schema.contains(r#""format":"date""#), "{schema}");
        }
    }

    #[test]
    fn a_map_takes_any_names_with_values_as_shown() {
        let schema =
            applied(r#"{"labels": {"team": "north", "tier": "gold"}, "id": "a"}"#, &[row("labels", "", "A map.")]);
        let labels = &schema["properties"]["labels"];
        assert_eq!(labels["additionalProperties"], json!({"type": "string"}));
        assert_eq!((labels.get("properties"), &labels["x-map"]), (None, &json!(true)));
    }
}
