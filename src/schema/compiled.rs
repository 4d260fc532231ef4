use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, RwLock};

use jsonschema::Validator;
use serde_json::Value;

use super::route::{Choice, Route, split};
use super::set::SchemaSet;
use super::violation::{self, Violation};
use super::{SchemaError, bundle};
use crate::json::Pointer;

/// Compiled schemas, each compiled when first needed and kept. `Send + Sync`. Never fetches anything.
///
/// A `$ref` to a file that is not in the set allows anything: what nobody documents cannot be broken. Formats are
/// asserted (JSON Schema 2020-12 leaves that to the implementation).
pub struct Schemas {
    set: SchemaSet,
    compiled: RwLock<HashMap<String, Arc<Compiled>>>,
}

struct Compiled {
    validator: Validator,
    route: Route,
}

impl fmt::Debug for Schemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schemas").field("types", &self.set.types.len()).finish_non_exhaustive()
    }
}

/// One schema compiled on its own: offline, formats asserted.
pub(super) fn compile(schema: &Value) -> Result<Validator, String> {
    let options = jsonschema::options().should_validate_formats(true).offline();
    options.build(schema).map_err(|error| {
        let at = error.instance_path().as_str();
        if at.is_empty() { error.to_string() } else { format!("{error} (at {at})") }
    })
}

impl Schemas {
    /// Nothing is compiled yet.
    pub fn new(set: SchemaSet) -> Self {
        Self { set, compiled: RwLock::default() }
    }

    /// The types.
    pub fn set(&self) -> &SchemaSet {
        &self.set
    }

    /// Every violation of `schema` (whose references are file names of the set) by `instance`, in instance order.
    ///
    /// An object that names a documented subtype of the type it should have in its `@odata.type` is held against that;
    /// one that names a documented type the docs do not relate to it, against both.
    ///
    /// # Errors
    /// `schema`, or a schema it refers to, is no valid JSON Schema.
    pub fn check(&self, schema: &Value, instance: &Value) -> Result<Vec<Violation>, SchemaError> {
        let compiled = self.compiled(&schema.to_string(), schema, "the schema of the body")?;
        let mut walk = Walk { schemas: self, found: Vec::new(), trail: Vec::new() };
        walk.hold(&compiled, instance, &Pointer::root())?;
        Ok(violation::in_instance_order(walk.found, instance))
    }

    fn compiled(&self, key: &str, schema: &Value, what: &str) -> Result<Arc<Compiled>, SchemaError> {
        let known = self.compiled.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(key).cloned();
        if let Some(compiled) = known {
            return Ok(compiled);
        }
        let (own, route) =
            split(schema).unwrap_or_else(|| (bundle::self_contained(&self.set, schema), Route::default()));
        let validator = compile(&own).map_err(|message| SchemaError::Invalid { what: what.to_owned(), message })?;
        let compiled = Arc::new(Compiled { validator, route });
        let mut all = self.compiled.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        Ok(all.entry(key.to_owned()).or_insert(compiled).clone())
    }

    /// The reference to the type an instance names, or to a base of it.
    fn named_of<'r>(&self, references: &'r [String], instance: &Value) -> Option<&'r str> {
        let named = self.set.resolve(instance.get("@odata.type")?.as_str()?)?;
        let lineage = self.set.index().lineage(named);
        let leads_to =
            |name: &str| references.iter().find(|r| self.set.referred(r).is_some_and(|(other, _)| other == name));
        lineage.into_iter().find_map(leads_to).map(String::as_str)
    }

    /// The types that hold for an instance where `name` is documented: the subtype it names itself, if it is one; else
    /// `name`, and what it names itself unless that is a base of `name`.
    fn types_for<'s>(&'s self, name: &'s str, instance: &Value) -> (&'s str, Option<&'s str>) {
        let named = instance.get("@odata.type").and_then(Value::as_str).and_then(|own| self.set.resolve(own));
        let is_base = |base: &str, of: &str| self.set.index().lineage(of).contains(&base);
        match named.filter(|own| *own != name && !is_base(own, name)) {
            Some(subtype) if is_base(name, subtype) => (subtype, None),
            stranger => (name, stranger),
        }
    }
}

struct Walk<'s> {
    schemas: &'s Schemas,
    found: Vec<Violation>,
    /// The types being held against the instance at hand: `allOf` and base types may go round in circles.
    trail: Vec<(String, Pointer)>,
}

impl Walk<'_> {
    fn hold(&mut self, compiled: &Compiled, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        if !compiled.validator.is_valid(instance) {
            let errors = compiled.validator.iter_errors(instance);
            self.found.extend(errors.flat_map(|error| violation::of(&error, at)));
        }
        self.follow(&compiled.route, instance, at)
    }

    fn follow(&mut self, route: &Route, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        for (reference, nullable) in &route.here {
            if !(*nullable && instance.is_null()) {
                self.refer(reference, instance, at)?;
            }
        }
        for Choice { references, nullable } in &route.choices {
            if !(*nullable && instance.is_null()) {
                self.choose(references, instance, at)?;
            }
        }
        if let Value::Object(members) = instance {
            for (name, below) in &route.members {
                if let Some(value) = members.get(name) {
                    self.follow(below, value, &at.join(name))?;
                }
            }
        }
        if let (Value::Array(items), Some(below)) = (instance, &route.items) {
            for (index, item) in items.iter().enumerate() {
                self.follow(below, item, &at.item(index))?;
            }
        }
        Ok(())
    }

    /// One of several types holds: that which the instance names, else any. Where none does, the nearest says why.
    fn choose(&mut self, references: &[String], instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        if let Some(named) = self.schemas.named_of(references, instance) {
            return self.refer(named, instance, at);
        }
        let mut nearest: Option<Vec<Violation>> = None;
        for reference in references {
            let before = std::mem::take(&mut self.found);
            let held = self.refer(reference, instance, at);
            let found = std::mem::replace(&mut self.found, before);
            held?;
            if nearest.as_ref().is_none_or(|nearest| found.len() < nearest.len()) {
                nearest = Some(found);
            }
        }
        self.found.extend(nearest.into_iter().flatten());
        Ok(())
    }

    fn refer(&mut self, reference: &str, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        let Some((name, _)) = self.schemas.set.referred(reference) else { return Ok(()) };
        let (own, stranger) = self.schemas.types_for(name, instance);
        // A subtype leads to its bases in turn: they must be judged as themselves then.
        self.hold_type(if self.is_under_way(own, at) { name } else { own }, instance, at)?;
        stranger.map_or(Ok(()), |stranger| self.hold_type(stranger, instance, at))
    }

    fn is_under_way(&self, name: &str, at: &Pointer) -> bool {
        self.trail.iter().any(|(other, place)| other == name && place == at)
    }

    fn hold_type(&mut self, name: &str, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        let Some(schema) = self.schemas.set.get(name).filter(|_| !self.is_under_way(name, at)) else { return Ok(()) };
        let compiled = self.schemas.compiled(name, &schema.schema, &format!("the schema of `{name}`"))?;
        self.trail.push((name.to_owned(), at.clone()));
        let held = self.hold(&compiled, instance, at);
        self.trail.pop();
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::TypeSchema;
    use crate::schema::set::tests::people;
    use serde_json::json;

    #[test]
    fn every_violation_is_found_in_the_order_of_the_answer() {
        let schemas = Schemas::new(people());
        let user = json!({"allOf": [{"$ref": "ns.user.json"}, {"properties": {"x": {"type": "integer"}}}]});
        let schema = json!({"type": "object", "properties": {"value": {"type": "array", "items": user}}});
        let good = json!({"value": [{"id": "1", "manager": null}, {"manager": {"manager": {"age": 2.0}}, "new": 1}]});
        assert_eq!(schemas.check(&schema, &good).expect("compiles"), []);
        let bad = json!({"value": [{"x": 1.5, "age": "7"}, {"manager": {"id": 7}}, []]});
        let found = schemas.check(&schema, &bad).expect("compiles");
        let told: Vec<_> =
            found.iter().map(|v| format!("{} {}: {}, {}", v.pointer, v.keyword, v.expected, v.actual)).collect();
        assert_eq!(
            told,
            [
                "/value/0/x type: an integer, 1.5",
                "/value/0/age type: an integer or null, \"7\"",
                "/value/1/manager/id type: a string or null, 7",
                "/value/2 type: an object, []",
            ]
        );
    }

    #[test]
    fn an_object_is_held_against_the_subtype_it_names() {
        let schemas = Schemas::new(people());
        let schema = json!({"$ref": "ns.user.json"});
        let guest = json!({"@odata.type": "#ns.guest", "host": 1, "id": 2});
        let pointers: Vec<_> =
            schemas.check(&schema, &guest).expect("compiles").into_iter().map(|v| v.pointer).collect();
        assert_eq!(pointers, [Pointer::parse("/host"), Pointer::parse("/id")]);
        let base = json!({"@odata.type": "#ns.entity", "host": 1});
        assert_eq!(schemas.check(&schema, &base).expect("compiles"), []);
    }

    #[test]
    fn an_object_is_held_against_a_type_it_names_although_the_docs_do_not_relate_it() {
        let mut set = people();
        let badge = json!({"type": "object", "properties": {"colour": {"type": "string"}}});
        let origin = set.get("ns.user").expect("a user").origin.clone();
        set.insert("ns.badge", TypeSchema { schema: badge, origin });
        let stranger = json!({"@odata.type": "#ns.badge", "colour": 1, "age": "7"});
        let found = Schemas::new(set).check(&json!({"$ref": "ns.user.json"}), &stranger).expect("compiles");
        let pointers: Vec<_> = found.iter().map(|v| v.pointer.as_str()).collect();
        assert_eq!(pointers, ["/colour", "/age"]);
    }

    #[test]
    fn of_several_types_the_one_named_holds_else_any() {
        let mut set = people();
        let origin = set.get("ns.user").expect("a user").origin.clone();
        set.insert("ns.blank", TypeSchema { schema: json!({"type": "object", "properties": {}}), origin });
        let schemas = Schemas::new(set);
        let schema = json!({"anyOf": [{"$ref": "ns.blank.json"}, {"$ref": "ns.user.json"}, {"type": "null"}]});
        let broken = |instance: Value| schemas.check(&schema, &instance).expect("compiles").len();
        assert_eq!(broken(json!({"@odata.type": "#ns.guest", "age": "7", "host": 1})), 2);
        assert_eq!((broken(json!({"age": "7"})), broken(json!(null)), broken(json!("x"))), (0, 0, 1));
    }

    #[test]
    fn what_is_not_in_the_set_allows_anything_and_what_is_no_schema_is_told() {
        let schemas = Schemas::new(people());
        for schema in [json!({"$ref": "ns.lost.json"}), json!({"not": {"not": {"$ref": "https://example.com/x.json"}}})]
        {
            assert_eq!(schemas.check(&schema, &json!([1])).expect("compiles"), [], "{schema}");
        }
        assert!(schemas.check(&json!({"type": "strin"}), &json!(1)).is_err());
    }
}
