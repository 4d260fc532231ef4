//! A documented body with values that its schema accepts in the place of placeholders.

use serde_json::{Map, Value, json};

use super::value::{sample_value, value_of_type};
use crate::json::{Node, Pointer, Value as NodeValue};
use crate::notation::documented_value::object_type;
use crate::notation::stand_in::stands_for;
use crate::schema::resolve::cursor::SchemaCursor;
use crate::schema::validate::schemas::Schemas;

/// A documented body as it can be sent: placeholders replaced by values the schema accepts.
#[derive(Debug, Clone, PartialEq)]
pub struct Sample {
    /// The body.
    pub value: Value,
    /// Where a placeholder was replaced.
    pub placeholders: Vec<Pointer>,
}

/// Fills in a documented body: type words (`"String"`, `"Double"`) become values of the type, values that violate the
/// schema become values that satisfy it, what the docs elide is left out. Every other value stays as documented. A value
/// of another kind than the schema's (an object for a scalar, a scalar for an object) stays too: no invented value would
/// be closer to what the docs mean.
pub fn sample(body: &Node, schema: &Value, schemas: &Schemas) -> Sample {
    let mut sampler = Sampler { schemas, at: Pointer::root(), placeholders: Vec::new() };
    let value = sampler.sample_node(body, SchemaCursor::root(schemas.set(), schema), "");
    Sample { value, placeholders: sampler.placeholders }
}

struct Sampler<'s> {
    schemas: &'s Schemas,
    at: Pointer,
    placeholders: Vec<Pointer>,
}

impl<'s> Sampler<'s> {
    /// `key`: the name of the member that the node (or the array around it) is the value of.
    fn sample_node(&mut self, node: &Node, cursor: SchemaCursor<'s>, key: &str) -> Value {
        match &node.value {
            NodeValue::Object { members, .. } => {
                let cursor = cursor.with_type(object_type(node));
                let mut out = Map::new();
                for member in members.iter().filter(|member| member.value.value != NodeValue::Elision) {
                    self.at.push(&member.key);
                    let value = self.sample_node(&member.value, cursor.member(&member.key), &member.key);
                    self.at.pop();
                    out.insert(member.key.clone(), value);
                }
                Value::Object(out)
            }
            NodeValue::Array { items, .. } => {
                let mut out = Vec::with_capacity(items.len());
                for (index, item) in items.iter().enumerate() {
                    self.at = self.at.item(index);
                    out.push(self.sample_node(item, cursor.items(), key));
                    self.at.pop();
                }
                Value::Array(out)
            }
            _ => self.scalar(node, &cursor, key),
        }
    }

    fn scalar(&mut self, node: &Node, cursor: &SchemaCursor<'s>, key: &str) -> Value {
        let shown = node.to_serde();
        let word = shown.as_str().and_then(|text| stands_for(key, text));
        let mut members = cursor.keyword("enum").filter_map(Value::as_array).flatten();
        let is_member = members.clone().any(|member| *member == shown);
        let same = |member: &&Value| differs_in_case_only(member, &shown);
        let elided = matches!(node.value, NodeValue::Elision | NodeValue::Placeholder(_));
        if (word.is_none() || is_member) && !elided && self.schemas.accept(cursor, &shown) {
            return shown;
        }
        // `HTML` for `html` is a slip of the pen, not a wish for another member.
        let mut preferred: Vec<Value> =
            members.find(same).cloned().into_iter().chain(likely_intended(&shown)).collect();
        preferred.extend(word.map(value_of_type));
        let Some(value) = sample_value(cursor, self.schemas, preferred, 0) else { return shown };
        // Where a plain value is shown and the type is of another kind, the docs contradict themselves: an
        // empty object or `null` would be no more right, and farther from what they show.
        if word.is_none() && !elided && (value.is_null() || value.is_object() || value.is_array()) {
            return shown;
        }
        if value != shown {
            self.placeholders.push(self.at.clone());
        }
        value
    }
}

fn differs_in_case_only(one: &Value, other: &Value) -> bool {
    matches!((one.as_str(), other.as_str()), (Some(one), Some(other)) if one.eq_ignore_ascii_case(other))
}

/// What a value of the wrong kind most likely means: `"false"` -> `false`, `"3"` -> `3`, `1.5` -> `1`, `3` -> `"3"`.
fn likely_intended(shown: &Value) -> Vec<Value> {
    match shown {
        Value::String(text) => {
            let lower = text.trim().to_ascii_lowercase();
            let read = serde_json::from_str::<Value>(&lower).ok();
            read.filter(|value| value.is_boolean() || value.is_number()).into_iter().collect()
        }
        Value::Number(number) => {
            let whole = number.as_f64().filter(|n| n.abs() < 9e15).map(|n| json!(n.trunc() as i64));
            whole.into_iter().chain([json!(number.to_string())]).collect()
        }
        Value::Bool(yes) => vec![json!(yes.to_string())],
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Origin, SchemaSet, TypeSchema, infer};

    fn sampled(body: &str, schema: &Value) -> (Value, Vec<String>) {
        let body = crate::json::read(body).expect("reads").root;
        let sample = sample(&body, schema, &Schemas::new(SchemaSet::default()));
        (sample.value, sample.placeholders.iter().map(|p| p.as_str().to_owned()).collect())
    }

    #[test]
    fn stand_ins_become_values_the_schema_accepts() {
        let schema = json!({"properties": {
            "level": {"enum": ["unknownFutureValue", "low", null]}, "score": {"type": "number"}, "on": {"type": "boolean"},
            "at": {"type": "string", "format": "date-time"}, "id": {"type": "string", "format": "uuid"},
            "name": {"type": "string"}, "kind": {"enum": ["date", "time"]}, "case": {"enum": ["text", "html"]}}});
        let body = r#"{"level": "String", "score": "Double", "on": "false", "at": "String (timestamp)", "id": "Id value",
            "name": "Name value", "kind": "date", "gone": ..., "free": "Int32", "case": "HTML", "type": "Integer"}"#;
        let (value, placeholders) = sampled(body, &schema);
        assert_eq!(
            value,
            json!({"level": "low", "score": 1.5, "on": false, "at": "2024-01-01T00:00:00Z",
                "id": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "name": "Name value", "kind": "date", "free": 1, "case": "html",
                "type": "Integer"})
        );
        assert_eq!(placeholders, ["/level", "/score", "/on", "/at", "/id", "/free", "/case"]);
    }

    #[test]
    fn words_without_a_schema_become_values_of_their_type() {
        let body = r#"["String", "Boolean", 1024, "Edm.Double", "x"]"#;
        assert_eq!(sampled(body, &json!({})).0, json!(["string", true, 1024, 1.5, "x"]));
    }

    #[test]
    fn limits_and_required_members_of_a_users_schema_are_kept() {
        let schema = json!({"properties": {
            "n": {"type": "integer", "minimum": 10}, "s": {"type": "string", "minLength": 8},
            "o": {"type": "object", "required": ["a"], "properties": {"a": {"type": "boolean"}}}}});
        let (value, _) = sampled(r#"{"n": "Int32", "s": "String", "o": "String"}"#, &schema);
        assert_eq!(value, json!({"n": 10, "s": "stringst", "o": {"a": true}}));
    }

    #[test]
    fn every_keyword_of_a_users_schema_is_kept() {
        let schema = json!({"properties": {
            "n": {"type": "integer", "not": {"const": 1}},
            "s": {"type": "string", "oneOf": [{"minLength": 3}, {"maxLength": 64}]},
            "l": {"type": "array", "minItems": 1, "contains": {"const": 7}, "items": {"enum": [5, 7]}}}});
        let (value, _) = sampled(r#"{"n": "Int32", "s": "String", "l": "String"}"#, &schema);
        // No candidate fits the list: the documented word stays.
        assert_eq!(value, json!({"n": 0, "s": "/a", "l": "String"}));
    }

    #[test]
    fn each_schema_is_compiled_once_however_many_values_are_tried() {
        let schemas = Schemas::new(SchemaSet::default());
        let limited = json!({"type": "string", "pattern": "^[0-9.]+$", "maxLength": 9});
        let schema = json!({"type": "array", "items": {"properties": {"a": limited, "b": limited}}});
        let body = format!("[{}]", [r#"{"a": "String", "b": "String"}"#; 20].join(","));
        let sampled = sample(&crate::json::read(&body).expect("reads").root, &schema, &schemas);
        assert_eq!(sampled.value[19], json!({"a": "192.0.2.1", "b": "192.0.2.1"}));
        assert_eq!(schemas.compilations(), 1);
    }

    #[test]
    fn local_references_lead_into_the_document_of_the_type() {
        let mut set = SchemaSet::default();
        let schema = json!({"type": "object", "$defs": {"step": {"multipleOf": 4, "type": "integer"}},
            "properties": {"n": {"minimum": 8, "$ref": "#/$defs/step"}}});
        set.insert("ns.x", TypeSchema { schema, origin: Origin::User("ns.x.json".into()) });
        let schemas = Schemas::new(set);
        for (shown, sent) in [("12", 12), ("3", 8), ("10", 8)] {
            let body = crate::json::read(&format!("{{\"n\": {shown}}}")).expect("reads").root;
            assert_eq!(sample(&body, &json!({"$ref": "ns.x.json"}), &schemas).value, json!({"n": sent}), "{shown}");
        }
    }

    #[test]
    fn what_is_good_stays_as_it_is() {
        let body =
            r#"{"a": "0680424f-424f-0680-4f42-80064f428006", "b": [1, null, {"c": 1e2}], "d": "2016-12-31T23:57:10Z"}"#;
        let schema = infer(&crate::json::read(body).expect("reads").root);
        let (value, placeholders) = sampled(body, &schema);
        assert_eq!(value, serde_json::from_str::<Value>(body).expect("strict"));
        assert_eq!(placeholders, [""; 0]);
    }
}
