//! The JSON Schema of what a type cell or a value of a resource block says.

use serde_json::{Map, Value, json};

use crate::notation::shape::Shape;
use crate::notation::type_word::Word;
use crate::schema::resolve::index::{Lookup, Named};
use crate::schema::resolve::set::reference;

impl Shape {
    /// With every name looked up.
    pub(in crate::schema) fn resolve_names(self, lookup: &Lookup<'_>) -> Self {
        match self {
            Self::Named(name) => match lookup.named(&name) {
                Named::Type(full) => Self::Type(full.to_owned()),
                Named::Enum(values) => Self::Enum(values),
                Named::Several => Self::Any,
                Named::Unknown => Self::Unknown(name),
            },
            Self::List(inner) => inner.resolve_names(lookup).list(),
            Self::Object(members) => {
                Self::Object(members.into_iter().map(|(key, shape)| (key, shape.resolve_names(lookup))).collect())
            }
            Self::Either(a, b) => Self::Either(Box::new(a.resolve_names(lookup)), Box::new(b.resolve_names(lookup))),
            other => other,
        }
    }

    /// The schema; `nullable`: `null` is allowed too.
    pub(in crate::schema) fn schema(&self, nullable: bool) -> Value {
        match self {
            Self::Any | Self::Named(_) | Self::Unknown(_) => json!({}),
            Self::Text => or_null(Word::String.schema(), nullable),
            Self::Figure => or_null(Word::Number.schema(), nullable),
            Self::Word(word) => or_null(word.schema(), nullable),
            Self::Enum(values) => enum_schema(values, nullable),
            Self::Type(name) => either_or_null(vec![reference(name)], nullable),
            Self::List(inner) => or_null(json!({"type": "array", "items": inner.schema(false)}), nullable),
            Self::Object(members) if members.is_empty() => or_null(json!({"type": "object", "x-open": true}), nullable),
            Self::Object(members) => {
                let members: Map<_, _> = members.iter().map(|(key, s)| (key.clone(), s.schema(true))).collect();
                or_null(json!({"type": "object", "properties": members}), nullable)
            }
            Self::Either(a, b) => either_or_null(vec![a.schema(false), b.schema(false)], nullable),
        }
    }
}

fn enum_schema(values: &[String], nullable: bool) -> Value {
    let mut members: Vec<Value> = values.iter().map(|v| Value::from(v.as_str())).collect();
    if nullable {
        members.push(Value::Null);
    }
    json!({ "enum": members })
}

/// The schema with `null` added to its `type`; a schema without one already accepts anything.
pub(in crate::schema) fn or_null(mut schema: Value, nullable: bool) -> Value {
    if let Some(kind) = schema.get_mut("type").filter(|_| nullable) {
        let mut kinds = match kind.take() {
            Value::Array(kinds) => kinds,
            one => vec![one],
        };
        if !kinds.contains(&json!("null")) {
            kinds.push(json!("null"));
        }
        *kind = Value::Array(kinds);
    }
    schema
}

fn either_or_null(mut branches: Vec<Value>, nullable: bool) -> Value {
    if branches.iter().any(|branch| branch.as_object().is_some_and(Map::is_empty)) {
        return json!({});
    }
    if nullable {
        branches.push(json!({"type": "null"}));
    }
    match branches.len() {
        1 => branches.remove(0),
        _ => json!({ "anyOf": branches }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn null_is_added_beside_every_kind_of_schema() {
        assert_eq!(Shape::Word(Word::Date).schema(true), json!({"type": ["string", "null"], "format": "date"}));
        let twice = or_null(or_null(json!({"type": "string"}), true), true);
        assert_eq!(twice, json!({"type": ["string", "null"]}));
        assert_eq!(Shape::Enum(vec!["a".into()]).schema(true), json!({"enum": ["a", null]}));
        let nullable_type = json!({"anyOf": [{"$ref": "ns.x.json"}, {"type": "null"}]});
        assert_eq!(Shape::Type("ns.x".into()).schema(true), nullable_type);
        assert_eq!(Shape::Type("ns.x".into()).schema(false), json!({"$ref": "ns.x.json"}));
    }
}
