//! A type that documents a property of its base again, and differently: the most derived definition wins.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value, json};

use crate::schema::resolve::index::Index;
use crate::schema::resolve::set::{TypeSchema, reference, referred_base};

/// A property that a type and one of its bases document in ways that no value can satisfy at once.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::schema) struct OverriddenProperty {
    pub(in crate::schema) name: String,
    pub(in crate::schema) base: String,
    pub(in crate::schema) property: String,
}

/// Lets the most derived definition win where a type contradicts its base: such a type copies what it inherits from that
/// base member by member instead of referring to it. Where both definitions can be satisfied, both apply.
pub(in crate::schema) fn resolve_contradictions(
    types: &mut BTreeMap<String, TypeSchema>,
    index: &Index,
) -> Vec<OverriddenProperty> {
    let (mut found, mut seen) = (Vec::new(), HashSet::new());
    let mut names: Vec<String> = types.keys().cloned().collect();
    // Bases first: what they have copied counts as their own.
    names.sort_by_key(|name| index.lineage(name).len());
    for name in names {
        let line = inherited(types, &name);
        let Some(far) = (0..line.len()).rev().find(|at| !contradicted(types, index, &name, &line[*at]).is_empty())
        else {
            continue;
        };
        for base in &line[..=far] {
            for property in contradicted(types, index, &name, base) {
                if seen.insert((name.clone(), property.clone())) {
                    found.push(OverriddenProperty { name: name.clone(), base: base.clone(), property });
                }
            }
        }
        flatten_bases(types, index, &name, &line[..=far]);
    }
    found
}

/// The bases that a schema refers to, nearest first.
fn inherited(types: &BTreeMap<String, TypeSchema>, name: &str) -> Vec<String> {
    let mut line: Vec<String> = Vec::new();
    let mut here = types.get(name);
    while let Some(base) = here.and_then(|t| referred_base(&t.schema)) {
        if base == name || line.iter().any(|known| known == base) {
            break;
        }
        line.push(base.to_owned());
        here = types.get(base);
    }
    line
}

fn properties<'t>(types: &'t BTreeMap<String, TypeSchema>, name: &str) -> Option<&'t Map<String, Value>> {
    types.get(name)?.schema.get("properties")?.as_object()
}

fn contradicted(types: &BTreeMap<String, TypeSchema>, index: &Index, name: &str, base: &str) -> Vec<String> {
    let (Some(own), Some(far)) = (properties(types, name), properties(types, base)) else { return Vec::new() };
    let both = own.iter().filter_map(|(key, schema)| Some((key, schema, far.get(key)?)));
    both.filter(|(_, schema, other)| contradict(index, schema, other)).map(|(key, ..)| key.clone()).collect()
}

fn flatten_bases(types: &mut BTreeMap<String, TypeSchema>, index: &Index, name: &str, line: &[String]) {
    let Some(last) = line.last() else { return };
    let beyond = types.get(last).and_then(|t| t.schema.get("allOf")).cloned();
    let is_open = |name: &String| types.get(name).is_some_and(|t| t.schema.get("x-open") == Some(&json!(true)));
    let open = line.iter().any(is_open);
    let mut all = properties(types, name).cloned().unwrap_or_default();
    for base in line {
        for (key, schema) in properties(types, base).into_iter().flatten() {
            match all.get_mut(key) {
                None => drop(all.insert(key.clone(), schema.clone())),
                Some(own) if without_remarks(own) == without_remarks(schema) || contradict(index, own, schema) => {}
                Some(own) => add_constraint(own, schema),
            }
        }
    }
    let Some(Value::Object(schema)) = types.get_mut(name).map(|t| &mut t.schema) else { return };
    schema.insert("properties".to_owned(), Value::Object(all));
    schema.insert("x-base".to_owned(), reference(&line[0])["$ref"].clone());
    if open {
        schema.insert("x-open".to_owned(), json!(true));
    }
    match beyond {
        Some(beyond) => drop(schema.insert("allOf".to_owned(), beyond)),
        None => drop(schema.shift_remove("allOf")),
    }
}

/// The constraints of a schema, without annotations such as `readOnly`.
fn without_remarks(schema: &Value) -> Value {
    let Value::Object(members) = schema else { return schema.clone() };
    let remark = |key: &str| key == "readOnly" || key.starts_with("x-");
    Value::Object(members.iter().filter(|(key, _)| !remark(key)).map(|(k, v)| (k.clone(), v.clone())).collect())
}

/// Adds the constraints of another schema.
fn add_constraint(schema: &mut Value, other: &Value) {
    let Some(members) = schema.as_object_mut() else { return };
    match members.get_mut("allOf").and_then(Value::as_array_mut) {
        Some(all) if all.contains(other) => {}
        Some(all) => all.push(other.clone()),
        None => drop(members.insert("allOf".to_owned(), json!([other]))),
    }
}

/// Whether the schema of a type's property rules out that of its base; `null` is disregarded, as docs are vague about it.
fn contradict(index: &Index, own: &Value, base: &Value) -> bool {
    if let (Some(own), Some(base)) = (members(own), members(base)) {
        let base: HashSet<&Value> = base.iter().collect();
        return own.iter().any(|member| !member.is_null() && !base.contains(member));
    }
    if let (Some(own), Some(base)) = (referred(own), referred(base)) {
        return !index.lineage(own).contains(&base) && !index.lineage(base).contains(&own);
    }
    if let (Some(own), Some(base)) = (own.get("items"), base.get("items")) {
        return contradict(index, own, base);
    }
    let (Some(kinds), Some(others)) = (kinds(own), kinds(base)) else { return false };
    let common =
        kinds.iter().any(|kind| others.contains(kind) || is_number(kind) && others.iter().any(|o| is_number(o)));
    let formats = ["format", "pattern"].map(|keyword| own.get(keyword).zip(base.get(keyword)));
    !common || formats.into_iter().flatten().any(|(own, base)| own != base)
}

fn members(schema: &Value) -> Option<&Vec<Value>> {
    schema.get("enum")?.as_array()
}

/// The type that is referred to, disregarding `null`.
fn referred(schema: &Value) -> Option<&str> {
    let branch = schema.get("anyOf").and_then(Value::as_array).and_then(|branches| match branches.as_slice() {
        [one, null] if *null == json!({"type": "null"}) => Some(one),
        _ => None,
    });
    crate::schema::resolve::set::type_of_file(branch.unwrap_or(schema).get("$ref")?.as_str()?)
}

fn is_number(kind: &str) -> bool {
    matches!(kind, "integer" | "number")
}

/// The types of JSON values that a schema accepts, apart from `null`; `None` if it does not state them.
fn kinds(schema: &Value) -> Option<Vec<&str>> {
    if members(schema).is_some() {
        return Some(vec!["string"]);
    }
    if referred(schema).is_some() {
        return Some(vec!["object"]);
    }
    let kinds: Vec<&str> = match schema.get("type")? {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).filter(|kind| *kind != "null").collect(),
        kind => vec![kind.as_str()?],
    };
    // Numbers accept the names of infinities as strings, which does not make them strings.
    let number = kinds.contains(&"number");
    Some(kinds.into_iter().filter(|kind| !(number && *kind == "string")).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::{Origin, SchemaSet, Schemas, known_member};

    fn set(types: &[(&str, Option<&str>, Value)]) -> (SchemaSet, Vec<OverriddenProperty>) {
        let mut map = BTreeMap::new();
        for (name, base, properties) in types {
            let mut schema = json!({"type": "object", "properties": properties});
            if let Some(base) = base {
                schema["allOf"] = json!([reference(base)]);
            }
            map.insert((*name).to_owned(), TypeSchema { schema, origin: Origin::User("x".into()) });
        }
        let index = Index::new(types.iter().map(|(name, base, _)| (*name, *base)));
        let found = resolve_contradictions(&mut map, &index);
        let mut set = SchemaSet::default();
        for (name, schema) in map {
            set.insert(name, schema);
        }
        (set, found)
    }

    #[test]
    fn the_most_derived_definition_wins_and_the_rest_is_still_inherited() {
        let (set, found) = set(&[
            ("ns.root", None, json!({"id": {"type": "string"}})),
            ("ns.mid", Some("ns.root"), json!({"kind": {"enum": ["a"]}, "size": {"type": "integer"}})),
            ("ns.leaf", Some("ns.mid"), json!({"kind": {"enum": ["A"]}, "size": {"type": "number"}})),
        ]);
        assert_eq!(
            found,
            [OverriddenProperty { name: "ns.leaf".into(), base: "ns.mid".into(), property: "kind".into() }]
        );
        let schemas = Schemas::new(set);
        let leaf = reference("ns.leaf");
        let broken = |value: Value| {
            let found = schemas.check(&leaf, &value).expect("compiles");
            found.into_iter().map(|v| v.pointer.as_str().to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(broken(json!({"kind": "A", "size": 1, "id": "x"})), [""; 0]);
        assert_eq!(broken(json!({"kind": "a", "size": 1.5, "id": 1})), ["/kind", "/size", "/id"]);
        assert!(known_member(schemas.set(), "ns.leaf", "id"));
        let as_mid = json!({"@odata.type": "ns.leaf", "kind": "A"});
        assert_eq!(schemas.check(&reference("ns.mid"), &as_mid).expect("compiles"), []);
    }

    #[test]
    fn definitions_that_can_both_apply_both_do() {
        for (own, base) in [
            (json!({"type": ["string", "null"]}), json!({"enum": ["a", null]})),
            (json!({"type": "string"}), json!({"type": ["string", "null"], "format": "date-time"})),
            (json!({"$ref": "ns.leaf.json"}), json!({"$ref": "ns.base.json"})),
            (json!({"type": "integer"}), json!({"type": ["number", "string"], "pattern": "^(-?INF|NaN)$"})),
            (json!({}), json!({"type": "boolean"})),
        ] {
            let (set, found) =
                set(&[("ns.base", None, json!({"p": base})), ("ns.leaf", Some("ns.base"), json!({"p": own}))]);
            assert_eq!(found, [], "{own} {base}");
            assert!(set.get("ns.leaf").is_some_and(|t| t.schema.get("allOf").is_some()));
        }
        for (own, base) in [
            (json!({"type": "string"}), json!({"type": "boolean"})),
            (json!({"type": "string", "format": "date"}), json!({"type": "string", "format": "date-time"})),
            (json!({"$ref": "ns.leaf.json"}), json!({"type": "string"})),
            (
                json!({"type": "array", "items": {"type": "string"}}),
                json!({"type": "array", "items": {"type": "integer"}}),
            ),
        ] {
            let (_, found) =
                set(&[("ns.base", None, json!({"p": base})), ("ns.leaf", Some("ns.base"), json!({"p": own}))]);
            assert_eq!(found.len(), 1, "{own} {base}");
        }
    }
}
