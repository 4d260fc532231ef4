//! The stand-ins of a body that its documented types do not accept as values.

use serde_json::Value;

use super::value::{sample_value, value_of_type};
use crate::json::{Node, Pointer, Value as NodeValue};
use crate::notation::documented_value::object_type;
use crate::notation::stand_in::{is_typed_stand_in, stands_for};
use crate::schema::resolve::cursor::SchemaCursor;
use crate::schema::validate::schemas::Schemas;

/// A word in place of a value (`"Double"`, `"Display Name value"`) that is not a value of the documented type.
#[derive(Debug, Clone, PartialEq)]
pub struct StandIn {
    /// Where it is.
    pub at: Pointer,
    /// Its first byte in the text of the body (the quote).
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// As shown.
    pub shown: String,
    /// A value that the documented type accepts.
    pub value: Value,
}

/// The keyword of a member whose schema is from a row of the page's own table.
pub(in crate::schema) const DOCUMENTED: &str = "x-documented";

/// The stand-ins of a body, in its order: only where a type is documented for exactly that member, and does not accept the
/// word itself.
pub fn stand_ins(body: &Node, schema: &Value, schemas: &Schemas) -> Vec<StandIn> {
    if !shows_stand_ins(body) {
        return Vec::new();
    }
    let mut search = Search { schemas, schema, at: Pointer::root(), found: Vec::new() };
    search.node(body, SchemaCursor::root(schemas.set(), schema), "");
    search.found
}

/// Whether a body shows a word that may be a stand-in: otherwise its schema says nothing about what is sent.
pub fn shows_stand_ins(body: &Node) -> bool {
    is_stand_in_below(body, "")
}

/// `key`: the name of the member that the node (or the array around it) is the value of.
fn is_stand_in_below(node: &Node, key: &str) -> bool {
    match &node.value {
        NodeValue::Object { members, .. } => members.iter().any(|member| is_stand_in_below(&member.value, &member.key)),
        NodeValue::Array { items, .. } => items.iter().any(|item| is_stand_in_below(item, key)),
        NodeValue::String(text) => is_typed_stand_in(key, text),
        _ => false,
    }
}

struct Search<'s> {
    schemas: &'s Schemas,
    schema: &'s Value,
    at: Pointer,
    found: Vec<StandIn>,
}

impl<'s> Search<'s> {
    /// `key`: the name of the member that the node (or the array around it) is the value of.
    fn node(&mut self, node: &Node, cursor: SchemaCursor<'s>, key: &str) {
        match &node.value {
            NodeValue::Object { members, .. } => {
                let cursor = cursor.with_type(object_type(node));
                for member in members {
                    self.at.push(&member.key);
                    self.node(&member.value, cursor.member(&member.key), &member.key);
                    self.at.pop();
                }
            }
            NodeValue::Array { items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    self.at = self.at.item(index);
                    self.node(item, cursor.items(), key);
                    self.at.pop();
                }
            }
            NodeValue::String(text) if is_typed_stand_in(key, text) => self.text(node, text, &cursor, key),
            _ => {}
        }
    }

    fn text(&mut self, node: &Node, text: &str, cursor: &SchemaCursor<'s>, key: &str) {
        let shown = Value::from(text);
        if !self.is_documented(cursor) || self.schemas.accept(cursor, &shown) {
            return;
        }
        let members = cursor.keyword("enum").filter_map(Value::as_array).flatten();
        let in_other_case =
            members.filter(|member| member.as_str().is_some_and(|member| member.eq_ignore_ascii_case(text)));
        let preferred = in_other_case.cloned().chain(stands_for(key, text).map(value_of_type)).collect();
        let value = sample_value(cursor, self.schemas, preferred, 0);
        // An empty object would be no more right than the word.
        if let Some(value) = value.filter(|value| !value.is_null() && !value.is_object() && !value.is_array()) {
            let at = self.at.clone();
            self.found.push(StandIn { at, start: node.start, end: node.end, shown: text.to_owned(), value });
        }
    }

    /// Whether a documented type or a row of a table is about this very place; else only the example does.
    fn is_documented(&self, cursor: &SchemaCursor<'s>) -> bool {
        cursor
            .here
            .iter()
            .any(|spot| !std::ptr::eq(spot.document, self.schema) || spot.schema.get(DOCUMENTED).is_some())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::{Origin, SchemaSet, TypeSchema};

    fn filled(body: &str, schema: &Value) -> Vec<(String, String, Value)> {
        let mut set = SchemaSet::default();
        let properties = json!({
            "level": {"enum": ["unknownFutureValue", "low", null]}, "score": {"type": "number"}, "name": {"type": "string"},
            "at": {"type": "string", "format": "date-time"}, "id": {"type": "string", "format": "uuid"},
            "kinds": {"type": "array", "items": {"enum": ["date", "time"]}}, "case": {"enum": ["text", "html"]},
            "inner": {"type": "object"}});
        let typed = TypeSchema { schema: json!({"properties": properties}), origin: Origin::User("x.json".into()) };
        set.insert("ns.x", typed);
        let root = crate::json::read(body).expect("reads").root;
        let found = stand_ins(&root, schema, &Schemas::new(set));
        found
            .into_iter()
            .map(|found| (found.at.as_str().to_owned(), body[found.start..found.end].to_owned(), found.value))
            .collect()
    }

    fn places(body: &str, schema: &Value) -> Vec<String> {
        filled(body, schema).into_iter().map(|(at, ..)| at).collect()
    }

    #[test]
    fn a_stand_in_that_is_not_a_value_of_its_documented_type_is_found() {
        let body = r#"{"level": "String", "score": "Double", "at": "String (timestamp)", "id": "Id value",
            "name": "String", "kinds": ["date", "String"], "free": "Double", "inner": "String"}"#;
        let expected = [
            ("/level", "\"String\"", json!("low")),
            ("/score", "\"Double\"", json!(1.5)),
            ("/at", "\"String (timestamp)\"", json!("2024-01-01T00:00:00Z")),
            ("/id", "\"Id value\"", json!("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")),
            ("/kinds/1", "\"String\"", json!("date")),
        ];
        let expected = expected.map(|(at, shown, value)| (at.to_owned(), shown.to_owned(), value));
        assert_eq!(filled(body, &json!({"$ref": "ns.x.json"})), expected);
    }

    #[test]
    fn what_is_not_a_stand_in_is_left_alone_whatever_the_type() {
        let body = r#"{"level": "medium", "score": "5", "at": 1700000042, "id": 7, "case": "HTML", "kinds": ["day"]}"#;
        assert_eq!(places(body, &json!({"$ref": "ns.x.json"})), [""; 0]);
    }

    #[test]
    fn a_member_of_which_only_the_example_speaks_keeps_its_word() {
        let number = json!({"type": "number"});
        let body = r#"{"bed": "double"}"#;
        assert_eq!(places(body, &json!({"x-inferred": true, "properties": {"bed": number}})), [""; 0]);
        let by_table = json!({"x-inferred": true, "properties": {"bed": {"type": "number", DOCUMENTED: true}}});
        assert_eq!(places(body, &by_table), ["/bed"]);
    }
}
