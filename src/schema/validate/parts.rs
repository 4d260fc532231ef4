//! A schema compiled in parts, so that equal parts are compiled once: docs have thousands of types, but few ways to
//! describe a member.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::fast::RandomState;
use jsonschema::Validator;
use serde_json::{Map, Value};

use super::compile::compile;
use super::violation;
use super::violation::Violation;
use crate::json::Pointer;
use crate::schema::resolve::set::DRAFT;

/// A schema without its references. The schemas of its members are apart from it where nothing else in it depends on them: what
/// is unchanged is not copied.
#[derive(Debug, PartialEq)]
pub(in crate::schema) struct Own<'s> {
    pub(in crate::schema) keywords: Cow<'s, Value>,
    pub(in crate::schema) members: Vec<(&'s str, Cow<'s, Value>)>,
}

impl From<Value> for Own<'_> {
    fn from(schema: Value) -> Self {
        Self { keywords: Cow::Owned(schema), members: Vec::new() }
    }
}

/// A schema without references: the constraints of the value itself, and of each member.
#[derive(Default)]
pub(in crate::schema) struct Parts {
    /// `None` where it does not constrain the value itself.
    own: Option<Arc<Validator>>,
    members: Vec<(String, Parts)>,
}

impl Parts {
    /// The parts of a schema, which must not refer to anything.
    pub(in crate::schema) fn new(own: Own<'_>, pool: &Pool) -> Result<Self, String> {
        let mut parts = Self::of(own.keywords, pool)?;
        for (name, member) in own.members {
            parts.add_member(name, Self::of(member, pool)?);
        }
        Ok(parts)
    }

    /// A schema that cannot be split.
    pub(in crate::schema) fn whole(validator: Validator) -> Self {
        Self { own: Some(Arc::new(validator)), members: Vec::new() }
    }

    fn of(schema: Cow<'_, Value>, pool: &Pool) -> Result<Self, String> {
        let Some(keywords) = schema.as_object() else {
            let own = (*schema != Value::Bool(true)).then(|| pool.compiled(schema)).transpose()?;
            return Ok(Self { own, members: Vec::new() });
        };
        let is_split = keywords.contains_key("properties") && !depends_on_members(keywords);
        if !is_split && !keywords.iter().any(|(key, value)| is_remark(key, value)) {
            let own = (!keywords.is_empty()).then(|| pool.compiled(schema)).transpose()?;
            return Ok(Self { own, members: Vec::new() });
        }
        match schema.into_owned() {
            Value::Object(keywords) => Self::split(keywords, pool),
            _ => Ok(Self::default()),
        }
    }

    fn split(mut keywords: Map<String, Value>, pool: &Pool) -> Result<Self, String> {
        keywords.retain(|key, value| !is_remark(key, value));
        let mut parts = Self::default();
        if !depends_on_members(&keywords)
            && let Some(Value::Object(properties)) = keywords.get_mut("properties").map(Value::take)
        {
            keywords.shift_remove("properties");
            for (name, property) in properties {
                parts.add_member(&name, Self::of(Cow::Owned(property), pool)?);
            }
        }
        parts.own = (!keywords.is_empty()).then(|| pool.compiled(Cow::Owned(Value::Object(keywords)))).transpose()?;
        Ok(parts)
    }

    fn add_member(&mut self, name: &str, member: Self) {
        if !member.is_unconstrained() {
            self.members.push((name.to_owned(), member));
        }
    }

    fn is_unconstrained(&self) -> bool {
        self.own.is_none() && self.members.is_empty()
    }

    pub(in crate::schema) fn accept(&self, instance: &Value) -> bool {
        self.own.as_ref().is_none_or(|own| own.is_valid(instance))
            && self.below(instance).all(|(_, parts, value)| parts.accept(value))
    }

    /// Adds every violation by `instance`, which is at `at`, until there are `most`.
    pub(in crate::schema) fn collect_errors(
        &self,
        instance: &Value,
        at: &Pointer,
        most: usize,
        found: &mut Vec<Violation>,
    ) {
        if let Some(own) = self.own.as_ref().filter(|own| !own.is_valid(instance)) {
            let left = most.saturating_sub(found.len());
            found.extend(own.iter_errors(instance).flat_map(|error| violation::of(&error, at)).take(left));
        }
        for (name, parts, value) in self.below(instance) {
            if found.len() < most && !parts.accept(value) {
                parts.collect_errors(value, &at.join(name), most, found);
            }
        }
    }

    /// The members present that are constrained.
    fn below<'a>(&'a self, instance: &'a Value) -> impl Iterator<Item = (&'a str, &'a Parts, &'a Value)> {
        let received = instance.as_object().filter(|_| !self.members.is_empty());
        received.into_iter().flat_map(|received| {
            self.members.iter().filter_map(|(name, parts)| Some((name.as_str(), parts, received.get(name)?)))
        })
    }
}

/// Keywords only for readers, or for other modules: with them, schemas that validate the same would differ.
fn is_remark(key: &str, value: &Value) -> bool {
    match key {
        "$schema" => value == DRAFT,
        "title" => value.is_string(),
        key => key.starts_with("x-"),
    }
}

/// Whether another keyword depends on which members `properties` lists, or on the dialect.
pub(super) fn depends_on_members(keywords: &Map<String, Value>) -> bool {
    let kept = ["additionalProperties", "unevaluatedProperties", "$schema", "$id", "$vocabulary"];
    let is_map = keywords.get("properties").is_some_and(Value::is_object);
    let is_kept = |key: &&str| keywords.get(*key).is_some_and(|value| !is_remark(key, value));
    !is_map || kept.iter().any(is_kept)
}

/// Self-contained schemas, each compiled when first needed and cached.
#[derive(Default)]
pub(in crate::schema) struct Pool(RwLock<HashMap<Value, Arc<Validator>, RandomState>>);

impl Pool {
    #[cfg(test)]
    pub(in crate::schema) fn len(&self) -> usize {
        self.0.read().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn compiled(&self, schema: Cow<'_, Value>) -> Result<Arc<Validator>, String> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&*schema).cloned();
        if let Some(validator) = known {
            return Ok(validator);
        }
        let validator = Arc::new(compile(&schema)?);
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Ok(all.entry(schema.into_owned()).or_insert(validator).clone())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn messages(schema: &Value, instance: &Value, pool: &Pool) -> Vec<String> {
        let parts = Parts::new(schema.clone().into(), pool).expect("compiles");
        let mut found = Vec::new();
        parts.collect_errors(instance, &Pointer::root(), 100, &mut found);
        assert_eq!(parts.accept(instance), found.is_empty(), "{schema} {instance}");
        found.iter().map(|v| format!("{} {}", v.pointer.as_str(), v.keyword)).collect()
    }

    #[test]
    fn parts_validate_like_the_whole() {
        let schemas = [
            json!({"type": "object", "required": ["a"], "properties": {"a": {"type": "integer"}, "b": {"enum": [1, "x"]}}}),
            json!({"properties": {"a": {"type": "object", "properties": {"b": false, "a": true}}}, "minProperties": 1}),
            json!({"properties": {"a": {}}, "additionalProperties": {"type": "string"}}),
            json!({"properties": {"a": {"properties": {"b": {"type": "null"}}, "additionalProperties": false}}}),
            json!({"properties": {"a": {"format": "uuid"}}, "patternProperties": {"^a": {"minLength": 2}}}),
            json!(false),
        ];
        let instances = [
            json!({}),
            json!({"a": 1, "b": 1}),
            json!({"a": "x", "b": "y"}),
            json!({"a": {"b": null, "c": 1}}),
            json!({"a": {"a": 1}, "b": 2}),
            json!([1]),
            json!("a"),
        ];
        let pool = Pool::default();
        for (schema, instance) in schemas.iter().flat_map(|s| instances.iter().map(move |i| (s, i))) {
            let whole = compile(schema).expect("compiles");
            let mut expected: Vec<String> = whole
                .iter_errors(instance)
                .map(|error| format!("{} {}", error.instance_path().as_str(), error.kind().keyword()))
                .collect();
            let mut found = messages(schema, instance, &pool);
            expected.sort();
            found.sort();
            assert_eq!(found, expected, "{schema} {instance}");
        }
    }

    #[test]
    fn what_reads_alike_is_compiled_once() {
        let pool = Pool::default();
        for name in ["one", "two"] {
            let schema = json!({"$schema": DRAFT, "title": name, "type": "object", "properties": {
                name: {"type": "string"}, "id": {"type": "string"}, "x": {"x-inferred": true, "type": "object"}}});
            assert_eq!(messages(&schema, &json!({"id": 1}), &pool), ["/id type"]);
        }
        assert_eq!(pool.len(), 2);
    }

    #[test]
    fn an_invalid_schema_is_an_error_at_any_depth() {
        for wrong in [json!({"properties": {"a": {"type": "strin"}}}), json!({"properties": 1}), json!(1)] {
            assert!(Parts::new(wrong.clone().into(), &Pool::default()).is_err(), "{wrong}");
        }
    }
}
