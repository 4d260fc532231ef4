//! Which documented type describes a place.

use std::collections::BTreeSet;

use serde_json::Value;

use super::cursor::{SchemaCursor, Subschema};
use super::set::{Origin, SchemaSet};
use crate::json::{Member, Node, Pointer, Value as NodeValue};
use crate::notation::documented_value::{is_annotation, object_type};

/// The full name of the type whose own schema documents the member at `pointer`; `None` where it is documented by no
/// type, or only inferred.
pub fn documenting_type<'s>(set: &'s SchemaSet, schema: &'s Value, pointer: &Pointer) -> Option<&'s str> {
    let tokens: Vec<_> = pointer.tokens().collect();
    let at = tokens.iter().rposition(|token| !token.bytes().all(|b| b.is_ascii_digit()))?;
    let parent = tokens[..at].iter().fold(Pointer::root(), |pointer, token| pointer.join(token));
    let cursor = SchemaCursor::at(set, schema, &parent);
    let has = |subschema: &&Subschema<'s>| {
        subschema.schema.get("properties").is_some_and(|p| p.get(tokens[at].as_str()).is_some())
    };
    cursor.here.iter().find(|subschema| subschema.name.is_some() && has(subschema)).and_then(|subschema| subschema.name)
}

/// Calls `visit` for each member of a body, at every depth: with the object's pointer, the member, and the documented types of
/// the object if none of them has it: neither they nor their bases, the types that inherit from them, or the type the object
/// names itself. There are none where one has it, or where nothing is documented. What is below a member is looked at where
/// `visit` decides so.
pub fn each_member<'s>(
    set: &'s SchemaSet,
    schema: &'s Value,
    body: &Node,
    visit: &mut impl FnMut(&Pointer, &Member, Vec<&'s str>) -> bool,
) {
    members_below(body, &SchemaCursor::root(set, schema), &Pointer::root(), visit);
}

fn members_below<'s>(
    node: &Node,
    cursor: &SchemaCursor<'s>,
    at: &Pointer,
    visit: &mut impl FnMut(&Pointer, &Member, Vec<&'s str>) -> bool,
) {
    match &node.value {
        NodeValue::Array { items, .. } => {
            for (index, item) in items.iter().enumerate().filter(|(_, item)| item.is_container()) {
                members_below(item, &cursor.step(&index.to_string()), &at.item(index), visit);
            }
        }
        NodeValue::Object { members, .. } => {
            let own = object_type(node);
            for member in members {
                let types = types_without(cursor, own, &member.key);
                if visit(at, member, types) && member.value.is_container() {
                    members_below(&member.value, &cursor.step(&member.key), &at.join(&member.key), visit);
                }
            }
        }
        _ => {}
    }
}

/// The documented types of an object, which calls itself `own`, if none of them has `member`.
fn types_without<'s>(cursor: &SchemaCursor<'s>, own: Option<&str>, member: &str) -> Vec<&'s str> {
    if is_annotation(member) || cursor.documents(member, None) != Some(false) {
        return Vec::new();
    }
    let set = cursor.set;
    if own.is_some_and(|name| set.resolve(name).is_none_or(|name| knows(set, name, member))) {
        return Vec::new();
    }
    let named = cursor.here.iter().filter_map(|subschema| subschema.name);
    let mut types: Vec<&str> =
        named.filter(|name| !matches!(set.get(name).map(|t| &t.origin), Some(Origin::User(_)))).collect();
    // A base is implied by what inherits from it.
    let bases: Vec<&str> = types.iter().flat_map(|name| set.index().lineage(name).into_iter().skip(1)).collect();
    types.retain(|name| !bases.contains(name));
    types.dedup();
    types
}

fn knows(set: &SchemaSet, name: &str, member: &str) -> bool {
    crate::schema::known_member(set, name, member) || crate::schema::is_open(set, name)
}

/// The documented types that describe what a body shows, by full name: of the body, its members and items, at every depth.
pub fn types_shown<'s>(set: &'s SchemaSet, schema: &'s Value, body: &Node) -> BTreeSet<&'s str> {
    let mut types = BTreeSet::new();
    gather(body, SchemaCursor::root(set, schema), &mut types);
    types
}

fn gather<'s>(node: &Node, cursor: SchemaCursor<'s>, types: &mut BTreeSet<&'s str>) {
    let cursor = cursor.with_type(object_type(node));
    types.extend(cursor.here.iter().filter_map(|subschema| subschema.name));
    for member in node.members().unwrap_or_default() {
        gather(&member.value, cursor.member(&member.key), types);
    }
    for item in node.items().unwrap_or_default() {
        gather(item, cursor.items(), types);
    }
}
