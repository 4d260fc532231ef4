//! The schema of an object, put together from those of its members.

use serde_json::{Map, Value, json};

/// An object of these members, which are moved: `json!` would write each of them again, and what is below it once for each level.
pub(in crate::schema) fn object_of<const N: usize>(members: [(&str, Value); N]) -> Value {
    Value::Object(members.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}

/// The schema of an object whose members were inferred from examples.
pub(in crate::schema) fn inferred_object(properties: Map<String, Value>) -> Value {
    object_of([("type", json!("object")), ("properties", Value::Object(properties)), ("x-inferred", json!(true))])
}

/// The names that are not keys of a map.
pub(in crate::schema) const ANNOTATION: &str = "@odata\\.|^@";
