//! What lists and comments of a page say about the members of a response, as marks in its inferred schema.

use serde_json::{Value, json};

/// The keyword of a member that is documented though no example shows it.
pub(in crate::schema) const UNSHOWN: &str = "x-unshown";

/// The keyword of a member that may be absent.
pub(in crate::schema) const OPTIONAL: &str = "x-optional";

/// The keyword of an object whose names are data.
pub(in crate::schema) const MAP: &str = "x-map";

/// Whether an inferred schema documents a member nevertheless.
pub(super) fn documents(schema: &Value, member: &str) -> bool {
    let marked = |schema: &Value, keyword: &str| schema.get(keyword) == Some(&json!(true));
    let property = schema.get("properties").and_then(|properties| properties.get(member));
    marked(schema, MAP) || property.is_some_and(|property| marked(property, UNSHOWN))
}
