//! The schema of a body by what the page of its operation says: the type it names, its own table, else the example.

use super::fits::{fits, is_unix_time, structure_fits};
use super::infer_scope::Scope;
use super::members::by_name;
use super::nullable;
use super::object_schema::{inferred_object, object_of};
use super::property::describe;
use super::value_schema::{members, schema, typed, with_kinds};
use crate::contract::{Property, TableSubject};
use crate::json::Node;
use crate::notation::documented_value::{is_annotation, object_type};
use crate::notation::shape::Shape;
use crate::notation::type_word::Word;
use crate::schema::resolve::set::{SchemaSet, known_member, reference};
use crate::schema::sample::stand_in_value::DOCUMENTED;
use serde_json::{Map, Value, json};

/// What the page of an operation contributes: the set of types and its own table.
pub(super) struct Page<'p> {
    pub(super) set: &'p SchemaSet,
    pub(super) properties: &'p [Property],
    /// Whether a table may be about this body.
    pub(super) is_about: fn(TableSubject) -> bool,
}

impl Page<'_> {
    pub(super) fn envelope(
        &self,
        documented: Option<&str>,
        word: Option<Word>,
        body: &Node,
        name: &str,
        inner: &Node,
    ) -> Value {
        let inner = match (inner.items(), word) {
            (Some(items), Some(word)) if items.iter().all(|item| fits(word, item)) => {
                json!({"type": "array", "items": word.schema()})
            }
            (Some(items), _) => self.list(documented, &items.iter().collect::<Vec<_>>()),
            (None, word) => self.value(documented, word, &[inner]),
        };
        let mut members = members(Scope::new(self.set), &[body], |key| key == name);
        for (key, shown) in by_name(&[body]).into_iter().filter(|(key, _)| *key != name) {
            if let Some(schema) = self.by_table(key, &shown) {
                members.insert(key.to_owned(), schema);
            }
        }
        members.insert(name.to_owned(), inner);
        inferred_object(members)
    }

    pub(super) fn list(&self, documented: Option<&str>, items: &[&Node]) -> Value {
        if items.is_empty() && documented.is_none() {
            return json!({"type": "array"});
        }
        let of_all = self.value(documented, None, items);
        let of_all = if documented.is_some() { of_all } else { with_kinds(Scope::new(self.set), "", items, of_all) };
        object_of([("type", json!("array")), ("items", of_all)])
    }

    /// The schema of a body or of the items of a collection.
    pub(super) fn value(&self, documented: Option<&str>, word: Option<Word>, shown: &[&Node]) -> Value {
        let objects = shown.iter().all(|node| node.members().is_some());
        if let Some(name) = documented {
            return if objects {
                self.with_table(documented, typed(Scope::new(self.set), name, shown), shown)
            } else {
                reference(name)
            };
        }
        if let Some(word) = word.filter(|word| shown.iter().all(|node| fits(*word, node))) {
            return word.schema();
        }
        let inferred = schema(Scope::new(self.set), "", shown);
        if objects { self.with_table(None, inferred, shown) } else { inferred }
    }

    /// Replaces what was inferred for a member by what the page's table says.
    fn with_table(&self, documented: Option<&str>, mut schema: Value, objects: &[&Node]) -> Value {
        if self.properties.is_empty() {
            return schema;
        }
        let named = || self.set.resolve(object_type(objects.first()?)?);
        let known = documented.or_else(named);
        let is_described = |key: &str| {
            let has_row = self.rows(key).next().is_some();
            has_row && !known.is_some_and(|name| known_member(self.set, name, key))
        };
        let mut members = objects.iter().filter_map(|object| object.members()).flatten();
        if !members.any(|member| is_described(&member.key)) {
            return schema;
        }
        for (key, shown) in by_name(objects).into_iter().filter(|(key, _)| is_described(key)) {
            if let Some(member) = inferred_members(&mut schema).and_then(|members| members.get_mut(key))
                && let Some(described) = self.by_table(key, &shown)
            {
                *member = described;
            }
        }
        schema
    }

    /// The rows of a name that may be about this body.
    fn rows(&self, key: &str) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(move |row| row.name == key && (self.is_about)(row.subject))
    }

    /// What the table says about a member; `None` where it says nothing, or the example is of another structure (then the
    /// row may well describe something else).
    fn by_table(&self, key: &str, shown: &[&Node]) -> Option<Value> {
        let mut rows = self.rows(key);
        let row = rows.next().filter(|_| !is_annotation(key))?;
        // A table of what is sent may be about the URL where the body has a table of its own.
        let contradicts = |other: &Property| {
            row.subject == TableSubject::Request
                && other.subject == TableSubject::RequestBody
                && other.type_text != row.type_text
        };
        if rows.any(contradicts) {
            return None;
        }
        let described = describe(Some(row), None, &self.set.lookup(""));
        let fitting = shown.iter().all(|node| structure_fits(&described.shape, node)) && !is_unix_time(row, shown);
        let vague = |shape: &Shape| matches!(shape, Shape::Any | Shape::Unknown(_));
        let list_of_vague = matches!(&described.shape, Shape::List(item) if vague(item));
        (fitting && !vague(&described.shape) && !list_of_vague).then(|| {
            let mut schema = described.shape.schema(described.nullable);
            nullable::mark(&mut schema, false, Some(row));
            mark_documented(&mut schema);
            schema
        })
    }
}

/// Marks the schema that a row gives a member, and that of its items.
fn mark_documented(schema: &mut Value) {
    if let Some(schema) = schema.as_object_mut() {
        schema.insert(DOCUMENTED.to_owned(), json!(true));
        schema.get_mut("items").into_iter().for_each(mark_documented);
    }
}

/// The members that were inferred at the top of a schema: its own, or those next to a documented type.
fn inferred_members(schema: &mut Value) -> Option<&mut Map<String, Value>> {
    if schema.get("allOf").is_some() {
        return schema.get_mut("allOf")?.get_mut(1)?.get_mut("properties")?.as_object_mut();
    }
    schema.get_mut("properties")?.as_object_mut()
}
