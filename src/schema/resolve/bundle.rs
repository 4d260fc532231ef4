//! A schema made self-contained, with everything it refers to under `$defs`.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::set::{DRAFT, SchemaSet, file_name, reference, type_of_file};

impl SchemaSet {
    /// One self-contained document: the type with everything it refers to under `$defs`.
    pub fn bundle(&self, name: &str) -> Option<Value> {
        let full = self.resolve(name)?;
        let mut document = self_contained(self, &json!({"title": full, "$ref": file_name(full)}));
        document["$schema"] = json!(DRAFT);
        Some(document)
    }

    /// A schema whose references are file names of the set, with everything it refers to under `$defs`.
    pub fn self_contained(&self, schema: &Value) -> Value {
        let mut document = self_contained(self, schema);
        if let Some(members) = document.as_object_mut() {
            members.insert("$schema".to_owned(), json!(DRAFT));
        }
        document
    }

    /// One self-contained document with every type under `$defs`.
    pub fn bundle_all(&self) -> Value {
        let all: Vec<Value> = self.types.keys().map(|name| reference(name)).collect();
        let mut document = self_contained(self, &json!({"$schema": DRAFT, "anyOf": all}));
        // The references were only there to be gathered: the document itself describes nothing.
        if let Some(members) = document.as_object_mut() {
            members.shift_remove("anyOf");
        }
        document
    }
}

/// `schema` with everything it refers to in the set under `$defs`, so that it is self-contained. A reference to a file that is
/// not in the set allows anything.
pub(in crate::schema) fn self_contained(set: &SchemaSet, schema: &Value) -> Value {
    let mut open = BTreeSet::new();
    let mut document = rewritten(set, schema, "", false, &mut open);
    let mut definitions = Map::new();
    while let Some(name) = open.pop_first() {
        let Some(definition) = set.get(&name).filter(|_| !definitions.contains_key(&name)) else { continue };
        let mut definition = rewritten(set, &definition.schema, &name, false, &mut open);
        if let Value::Object(members) = &mut definition {
            // In a bundle these would open a resource of its own, and references would be resolved against it.
            members.retain(|key, _| key != "$schema" && key != "$id");
        }
        definitions.insert(name, definition);
    }
    definitions.sort_keys();
    if let Value::Object(members) = &mut document
        && !definitions.is_empty()
    {
        match members.get_mut("$defs").and_then(Value::as_object_mut) {
            Some(own) => own.extend(definitions),
            None => drop(members.insert("$defs".to_owned(), Value::Object(definitions))),
        }
    }
    document
}

/// A schema found in `document`, so that its local references (`#/...`) still resolve there when it is compiled on its own.
pub(in crate::schema) fn below<'v>(document: &Value, schema: &'v Value) -> Cow<'v, Value> {
    if std::ptr::eq(document, schema) || !refers_locally(schema) {
        return Cow::Borrowed(schema);
    }
    let mut own = with_local_references_below(schema, DOCUMENT);
    if let Value::Object(members) = &mut own {
        let document = with_local_references_below(document, DOCUMENT);
        members.insert("$defs".to_owned(), json!({ DOCUMENT: document }));
    }
    Cow::Owned(own)
}

/// The name under `$defs` of the document that a schema was taken from.
const DOCUMENT: &str = "x-document";

fn refers_locally(schema: &Value) -> bool {
    match schema {
        Value::Array(items) => items.iter().any(refers_locally),
        Value::Object(members) => members.iter().any(|(key, value)| match value.as_str() {
            Some(target) => key == "$ref" && target.starts_with('#'),
            None => !is_data(key) && refers_locally(value),
        }),
        _ => false,
    }
}

/// The schema with `#/x` turned into `#/$defs/{name}/x`.
fn with_local_references_below(schema: &Value, name: &str) -> Value {
    match schema {
        Value::Array(items) => items.iter().map(|item| with_local_references_below(item, name)).collect(),
        Value::Object(members) => {
            let moved = |(key, value): (&String, &Value)| {
                let fragment = value.as_str().filter(|_| key == "$ref").and_then(|target| target.strip_prefix('#'));
                let value = match fragment {
                    Some(fragment) => format!("#/$defs/{name}{fragment}").into(),
                    None if is_data(key) => value.clone(),
                    None => with_local_references_below(value, name),
                };
                (key.clone(), value)
            };
            Value::Object(members.iter().map(moved).collect())
        }
        other => other.clone(),
    }
}

/// The schema with references to files turned into references to `$defs`; `home`: the type it is the schema of; `named`: the
/// members are schemas by name, not keywords.
fn rewritten(set: &SchemaSet, schema: &Value, home: &str, named: bool, open: &mut BTreeSet<String>) -> Value {
    match schema {
        Value::Array(items) => Value::Array(items.iter().map(|item| rewritten(set, item, home, false, open)).collect()),
        Value::Object(members) => {
            let mut out = Map::new();
            for (key, value) in members {
                match value.as_str().filter(|_| key == "$ref" && !named) {
                    Some(target) => {
                        out.extend(target_in_bundle(set, target, home, open).map(|t| (key.clone(), t.into())));
                    }
                    None if !named && is_data(key) => drop(out.insert(key.clone(), value.clone())),
                    None => {
                        let below = !named && holds_named(key);
                        out.insert(key.clone(), rewritten(set, value, home, below, open));
                    }
                }
            }
            Value::Object(out)
        }
        other => other.clone(),
    }
}

/// Whether a keyword's members are schemas by name: a property called `default` is not a keyword.
pub(super) fn holds_named(keyword: &str) -> bool {
    matches!(keyword, "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas")
}

/// Whether a keyword's value is data, not a schema: a member called `$ref` in there is not a reference.
pub(super) fn is_data(keyword: &str) -> bool {
    matches!(keyword, "enum" | "const" | "default" | "examples")
}

fn target_in_bundle(set: &SchemaSet, target: &str, home: &str, open: &mut BTreeSet<String>) -> Option<String> {
    let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
    let name = if file.is_empty() { home } else { type_of_file(file)? };
    if name.is_empty() || (!fragment.is_empty() && !fragment.starts_with('/')) {
        return Some(target.to_owned());
    }
    let (name, _) = set.types.get_key_value(name)?;
    open.insert(name.clone());
    Some(format!("#/$defs/{name}{fragment}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Origin, TypeSchema};

    #[test]
    fn a_bundle_stands_alone_even_with_cycles() {
        let mut set = SchemaSet::default();
        let node = json!({"type": "object", "properties": {
            "next": {"$ref": "ns.node.json"}, "lost": {"$ref": "ns.lost.json"}, "leaf": {"$ref": "ns.leaf.json"},
            "default": {"$ref": "ns.leaf.json"}}});
        let leaf = json!({"$id": "x", "$defs": {"a": {"type": "string"}}, "properties": {"v": {"$ref": "#/$defs/a"}}});
        for (name, schema) in [("ns.node", node), ("ns.leaf", leaf)] {
            set.insert(name, TypeSchema { schema, origin: Origin::User("x.json".into()) });
        }
        let bundle = set.bundle("node").expect("known");
        assert_eq!(bundle["$defs"]["ns.node"]["properties"]["default"], json!({"$ref": "#/$defs/ns.leaf"}));
        let validator = jsonschema::validator_for(&bundle).expect("a stock validator takes it");
        assert!(validator.is_valid(&json!({"next": {"leaf": {"v": "x"}}, "lost": 1})));
        assert!(!validator.is_valid(&json!({"next": {"next": {"leaf": {"v": 1}}}})));
        assert!(!validator.is_valid(&json!({"next": "x"})));
        assert_eq!(set.bundle("other"), None);
    }
}
