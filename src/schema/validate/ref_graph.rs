//! A schema split from the types it refers to, so that only those an instance uses are compiled.

use std::borrow::Cow;

use serde_json::{Map, Value, json};

use super::parts::{Own, depends_on_members};

/// Where in a schema the references to other types are, so that an instance can be validated against them without
/// compiling them into every schema that names them: a documented type may refer to hundreds of others, a response uses
/// only a few.
#[derive(Debug, Default, PartialEq)]
pub(in crate::schema) struct RefGraph {
    /// The references that apply at this place; `true`: `null` is allowed instead.
    pub(in crate::schema) here: Vec<(String, bool)>,
    /// Where the docs name several types, one of them applies.
    pub(in crate::schema) choices: Vec<Choice>,
    /// The members that lead to references.
    pub(in crate::schema) members: Vec<(String, RefGraph)>,
    /// The items: validated one by one, so that the faults of an array of a million need not all be collected.
    pub(in crate::schema) items: Option<Box<Items>>,
}

/// What applies to each item of an array.
#[derive(Debug, Default, PartialEq)]
pub(in crate::schema) struct Items {
    /// The schema, without its references.
    pub(in crate::schema) own: Value,
    /// The references below it.
    pub(in crate::schema) below: RefGraph,
}

/// References of which one applies.
#[derive(Debug, Default, PartialEq)]
pub(in crate::schema) struct Choice {
    pub(in crate::schema) references: Vec<String>,
    /// `null` is allowed instead.
    pub(in crate::schema) nullable: bool,
}

impl RefGraph {
    fn is_empty(&self) -> bool {
        self.here.is_empty() && self.choices.is_empty() && self.members.is_empty() && self.items.is_none()
    }
}

/// Splits a schema into what can be validated in place and the graph of its references; `None` where a reference cannot
/// be removed without changing the meaning (`oneOf`, `not`, `unevaluatedProperties`, local `#/...`).
pub(in crate::schema) fn split(schema: &Value) -> Option<(Own<'_>, RefGraph)> {
    let mut graph = RefGraph::default();
    let apart = schema.as_object().filter(|keywords| !depends_on_members(keywords));
    let Some((keywords, properties)) = apart.and_then(|own| Some((own, own.get("properties")?.as_object()?))) else {
        let keywords = without_references(schema, &mut graph)?;
        return Some((Own { keywords, members: Vec::new() }, graph));
    };
    let mut members = Vec::with_capacity(properties.len());
    for (name, property) in properties {
        members.push((name.as_str(), member_without(name, property, &mut graph)?));
    }
    let others = keywords.iter().filter(|(key, _)| *key != "properties");
    let keywords = keywords_without(keywords, others, &mut graph)?;
    Some((Own { keywords: Cow::Owned(Value::Object(keywords)), members }, graph))
}

fn without_references<'s>(schema: &'s Value, graph: &mut RefGraph) -> Option<Cow<'s, Value>> {
    match schema {
        Value::Object(members) if !is_of_scalars(members) => {
            keywords_without(members, members.iter(), graph).map(|own| Cow::Owned(Value::Object(own)))
        }
        _ => Some(Cow::Borrowed(schema)),
    }
}

/// `members`: all of the schema, of which these `keywords` are taken.
fn keywords_without<'s>(
    members: &Map<String, Value>,
    keywords: impl Iterator<Item = (&'s String, &'s Value)>,
    graph: &mut RefGraph,
) -> Option<Map<String, Value>> {
    let mut own = Map::with_capacity(members.len());
    for (key, value) in keywords {
        match (key.as_str(), value) {
            ("$ref", Value::String(target)) if !target.contains('#') => graph.here.push((target.clone(), false)),
            ("properties", Value::Object(properties)) => {
                own.insert(key.clone(), properties_without(properties, graph)?);
            }
            ("items", value) if !members.contains_key("prefixItems") => {
                let mut items = graph.items.take().map_or_else(Items::default, |boxed| *boxed);
                let one = without_references(value, &mut items.below)?.into_owned();
                // Of several branches that describe the items, all apply.
                items.own = if items.own.is_null() { one } else { json!({"allOf": [items.own, one]}) };
                graph.items = Some(Box::new(items));
            }
            ("allOf", Value::Array(branches)) => {
                let own_branch = |branch| without_references(branch, graph).map(Cow::into_owned);
                let branches: Option<Vec<_>> = branches.iter().map(own_branch).collect();
                own.insert(key.clone(), Value::Array(branches?));
            }
            ("anyOf", Value::Array(branches)) if choice(branches).is_some() => {
                let Choice { mut references, nullable } = choice(branches)?;
                match references.len() {
                    1 => graph.here.extend(references.pop().map(|target| (target, nullable))),
                    _ => graph.choices.push(Choice { references, nullable }),
                }
            }
            (_, value) if stands_alone(key, value) => drop(own.insert(key.clone(), value.clone())),
            _ => return None,
        }
    }
    Some(own)
}

/// Whether a schema has no schemas in it and refers to none, as those of most members.
fn is_of_scalars(keywords: &Map<String, Value>) -> bool {
    let is_scalar = |value: &Value| !value.is_object() && !value.is_array();
    keywords.iter().all(|(key, value)| {
        let is_plain = value.as_array().map_or_else(|| is_scalar(value), |values| values.iter().all(is_scalar));
        is_plain && stands_alone(key, value) && key != "items"
    })
}

fn properties_without(properties: &Map<String, Value>, graph: &mut RefGraph) -> Option<Value> {
    let own = properties.iter().map(|(name, property)| {
        let own = member_without(name, property, graph)?.into_owned();
        Some((name.clone(), own))
    });
    own.collect::<Option<Map<_, _>>>().map(Value::Object)
}

fn member_without<'s>(name: &str, property: &'s Value, graph: &mut RefGraph) -> Option<Cow<'s, Value>> {
    let mut below = RefGraph::default();
    let own = without_references(property, &mut below)?;
    if !below.is_empty() {
        graph.members.push((name.to_owned(), below));
    }
    Some(own)
}

/// The references of `anyOf: [{"$ref": ...}, {"$ref": ...}, {"type": "null"}]`, if there is nothing else in it.
fn choice(branches: &[Value]) -> Option<Choice> {
    let mut choice = Choice::default();
    for branch in branches {
        let only = branch.as_object().filter(|keywords| keywords.len() == 1)?;
        match (only.get("$ref").and_then(Value::as_str), only.get("type")) {
            (Some(target), _) if !target.contains('#') => choice.references.push(target.to_owned()),
            (None, Some(kind)) if kind == "null" => choice.nullable = true,
            _ => return None,
        }
    }
    (!choice.references.is_empty()).then_some(choice)
}

/// Whether nothing in there refers anywhere or depends on what references would have seen.
fn stands_alone(key: &str, value: &Value) -> bool {
    if matches!(key, "$ref" | "$dynamicRef" | "$id" | "unevaluatedProperties" | "unevaluatedItems") {
        return false;
    }
    match value {
        Value::Array(items) => items.iter().all(|item| stands_alone("", item)),
        Value::Object(members) => members.iter().all(|(key, value)| stands_alone(key, value)),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_out_where_the_meaning_allows() {
        let schema = json!({"type": "object", "allOf": [{"$ref": "b.json"}], "properties": {
            "a": {"anyOf": [{"$ref": "a.json"}, {"type": "null"}]}, "n": {"type": "integer"},
            "l": {"type": "array", "items": {"$ref": "i.json"}}}});
        let (own, graph) = split(&schema).expect("splits");
        let members: Vec<_> = own.members.iter().map(|(name, own)| format!("{name} {own}")).collect();
        assert_eq!(members, ["a {}", r#"n {"type":"integer"}"#, r#"l {"type":"array"}"#]);
        assert_eq!(*own.keywords, json!({"type": "object", "allOf": [{}]}));
        assert_eq!(graph.here, [("b.json".to_owned(), false)]);
        assert_eq!(graph.members[0].1.here, [("a.json".to_owned(), true)]);
        assert_eq!(graph.members[1].1.items.as_ref().map(|i| i.below.here.len()), Some(1));
    }

    #[test]
    fn several_references_are_a_choice() {
        let either = json!({"anyOf": [{"$ref": "a.json"}, {"$ref": "b.json"}, {"type": "null"}]});
        let (own, graph) = split(&either).expect("splits");
        let references = vec!["a.json".to_owned(), "b.json".to_owned()];
        assert_eq!((own, graph.choices), (json!({}).into(), vec![Choice { references, nullable: true }]));
        assert_eq!(split(&json!({"anyOf": [{"$ref": "a.json"}, {"items": {"$ref": "b.json"}}]})), None);
    }

    #[test]
    fn references_in_other_places_are_left_whole() {
        for schema in [
            json!({"not": {"$ref": "a.json"}}),
            json!({"oneOf": [{"$ref": "a.json"}]}),
            json!({"$ref": "#/$defs/a"}),
            json!({"allOf": [{"$ref": "a.json"}], "unevaluatedProperties": false}),
        ] {
            assert_eq!(split(&schema), None, "{schema}");
        }
    }
}
