//! Whether the docs say that a member can be `null`.

use serde_json::{Value, json};

use super::cursor::SchemaCursor;
use super::set::{Origin, SchemaSet};
use crate::json::Pointer;

/// The keyword of a property that is documented as nullable.
pub(in crate::schema) const MARK: &str = "x-nullable";

/// Whether the docs say that `member` of the object at `pointer` can be `null`. A schema of the user's own says so by
/// accepting `null`; generated ones accept it almost everywhere, so there the page has to say so.
pub fn documents_null(set: &SchemaSet, schema: &Value, pointer: &Pointer, member: &str) -> bool {
    let object = SchemaCursor::at(set, schema, pointer);
    let own = |name: &str| set.get(name).is_some_and(|t| matches!(t.origin, Origin::User(_)));
    let by_own_schema = object.here.iter().any(|subschema| {
        let property = subschema.schema.get("properties").and_then(|properties| properties.get(member));
        subschema.name.is_some_and(own) && property.is_some_and(accepts_null)
    });
    by_own_schema || object.member(member).keyword(MARK).any(|mark| *mark == json!(true))
}

/// Whether a schema names `null` among what it accepts.
fn accepts_null(schema: &Value) -> bool {
    let lists_null = |keyword: &str, null: Value| {
        schema.get(keyword).is_some_and(|v| *v == null || v.as_array().is_some_and(|all| all.contains(&null)))
    };
    let branches = ["anyOf", "oneOf"].iter().filter_map(|keyword| schema.get(keyword)?.as_array()).flatten();
    lists_null("type", json!("null")) || lists_null("enum", Value::Null) || branches.into_iter().any(accepts_null)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::TypeSchema;
    use crate::text::{Location, Position};

    #[test]
    fn generated_schemas_document_null_by_a_mark_and_user_schemas_by_type() {
        let properties = json!({"properties": {"a": {"type": ["string", "null"]}, "b": {"x-nullable": true}}});
        let documented = |origin: Origin, member: &str| {
            let mut set = SchemaSet::default();
            set.insert("ns.x", TypeSchema { schema: properties.clone(), origin });
            let schema = json!({"type": "array", "items": {"$ref": "ns.x.json"}});
            documents_null(&set, &schema, &Pointer::parse("/3"), member)
        };
        let docs = || Origin::Docs(Location::new("x.md", Position::new(1, 1)));
        assert!(!documented(docs(), "a") && documented(docs(), "b") && documented(Origin::User("x.json".into()), "a"));
    }
}
