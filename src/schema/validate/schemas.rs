//! `Schemas`: compiles schemas when first needed, and validates instances.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::fast::RandomState;
use serde_json::Value;

use super::compiled::Compiled;
use super::number;
use super::parts::Pool;
use super::ref_graph::split;
use super::violation;
use super::violation::Violation;
use super::walk::{self, SchemaWalk, own_type};
use crate::json::{Number, Pointer};
use crate::schema::SchemaError;
use crate::schema::resolve::bundle;
use crate::schema::resolve::cursor::SchemaCursor;
use crate::schema::resolve::index::{Named, namespace};
use crate::schema::resolve::set::SchemaSet;

/// Compiled schemas by key.
type Cache<K> = RwLock<HashMap<K, Arc<Compiled>, RandomState>>;

/// Compiled schemas, each compiled when first needed and cached. `Send + Sync`. Never fetches anything.
///
/// A `$ref` to a file that is not in the set allows anything: what is not documented cannot be broken. Formats are
/// asserted (JSON Schema 2020-12 leaves that to the implementation).
pub struct Schemas {
    set: SchemaSet,
    /// The schemas of types, by name.
    types: Cache<String>,
    /// Those of bodies: few, for most bodies of a type have the same.
    bodies: Cache<Value>,
    /// Those of single places in bodies.
    places: Cache<Value>,
    pool: Pool,
}

impl fmt::Debug for Schemas {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Schemas").field("types", &self.set.types.len()).finish_non_exhaustive()
    }
}

impl Schemas {
    /// Nothing is compiled yet.
    pub fn new(set: SchemaSet) -> Self {
        Self {
            set,
            types: RwLock::default(),
            bodies: RwLock::default(),
            places: RwLock::default(),
            pool: Pool::default(),
        }
    }

    /// The types.
    pub fn set(&self) -> &SchemaSet {
        &self.set
    }

    /// The types, which are no longer needed here.
    pub fn into_set(self) -> SchemaSet {
        self.set
    }

    /// Every violation of `schema` (whose references are file names of the set) by `instance`, in instance order; the
    /// first [`MOST_VIOLATIONS`](crate::schema::MOST_VIOLATIONS) of them.
    ///
    /// An object that names a documented subtype of the type it should have in its `@odata.type` is validated against that;
    /// one that names a documented type the docs do not relate to it, against both.
    ///
    /// # Errors
    /// `schema`, or a schema it refers to, is not a valid JSON Schema.
    pub fn check(&self, schema: &Value, instance: &Value) -> Result<Vec<Violation>, SchemaError> {
        self.walked(schema, instance, false)
    }

    /// Like [`Schemas::check`]; an object that names a type which is neither the documented one nor a subtype of it is a
    /// violation, too. Docs name many types that they document nowhere: this is for what a service sends, not for requests.
    /// `numbers`: those that `instance` cannot represent exactly, as they were written.
    ///
    /// # Errors
    /// `schema`, or a schema it refers to, is not a valid JSON Schema.
    pub fn check_response(
        &self,
        schema: &Value,
        instance: &Value,
        numbers: &[(Pointer, Number)],
    ) -> Result<Vec<Violation>, SchemaError> {
        let mut found = self.walked(schema, instance, true)?;
        if number::correct_numbers(&self.set, schema, numbers, &mut found) {
            found = violation::in_instance_order(found, instance);
        }
        Ok(found)
    }

    fn walked(&self, schema: &Value, instance: &Value, names: bool) -> Result<Vec<Violation>, SchemaError> {
        let compiled = self.cached(&self.bodies, schema, schema, || "the schema of the body".to_owned())?;
        let found = SchemaWalk::new(self, names).all(&compiled, instance)?;
        Ok(violation::in_instance_order(found, instance))
    }

    /// Whether all the schemas of a place accept a value. One that is not a valid JSON Schema accepts nothing.
    pub(in crate::schema) fn accept(&self, cursor: &SchemaCursor<'_>, value: &Value) -> bool {
        cursor.entries.iter().all(|subschema| {
            let schema = bundle::below(subschema.document, subschema.schema);
            let compiled = self.cached(&self.places, &*schema, &schema, || "the schema of a place".to_owned());
            compiled.is_ok_and(|compiled| walk::accepts(self, &compiled, value))
        })
    }

    /// How many schemas were compiled so far.
    #[cfg(test)]
    pub(in crate::schema) fn compilations(&self) -> usize {
        self.pool.len()
    }

    /// The schema of a type.
    pub(in crate::schema) fn of_type(&self, name: &str, schema: &Value) -> Result<Arc<Compiled>, SchemaError> {
        self.cached(&self.types, name, schema, || format!("the schema of `{name}`"))
    }

    fn cached<K, Q>(
        &self,
        all: &Cache<K>,
        key: &Q,
        schema: &Value,
        what: impl FnOnce() -> String,
    ) -> Result<Arc<Compiled>, SchemaError>
    where
        K: Borrow<Q> + Hash + Eq,
        Q: ToOwned<Owned = K> + Hash + Eq + ?Sized,
    {
        let known = all.read().unwrap_or_else(PoisonError::into_inner).get(key).cloned();
        if let Some(compiled) = known {
            return Ok(compiled);
        }
        let invalid = |message| SchemaError::Invalid { what: what(), message };
        let compiled = Arc::new(self.compiled(schema).map_err(invalid)?);
        let mut all = all.write().unwrap_or_else(PoisonError::into_inner);
        Ok(all.entry(key.to_owned()).or_insert(compiled).clone())
    }

    fn compiled(&self, schema: &Value) -> Result<Compiled, String> {
        let whole = || Compiled::whole(&bundle::self_contained(&self.set, schema));
        let Some((own, graph)) = split(schema) else { return whole() };
        // A fault in a part is reported by its place in the whole.
        Compiled::new(own, graph, &self.pool).map_err(|message| whole().err().unwrap_or(message))
    }

    /// The reference to the type an instance names, or to a base of it.
    pub(in crate::schema) fn named_of<'r>(&self, references: &'r [String], instance: &Value) -> Option<&'r str> {
        let named = self.set.resolve(own_type(instance)?)?;
        let lineage = self.set.index().lineage(named);
        let leads_to =
            |name: &str| references.iter().find(|r| self.set.referred(r).is_some_and(|(other, _)| other == name));
        lineage.into_iter().find_map(leads_to).map(String::as_str)
    }

    /// The types that apply to an instance where `name` is documented: the subtype it names itself, if it is one; else
    /// `name`, and what it names itself unless that is a base of `name`.
    pub(in crate::schema) fn types_for<'s>(&'s self, name: &'s str, instance: &Value) -> (&'s str, Option<&'s str>) {
        let named = own_type(instance).and_then(|own| self.set.resolve(own));
        let is_base = |base: &str, of: &str| self.set.index().lineage(of).contains(&base);
        match named.filter(|own| *own != name && !is_base(own, name)) {
            Some(subtype) if is_base(name, subtype) => (subtype, None),
            declared => (name, declared),
        }
    }

    fn is_subtype(&self, own: &str, name: &str) -> bool {
        own != name && self.set.index().lineage(own).contains(&name)
    }

    /// Whether an object of the documented type `name` may call itself by the type it does: that one, or one derived from
    /// it. A type that a short name leaves open may be either.
    pub(in crate::schema) fn may_call_itself(&self, own: &str, name: &str) -> bool {
        match self.set.lookup(namespace(name)).named(own) {
            Named::Type(own) => own == name || self.is_subtype(own, name),
            Named::Several => true,
            Named::Enum(_) | Named::Unknown => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::TypeSchema;
    use crate::schema::resolve::set::tests::people;
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
        let messages: Vec<_> =
            found.iter().map(|v| format!("{} {}: {}, {}", v.pointer, v.keyword, v.expected, v.actual)).collect();
        assert_eq!(
            messages,
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
        for good in ["#ns.user", "ns.User", "#ns.guest"] {
            assert_eq!(
                schemas.check_response(&schema, &json!({"@odata.type": good}), &[]).expect("compiles"),
                [],
                "{good}"
            );
        }
    }

    #[test]
    fn an_object_of_another_type_is_reported_once_and_checked_against_the_documented_one() {
        let schemas = Schemas::new(people());
        let schema = json!({"type": "array", "items": {"allOf": [{"$ref": "ns.guest.json"}, {"properties": {}}]}});
        let others = json!([{"@odata.type": "#ns.entity", "id": 1}, {"@odata.type": "#far.thing"}, {"@odata.type": 7}]);
        let found = schemas.check_response(&schema, &others, &[]).expect("compiles");
        let messages: Vec<_> = found.iter().map(|v| format!("{} {}: {}", v.pointer, v.keyword, v.expected)).collect();
        assert_eq!(
            messages,
            [
                "/0/@odata.type @odata.type: `ns.guest` or a type derived from it",
                "/0/id type: a string or null",
                "/1/@odata.type @odata.type: `ns.guest` or a type derived from it",
            ]
        );
    }

    #[test]
    fn a_base_named_in_an_answer_changes_nothing() {
        let schemas = Schemas::new(people());
        let schema = json!({"$ref": "ns.user.json"});
        let base = json!({"@odata.type": "#ns.entity", "host": 1});
        assert_eq!(schemas.check(&schema, &base).expect("compiles"), []);
    }

    #[test]
    fn an_object_is_held_against_a_type_it_names_although_the_docs_do_not_relate_it() {
        let mut set = people();
        let badge = json!({"type": "object", "properties": {"colour": {"type": "string"}}});
        let origin = set.get("ns.user").expect("a user").origin.clone();
        set.insert("ns.badge", TypeSchema { schema: badge, origin });
        let declared = json!({"@odata.type": "#ns.badge", "colour": 1, "age": "7"});
        let found = Schemas::new(set).check(&json!({"$ref": "ns.user.json"}), &declared).expect("compiles");
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
    fn what_is_not_in_the_set_allows_anything_and_what_is_no_schema_is_reported() {
        let schemas = Schemas::new(people());
        for schema in [json!({"$ref": "ns.lost.json"}), json!({"not": {"not": {"$ref": "https://example.com/x.json"}}})]
        {
            assert_eq!(schemas.check(&schema, &json!([1])).expect("compiles"), [], "{schema}");
        }
        assert!(schemas.check(&json!({"type": "strin"}), &json!(1)).is_err());
        let wrong = schemas.check(&json!({"properties": {"a": {"type": "strin"}}}), &json!(1)).expect_err("no schema");
        assert!(wrong.to_string().ends_with("(at /properties/a/type)"), "{wrong}");
    }
}
