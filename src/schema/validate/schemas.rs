//! `Schemas`: compiles schemas when first needed, and says which of them apply to an object.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::fmt;
use std::hash::Hash;
use std::sync::{Arc, PoisonError, RwLock};

use foldhash::fast::RandomState;
use serde_json::Value;

use super::compiled::Compiled;
use super::own_type::own_type;
use super::parts::Pool;
use super::ref_graph::split;
use crate::schema::SchemaError;
use crate::schema::resolve::bundle;
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

    /// How many schemas were compiled so far.
    #[cfg(test)]
    pub(in crate::schema) fn compilations(&self) -> usize {
        self.pool.len()
    }

    /// The schema of a body.
    pub(super) fn of_body(&self, schema: &Value) -> Result<Arc<Compiled>, SchemaError> {
        self.cached(&self.bodies, schema, schema, || "the schema of the body".to_owned())
    }

    /// The schema of a place in a body.
    pub(super) fn of_place(&self, schema: &Value) -> Result<Arc<Compiled>, SchemaError> {
        self.cached(&self.places, schema, schema, || "the schema of a place".to_owned())
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
