//! References of the user's own schemas that lead nowhere. What is not there allows anything, so that such a schema would
//! judge nothing without anyone noticing.

use serde_json::Value;

use super::bundle::{holds_named, is_data};
use super::set::{Origin, SchemaSet, type_of_file};
use crate::json::Pointer;
use crate::schema::broken_schema::{BrokenSchema, read_text};

impl SchemaSet {
    /// Looks every reference of the user's own schemas up in the set, which must be whole. A schema with one that leads nowhere is
    /// among the [broken ones](SchemaSet::broken).
    pub fn resolve_references(&mut self) {
        let mut dead = Vec::new();
        for (name, schema) in &self.types {
            let Origin::User(path) = &schema.origin else { continue };
            let mut found = Vec::new();
            references(&schema.schema, false, &Pointer::root(), &mut found);
            let first = found.into_iter().find_map(|(at, reference)| {
                let why = self.missing(&schema.schema, reference)?;
                Some((at, format!("`\"$ref\": \"{reference}\"` leads nowhere: {why}")))
            });
            if let Some((at, message)) = first {
                let text = read_text(path).unwrap_or_default();
                dead.push(BrokenSchema::at(name, path, &text, &at, message));
            }
        }
        for broken in dead {
            self.insert_broken(broken);
        }
    }

    /// The types that a user's own schemas refer to and that are not among them.
    pub(crate) fn referred_elsewhere(&self) -> Vec<&str> {
        let own = self.types.values().filter(|schema| matches!(schema.origin, Origin::User(_)));
        let mut found = Vec::new();
        own.for_each(|schema| references(&schema.schema, false, &Pointer::root(), &mut found));
        let files = found.into_iter().map(|(_, reference)| reference.split('#').next().unwrap_or_default());
        files.filter_map(type_of_file).filter(|name| self.get(name).is_none()).collect()
    }

    /// Why a reference that `home` holds leads nowhere; `None` where it leads to a schema.
    fn missing(&self, home: &Value, reference: &str) -> Option<String> {
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let target = match type_of_file(file) {
            _ if file.is_empty() => home,
            Some(name) if !file.contains("://") => match self.get(name) {
                Some(schema) => &schema.schema,
                None => {
                    return Some(format!(
                        "no schema file `{file}` is next to it, and no page documents a type `{name}`"
                    ));
                }
            },
            _ => {
                return Some(
                    "nothing is fetched: save the schema next to this file, and refer to `NAME.json`".to_owned(),
                );
            }
        };
        let there = if fragment.starts_with('/') {
            target.pointer(&decoded(fragment)).is_some()
        } else {
            fragment.is_empty() || has_anchor(target, fragment)
        };
        (!there).then(|| format!("there is no `#{fragment}` in it"))
    }
}

/// Each `$ref` of a schema, with its place; `named`: the members are schemas by name, not keywords.
fn references<'s>(schema: &'s Value, named: bool, at: &Pointer, found: &mut Vec<(Pointer, &'s str)>) {
    match schema {
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| references(item, false, &at.item(n), found));
        }
        Value::Object(members) => {
            for (key, value) in members {
                match value.as_str().filter(|_| key == "$ref" && !named) {
                    Some(target) => found.push((at.join(key), target)),
                    None if !named && is_data(key) => {}
                    None => references(value, !named && holds_named(key), &at.join(key), found),
                }
            }
        }
        _ => {}
    }
}

/// A fragment is percent-encoded (RFC 6901 section 6).
fn decoded(fragment: &str) -> String {
    percent_encoding::percent_decode_str(fragment).decode_utf8_lossy().into_owned()
}

fn has_anchor(schema: &Value, name: &str) -> bool {
    match schema {
        Value::Array(items) => items.iter().any(|item| has_anchor(item, name)),
        Value::Object(members) => members.iter().any(|(key, value)| {
            let anchor = matches!(key.as_str(), "$anchor" | "$dynamicAnchor") && value == name;
            anchor || (!is_data(key) && has_anchor(value, name))
        }),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::schema::TypeSchema;

    fn dead(schema: Value) -> Option<String> {
        let mut set = SchemaSet::default();
        let user = |file: &str| Origin::User(file.into());
        let lamp = json!({"$defs": {"a b": true}, "$anchor": "top"});
        set.insert("lamp", TypeSchema { schema: lamp, origin: user("lamp.json") });
        set.insert("desk", TypeSchema { schema, origin: user("own/desk.json") });
        set.resolve_references();
        set.broken.first().map(|broken| format!("{}: {}", broken.path.display(), broken.message))
    }

    #[test]
    fn a_reference_that_leads_somewhere_is_fine() {
        for good in
            ["lamp.json", "./lamp.json#", "lamp.json#/$defs/a%20b", "lamp.json#top", "#", "#/items/0", "desk.json"]
        {
            assert_eq!(dead(json!({"items": [{"$ref": good}]})), None, "{good}");
        }
        assert_eq!(dead(json!({"examples": [{"$ref": "none.json"}], "const": {"$ref": "x"}})), None);
        assert!(dead(json!({"properties": {"const": {"$ref": "none.json"}}})).is_some());
    }

    #[test]
    fn one_that_leads_nowhere_is_named_with_its_file() {
        for lost in [
            "none.json",
            "lamp.json#/$defs/b",
            "#/$defs/x",
            "#side",
            "https://h.example/lamp.json",
            "lamp",
            "lamp.yaml",
        ] {
            let error = dead(json!({"properties": {"id": {"$ref": lost}}})).expect("dead");
            assert!(error.starts_with("own/desk.json: ") && error.contains(lost), "{error}");
        }
    }
}
