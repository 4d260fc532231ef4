use serde_json::Value;

use super::format::{DURATION, INFINITE, TIME_OF_DAY};
use super::reach::{Reach, Spot};
use super::set::SchemaSet;

/// What the schemas that hold for one place of an answer say of its value.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Promise {
    /// The JSON Schema types that may stand there, `null` apart; empty: any. `integer` only where `number` is not named.
    pub kinds: Vec<String>,
    /// The format every string there has: `date-time`, `date`, `time` (of day), `uuid`, `uri`, `duration`.
    pub format: Option<&'static str>,
    /// The strings that may stand there; empty: any.
    pub members: Vec<String>,
    /// Keywords beyond kind, format and enum bind the value (`minimum`, `pattern`, ...).
    pub bound: bool,
}

/// A place in an answer, with all the schemas that hold for it; leads to the places below.
pub struct Promises<'s>(Reach<'s>);

/// Keywords that bind a value beyond its kind, its format and its enum.
const BINDING: [&str; 19] = [
    "const",
    "contains",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "if",
    "maxItems",
    "maxLength",
    "maxProperties",
    "maximum",
    "minItems",
    "minLength",
    "minProperties",
    "minimum",
    "multipleOf",
    "not",
    "oneOf",
    "prefixItems",
    "uniqueItems",
    "contentEncoding",
];

impl<'s> Promises<'s> {
    /// Of the whole answer. `schema`: that of the answer, its references file names of the set.
    pub fn root(set: &'s SchemaSet, schema: &'s Value) -> Self {
        Self(Reach::root(set, schema))
    }

    /// Of a member.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        Self(self.0.member(name))
    }

    /// Of the items.
    #[must_use]
    pub fn items(&self) -> Self {
        Self(self.0.items())
    }

    /// Also those of the type the object at hand names itself (`@odata.type`).
    #[must_use]
    pub fn with_type(self, name: Option<&str>) -> Self {
        Self(self.0.with_type(name))
    }

    /// What they say, taken together.
    pub fn here(&self) -> Promise {
        let spots = &self.0.here;
        let mut promise = Promise { bound: spots.iter().any(|spot| binds(spot.schema)), ..Promise::default() };
        let leaves: Vec<&Spot<'_>> = spots.iter().filter(|spot| is_leaf(spot.schema)).collect();
        if leaves.is_empty() || leaves.iter().any(|spot| is_free(spot.schema)) {
            return promise;
        }
        promise.kinds = kinds(&leaves);
        let texts = leaves.iter().filter(|spot| takes_text(spot.schema));
        let mut formats = texts.clone().map(|spot| format_of(spot.schema));
        if let Some(first) = formats.next().flatten()
            && formats.all(|other| other == Some(first))
        {
            promise.format = Some(first);
        }
        if texts.clone().all(|spot| spot.schema.get("enum").is_some()) {
            let members = texts.filter_map(|spot| spot.schema.get("enum")?.as_array()).flatten();
            promise.members = members.filter_map(Value::as_str).map(str::to_owned).collect();
        }
        promise
    }
}

/// The kinds the schemas name. The strings that stand for infinities are numbers, and whole numbers are numbers too.
fn kinds(leaves: &[&Spot<'_>]) -> Vec<String> {
    let mut all: Vec<&str> = Vec::new();
    for Spot { schema, .. } in leaves {
        let kinds = schema.get("type").map_or_else(|| vec!["string"], words);
        let infinite = schema.get("pattern").is_some_and(|pattern| pattern == INFINITE);
        all.extend(kinds.into_iter().filter(|kind| *kind != "null" && !(infinite && *kind == "string")));
    }
    let fractions = all.contains(&"number");
    all.retain(|kind| !(fractions && *kind == "integer"));
    all.sort_unstable();
    all.dedup();
    all.into_iter().map(str::to_owned).collect()
}

fn words(kinds: &Value) -> Vec<&str> {
    match kinds {
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        kind => kind.as_str().into_iter().collect(),
    }
}

/// Whether a schema speaks of the value itself, not only of others that do.
fn is_leaf(schema: &Value) -> bool {
    let says = |keyword: &str| schema.get(keyword).is_some();
    let only_null = schema.get("type").is_some_and(|kind| kind == "null");
    let refers = ["$ref", "allOf", "anyOf", "oneOf", "properties", "items"].iter().any(|keyword| says(keyword));
    !only_null && (says("type") || says("enum") || !refers)
}

fn is_free(schema: &Value) -> bool {
    schema.get("type").is_none() && schema.get("enum").is_none()
}

fn takes_text(schema: &Value) -> bool {
    schema.get("type").is_none_or(|kinds| words(kinds).contains(&"string"))
}

fn format_of(schema: &Value) -> Option<&'static str> {
    match (schema.get("format").and_then(Value::as_str), schema.get("pattern").and_then(Value::as_str)) {
        (Some(format), _) => ["date-time", "date", "uuid", "uri"].into_iter().find(|known| *known == format),
        (_, Some(TIME_OF_DAY)) => Some("time"),
        (_, Some(DURATION)) => Some("duration"),
        _ => None,
    }
}

fn binds(schema: &Value) -> bool {
    let own_pattern = [TIME_OF_DAY, DURATION, INFINITE];
    let pattern = schema.get("pattern").and_then(Value::as_str).is_some_and(|pattern| !own_pattern.contains(&pattern));
    pattern
        || BINDING.iter().any(|keyword| schema.get(keyword).is_some())
        || schema.get("format").is_some() && format_of(schema).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn promise(schema: &Value) -> Promise {
        Promises::root(&SchemaSet::default(), schema).here()
    }

    #[test]
    fn what_every_branch_says_is_promised() {
        let date = promise(&json!({"type": ["string", "null"], "format": "date"}));
        assert_eq!((date.kinds, date.format), (vec!["string".to_owned()], Some("date")));
        let either = promise(&json!({"anyOf": [{"type": "string", "format": "date"}, {"type": "string"}]}));
        assert_eq!(either.format, None);
        assert_eq!(promise(&json!({"enum": ["a", "b", null]})).members, ["a", "b"]);
        assert_eq!(promise(&json!({"anyOf": [{"enum": ["a"]}, {"type": "null"}]})).members, ["a"]);
    }

    #[test]
    fn what_one_branch_leaves_open_is_not() {
        assert_eq!(promise(&json!({})), Promise::default());
        assert_eq!(promise(&json!({"anyOf": [{"type": "integer"}, {}]})).kinds, [""; 0]);
        assert!(promise(&json!({"type": "integer", "minimum": 3})).bound);
        assert!(!promise(&json!({"type": "string", "pattern": DURATION})).bound);
    }
}
