//! The schema of all values that were shown at one place, with all that is in them.

use serde_json::{Map, Value, json};

use super::infer_scope::Scope;
use super::kind_conditions::with_kind_conditions;
use super::members::{by_name, shown_members, shown_next_to_maps};
use super::object_schema::{ANNOTATION, inferred_object, object_of};
use super::shown_values::{ShownValues, is_unconstrained};
use crate::contract::{KindsOfItems, kinds_of_items};
use crate::json::{Node, Value as NodeValue};
use crate::notation::MapKeys;
use crate::notation::documented_value::{is_annotation, object_type};
use crate::notation::table::table_rows;
use crate::schema::resolve::cursor::SchemaCursor;
use crate::schema::resolve::set::{known_member, reference};

/// The schema of all values that were shown at one place; parts with a documented type are referred to. `key`: the name
/// of the member that they are values (or items) of.
pub(in crate::schema) fn schema(scope: Scope<'_>, key: &str, shown: &[&Node]) -> Value {
    let Some(scope) = scope.deeper() else { return json!({}) };
    if shown.iter().any(|node| is_unconstrained(node)) || shown.iter().all(|node| node.value == NodeValue::Null) {
        return json!({});
    }
    let mut values = ShownValues::of(key, shown);
    if values.are_objects() {
        return object(scope, &values.objects);
    }
    let mut out = Map::new();
    if !values.arrays.is_empty() {
        values.add_type("array");
        let items: Vec<&Node> = values.arrays.iter().filter_map(|array| array.items()).flatten().collect();
        if !items.is_empty() {
            out.insert("items".to_owned(), items_schema(scope, key, &values.arrays, &items));
        }
    }
    if !values.objects.is_empty() {
        values.add_type("object");
        // Next to other kinds a reference would constrain those too: only what the objects show themselves is kept.
        if let Value::Object(inner) = object(scope, &values.objects)
            && inner.contains_key("properties")
        {
            out.extend(inner);
        }
        out.remove("allOf");
    }
    values.describe(&mut out);
    Value::Object(out)
}

/// The schema of the items of arrays; of rows of a table with one for each column, where these differ.
fn items_schema(scope: Scope<'_>, key: &str, arrays: &[&Node], items: &[&Node]) -> Value {
    let mut of_any = with_kinds(scope, key, items, schema(scope, key, items));
    let tables = arrays.iter().map(|array| table_rows(array.items()?)).collect::<Option<Vec<_>>>();
    let Some(rows) =
        tables.map(|tables| tables.concat()).filter(|rows| rows.iter().all(|row| row.len() == rows[0].len()))
    else {
        return of_any;
    };
    let column = |at: usize| schema(scope, key, &rows.iter().map(|row| &row[at]).collect::<Vec<_>>());
    let columns: Vec<Value> = (0..rows[0].len()).map(column).collect();
    // The formats of one row may be chance.
    let kinds = |column: &Value| if rows.len() > 1 { column.clone() } else { column["type"].clone() };
    let differ = columns.windows(2).any(|pair| kinds(&pair[0]) != kinds(&pair[1]));
    if let Some(row) = of_any.as_object_mut().filter(|_| differ) {
        row.insert("prefixItems".to_owned(), Value::Array(columns));
    }
    of_any
}

/// The common schema of items, with what each kind of them shows by itself.
pub(super) fn with_kinds(scope: Scope<'_>, key: &str, items: &[&Node], merged: Value) -> Value {
    let kinds = scope.distinguishes_kinds().then(|| kinds_of_items(items)).flatten();
    let Some(KindsOfItems { member, kinds }) = kinds else { return merged };
    let of_kinds = kinds.into_iter().map(|(kind, items)| (kind, schema(scope.without_kinds(), key, &items)));
    with_kind_conditions(merged, member, of_kinds)
}

/// The schema of objects shown at one place: the type they all name, else their members taken together.
fn object(scope: Scope<'_>, objects: &[&Node]) -> Value {
    let mut types = objects.iter().map(|node| object_type(node).and_then(|name| scope.set.resolve(name)));
    if let Some(Some(first)) = types.next() {
        if types.all(|other| other == Some(first)) {
            return typed(scope, first, objects);
        }
    } else if types.all(|other| other.is_none()) {
        return plain_object(scope, objects);
    }
    // Of different types: each object names its own; what they share is only that they are objects.
    json!({"type": "object", "x-inferred": true})
}

/// The schema of objects that name no type. Names that stand for any name give all other members the schema of their values.
fn plain_object(scope: Scope<'_>, objects: &[&Node]) -> Value {
    let all = by_name(objects);
    let free = MapKeys::of(all.iter().flat_map(|(key, shown)| shown.iter().map(|node| (*key, *node))));
    let under_any: Vec<&Node> =
        all.iter().filter(|(key, _)| free.covers(key)).flat_map(|(_, shown)| shown.iter().copied()).collect();
    if under_any.is_empty() {
        return inferred_object(members(scope, objects, |_| false));
    }
    let properties = of_members(scope, shown_next_to_maps(objects, free));
    // The key names nothing there, so it cannot tell a stand-in from a value.
    let others = schema(scope, "", &under_any);
    object_of([
        ("type", json!("object")),
        ("properties", Value::Object(properties)),
        ("patternProperties", json!({ANNOTATION: {}})),
        ("additionalProperties", others),
        ("x-inferred", json!(true)),
    ])
}

/// The schemas of the members shown, in the order they were first shown, without those `left_out`.
pub(super) fn members(scope: Scope<'_>, objects: &[&Node], left_out: impl Fn(&str) -> bool) -> Map<String, Value> {
    of_members(scope, shown_members(objects, left_out))
}

fn of_members<'n>(scope: Scope<'_>, shown: impl Iterator<Item = (&'n str, Vec<&'n Node>)>) -> Map<String, Value> {
    let of_member = |key: &str, values: &[&Node]| {
        if is_annotation(key) { annotation(values) } else { schema(scope, key, values) }
    };
    shown.map(|(key, values)| (key.to_owned(), of_member(key, &values))).collect()
}

/// An annotation's value, by its kind alone.
fn annotation(shown: &[&Node]) -> Value {
    let kinds: Vec<&str> = shown.iter().map(|node| node.type_word()).collect();
    match kinds.first() {
        Some(first @ (&"string" | &"boolean")) if kinds.iter().all(|kind| kind == first) => json!({ "type": first }),
        _ => json!({}),
    }
}

/// The documented type, with inferred constraints only for the members that neither it nor its bases document.
pub(in crate::schema) fn typed(scope: Scope<'_>, name: &str, objects: &[&Node]) -> Value {
    let whole = reference(name);
    match extras(scope, &SchemaCursor::root(scope.set, &whole), objects) {
        Some(extras) => object_of([("allOf", Value::Array(vec![whole, extras]))]),
        None => whole,
    }
}

/// Constraints in addition to those of the documented types in `cursor`; `None` if the types document everything that is shown.
fn extras(scope: Scope<'_>, cursor: &SchemaCursor<'_>, shown: &[&Node]) -> Option<Value> {
    let scope = scope.deeper()?;
    let objects: Vec<&Node> = shown.iter().copied().filter(|node| node.members().is_some()).collect();
    let items: Vec<&Node> = shown.iter().filter_map(|node| node.items()).flatten().collect();
    if !items.is_empty() {
        return extras(scope, &cursor.items(), &items).map(|inner| object_of([("items", inner)]));
    }
    // Inferring inside what the docs leave open (`{}`) would invent constraints where they promise none.
    if !cursor.is_documented() {
        return None;
    }
    let mut members = Map::new();
    for (key, values) in by_name(&objects) {
        if is_annotation(key) {
            continue;
        }
        let is_nested = |value: &&Node| value.members().is_some() || value.items().is_some();
        let more = if !cursor.has_member(key) {
            let of_subtype = |object: &&Node| object_type(object).is_some_and(|own| known_member(scope.set, own, key));
            let foreign = objects.iter().any(of_subtype);
            (!foreign).then(|| schema(scope, key, &values))
        } else if values.iter().any(is_nested) {
            extras(scope, &cursor.member(key), &values)
        } else {
            None
        };
        members.extend(more.map(|more| (key.to_owned(), more)));
    }
    let inferred = |members| object_of([("properties", Value::Object(members)), ("x-inferred", json!(true))]);
    (!members.is_empty()).then(|| inferred(members))
}
