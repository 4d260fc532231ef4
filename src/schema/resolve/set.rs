//! `SchemaSet`: the documented types and the user's own schemas, by name.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::OnceLock;

use serde_json::{Value, json};

use super::index::{Enums, Index, Lookup, Named, Subtypes};
use crate::schema::broken_schema::BrokenSchema;
use crate::text::{Location, Position};

/// Documented types by full name. File name of a type: `{name}.json`; references between them are such file names.
#[derive(Debug, Clone, Default)]
pub struct SchemaSet {
    /// The types. For reading; added to by [`SchemaSet::insert`].
    pub types: BTreeMap<String, TypeSchema>,
    /// The files of the user's own that cannot be used.
    pub broken: Vec<BrokenSchema>,
    /// By type and property the rows of tables.
    pub(in crate::schema) rows: BTreeMap<String, BTreeMap<String, Position>>,
    enums: Enums,
    index: OnceLock<Index>,
}

/// The schema of one type.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeSchema {
    /// JSON Schema 2020-12.
    pub schema: Value,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where the schema of a type comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Made from a documented resource.
    Docs(Location),
    /// A schema file of the user's own: wins over the docs.
    User(PathBuf),
}

impl SchemaSet {
    /// The types, apart from enum tables that are only found by their name.
    pub(in crate::schema) fn new(types: BTreeMap<String, TypeSchema>, enums: Enums) -> Self {
        Self { types, broken: Vec::new(), rows: BTreeMap::new(), enums, index: OnceLock::new() }
    }

    /// Adds a type, or replaces the one of that name.
    pub fn insert(&mut self, name: impl Into<String>, schema: TypeSchema) {
        self.types.insert(name.into(), schema);
        self.index = OnceLock::new();
    }

    /// Where the table of a type's page has one of its properties.
    pub fn row(&self, name: &str, property: &str) -> Option<Position> {
        self.rows.get(name)?.get(property).copied()
    }

    /// The schema of a type by its exact full name.
    pub fn get(&self, name: &str) -> Option<&TypeSchema> {
        self.types.get(name)
    }

    /// The full name of a type written in any case, with or without its namespace and leading `#`; `None` where no type
    /// or more than one fits.
    pub fn resolve(&self, name: &str) -> Option<&str> {
        match self.lookup("").named(name) {
            Named::Type(full) => Some(full),
            Named::Enum(_) | Named::Several | Named::Unknown => None,
        }
    }

    pub(in crate::schema) fn index(&self) -> &Index {
        self.index.get_or_init(|| {
            let base = |t: &TypeSchema| base_of(&t.schema).map(str::to_owned);
            let types: Vec<_> = self.types.iter().map(|(name, t)| (name.as_str(), base(t))).collect();
            Index::new(types.iter().map(|(name, base)| (*name, base.as_deref())))
        })
    }

    /// What the types that derive from a type add to it; `None` if there are none.
    pub(super) fn subtypes(&self, name: &str) -> Option<&Subtypes> {
        let index = self.index();
        index.subtypes(name, || {
            let mut subtypes = Subtypes::default();
            for subtype in index.descendants(name).into_iter().filter_map(|name| self.get(name)) {
                let properties = subtype.schema.get("properties").and_then(Value::as_object);
                subtypes.members.extend(properties.into_iter().flat_map(serde_json::Map::keys).cloned());
                subtypes.is_open |= is_marked_open(&subtype.schema);
            }
            subtypes
        })
    }

    pub(in crate::schema) fn lookup<'s>(&'s self, namespace: &'s str) -> Lookup<'s> {
        self.index().lookup(namespace, "").with_enums(&self.enums)
    }

    /// The type that a `$ref` names, if the set has it.
    pub(in crate::schema) fn referred(&self, reference: &str) -> Option<(&str, &TypeSchema)> {
        let (name, schema) = self.types.get_key_value(type_of_file(reference)?)?;
        Some((name, schema))
    }
}

/// The dialect of every schema we make.
pub(in crate::schema) const DRAFT: &str = "https://json-schema.org/draft/2020-12/schema";

/// `ns.x` -> `ns.x.json`
pub(in crate::schema) fn file_name(name: &str) -> String {
    format!("{name}.json")
}

/// `ns.x.json` (also `./ns.x.json`, `ns.x.json#`) -> `ns.x`; `None` for a reference to anything but a whole file.
pub(in crate::schema) fn type_of_file(reference: &str) -> Option<&str> {
    let file = reference.strip_suffix('#').unwrap_or(reference);
    file.strip_prefix("./").unwrap_or(file).strip_suffix(".json")
}

/// `{"$ref": "ns.x.json"}`
pub(in crate::schema) fn reference(name: &str) -> Value {
    json!({ "$ref": file_name(name) })
}

/// The base type that a generated schema names in its `allOf`, or whose members it took over.
pub(in crate::schema) fn base_of(schema: &Value) -> Option<&str> {
    match schema.get("x-base").and_then(Value::as_str) {
        Some(base) => type_of_file(base),
        None => referred_base(schema),
    }
}

/// The base type that a generated schema refers to.
pub(in crate::schema) fn referred_base(schema: &Value) -> Option<&str> {
    let first = schema.get("allOf")?.as_array()?.first()?;
    type_of_file(first.get("$ref")?.as_str()?)
}

/// Whether a type, or a base of it, documents a property of this name.
pub fn known_member(set: &SchemaSet, type_name: &str, member: &str) -> bool {
    own_or_inherited(set, type_name, |schema| {
        schema.get("properties").is_some_and(|properties| properties.get(member).is_some())
    })
}

/// Whether a type, or a base of it, is documented as open: members nothing documents are allowed. A schema of the
/// user's own is open unless it says otherwise, as in JSON Schema.
pub fn is_open(set: &SchemaSet, type_name: &str) -> bool {
    let users = |name: &str| matches!(set.get(name), Some(TypeSchema { origin: Origin::User(_), .. }));
    set.resolve(type_name).is_some_and(users) || own_or_inherited(set, type_name, is_marked_open)
}

/// Whether the schema of a type states that the docs call it open.
pub(super) fn is_marked_open(schema: &Value) -> bool {
    schema.get("x-open") == Some(&Value::Bool(true))
}

/// A type's full name, then those of what it inherits from.
pub fn lineage<'s>(set: &'s SchemaSet, full: &'s str) -> Vec<&'s str> {
    set.index().lineage(full)
}

fn own_or_inherited(set: &SchemaSet, type_name: &str, says: impl Fn(&Value) -> bool) -> bool {
    let Some(full) = set.resolve(type_name) else { return false };
    set.index().lineage(full).into_iter().filter_map(|name| set.get(name)).any(|t| says(&t.schema))
}

#[cfg(test)]
pub(in crate::schema) mod tests {
    use super::*;
    use crate::text::Position;

    /// Users and guests, who are users too.
    pub(in crate::schema) fn people() -> SchemaSet {
        let mut set = SchemaSet::default();
        let schemas = [
            ("ns.entity", json!({"type": "object", "properties": {"id": {"type": ["string", "null"]}}})),
            (
                "ns.user",
                json!({"type": "object", "allOf": [{"$ref": "ns.entity.json"}], "properties": {
                "age": {"type": ["integer", "null"]}, "manager": {"anyOf": [{"$ref": "ns.user.json"}, {"type": "null"}]}}}),
            ),
            (
                "ns.guest",
                json!({"type": "object", "allOf": [{"$ref": "ns.user.json"}], "properties": {
                "host": {"type": ["string", "null"]}}}),
            ),
        ];
        for (name, schema) in schemas {
            let origin = Origin::Docs(Location::new("a.md", Position::new(1, 1)));
            set.insert(name, TypeSchema { schema, origin });
        }
        set
    }

    #[test]
    fn members_are_known_by_short_name_and_through_bases() {
        let set = people();
        assert!(known_member(&set, "#ns.Guest", "id") && !known_member(&set, "user", "host"));
        assert!(!known_member(&set, "nobody", "id") && !is_open(&set, "user"));
    }
}
