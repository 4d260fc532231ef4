//! The members of documented types that a value has, for counting coverage.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::cursor::SchemaCursor;
use super::set::SchemaSet;
use crate::json::ValueType;

/// A member of an object of a documented type.
#[derive(Debug, Clone, Copy)]
pub struct TypedMember<'w> {
    /// The type's full name.
    pub type_name: &'w str,
    /// The member's name.
    pub name: &'w str,
    /// Whether the type lists it.
    pub is_documented: bool,
    /// Whether the value is of none of the documented kinds.
    pub is_of_other_kind: bool,
    /// The received value.
    pub value: &'w Value,
    /// The object that it is a member of.
    pub object: &'w Map<String, Value>,
}

/// Calls `seen` for each object of a documented type in a value (with no member), and for each of its members.
pub fn typed_members<'s>(
    set: &'s SchemaSet,
    schema: &'s Value,
    value: &Value,
    seen: &mut dyn FnMut(&str, Option<TypedMember<'_>>),
) {
    walk(&SchemaCursor::root(set, schema), value, seen);
}

fn walk(cursor: &SchemaCursor<'_>, value: &Value, seen: &mut dyn FnMut(&str, Option<TypedMember<'_>>)) {
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                walk(&cursor.item(at), item, seen);
            }
        }
        Value::Object(members) => {
            let types: BTreeSet<&str> = cursor.here.iter().filter_map(|subschema| subschema.name).collect();
            // The first one is what the response is documented as; those after it are its bases and parts.
            let first = cursor.here.iter().find_map(|subschema| subschema.name);
            for name in &types {
                seen(name, None);
            }
            for (name, value) in members.iter().filter(|(name, _)| !name.contains('@')) {
                let below = cursor.member(name);
                let lists = |subschema: &&super::cursor::Subschema<'_>| {
                    subschema.schema.get("properties").is_some_and(|properties| properties.get(name).is_some())
                };
                let listing = cursor.here.iter().filter(|subschema| subschema.name.is_some()).find(lists);
                let is_documented = listing.is_some() || !below.here.is_empty();
                if let Some(type_name) = listing.and_then(|subschema| subschema.name).or(first) {
                    let is_of_other_kind = is_documented && !is_of_kind(&below, value);
                    let object = members;
                    let member = TypedMember { type_name, name, is_documented, is_of_other_kind, value, object };
                    seen(type_name, Some(member));
                }
                walk(&below, value, seen);
            }
        }
        _ => {}
    }
}

/// Whether a value is of a kind that one of the schemas names; `null` always is, as another rule judges it.
fn is_of_kind(cursor: &SchemaCursor<'_>, value: &Value) -> bool {
    let shown = ValueType::of(value);
    if shown == ValueType::Null {
        return true;
    }
    // A number with a fraction is not an integer.
    let names = |word: &Value| match word.as_str() {
        Some("integer") => shown == ValueType::Integer,
        word => word.is_some_and(|word| shown.is_named(word)),
    };
    let mut kinds = cursor.keyword("type").peekable();
    kinds.peek().is_none()
        || kinds.any(|kinds| kinds.as_array().map_or_else(|| names(kinds), |kinds| kinds.iter().any(names)))
}

/// The members that a type lists itself, each with the texts that its value may be, if these are listed.
pub fn members_of<'s>(set: &'s SchemaSet, type_name: &str) -> Vec<(&'s str, Vec<&'s str>)> {
    let properties = set.get(type_name).and_then(|found| found.schema.get("properties")?.as_object());
    let members = properties.into_iter().flatten().filter(|(name, _)| !name.contains('@'));
    members.map(|(name, schema)| (name.as_str(), listed_values(set, schema))).collect()
}

fn listed_values<'s>(set: &'s SchemaSet, schema: &'s Value) -> Vec<&'s str> {
    let cursor = SchemaCursor::root(set, schema);
    let items = cursor.items();
    let listed = cursor.keyword("enum").chain(items.keyword("enum")).filter_map(Value::as_array).flatten();
    let listed: BTreeSet<&str> = listed.filter_map(Value::as_str).collect();
    listed.into_iter().collect()
}
