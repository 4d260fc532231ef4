//! The schema of a documented type, with what an example shows beyond it.

use super::infer;
use super::infer::{Scope, object_of};
use super::members::by_name;
use crate::json::Node;
use crate::notation::documented_value::{is_annotation, object_type};
use crate::schema::resolve::cursor::SchemaCursor;
use crate::schema::resolve::set::{known_member, reference};
use serde_json::{Map, Value, json};

/// The documented type, with inferred constraints only for the members that neither it nor its bases document.
pub(in crate::schema) fn typed(scope: Scope<'_>, name: &str, objects: &[&Node]) -> Value {
    let whole = reference(name);
    match extras(scope, &SchemaCursor::root(scope.set, &whole), objects) {
        Some(extras) => object_of([("allOf", Value::Array(vec![whole, extras]))]),
        None => whole,
    }
}

/// Constraints in addition to those of the documented types in `cursor`; `None` if the types document everything that is shown.
fn extras(scope: Scope<'_>, cursor: &SchemaCursor<'_>, shown: &[&Node]) -> Option<Value> {
    let scope = scope.deeper()?;
    let objects: Vec<&Node> = shown.iter().copied().filter(|node| node.members().is_some()).collect();
    let items: Vec<&Node> = shown.iter().filter_map(|node| node.items()).flatten().collect();
    if !items.is_empty() {
        return extras(scope, &cursor.items(), &items).map(|inner| object_of([("items", inner)]));
    }
    // Inferring inside what the docs leave open (`{}`) would invent constraints where they promise none.
    if !cursor.is_documented() {
        return None;
    }
    let mut members = Map::new();
    for (key, values) in by_name(&objects) {
        if is_annotation(key) {
            continue;
        }
        let is_nested = |value: &&Node| value.members().is_some() || value.items().is_some();
        let schema = if !cursor.has_member(key) {
            let of_subtype = |object: &&Node| object_type(object).is_some_and(|own| known_member(scope.set, own, key));
            let foreign = objects.iter().any(of_subtype);
            (!foreign).then(|| infer::schema(scope, key, &values))
        } else if values.iter().any(is_nested) {
            extras(scope, &cursor.member(key), &values)
        } else {
            None
        };
        members.extend(schema.map(|schema| (key.to_owned(), schema)));
    }
    let inferred = |members| object_of([("properties", Value::Object(members)), ("x-inferred", json!(true))]);
    (!members.is_empty()).then(|| inferred(members))
}
