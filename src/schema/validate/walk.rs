//! The walk that validates each place of a response against the types that apply to it.

use serde_json::Value;

use super::compiled::{Compiled, CompiledRefs};
use super::own_type::own_type;
use super::ref_graph::Choice;
use super::schemas::Schemas;
use super::violation;
use super::violation::Violation;
use crate::json::Pointer;
use crate::schema::SchemaError;

/// How many violations are reported at most: enough for any reader, and a bound on the memory a hostile response can take.
pub const MOST_VIOLATIONS: usize = 10_000;

/// Whether a value satisfies a schema and everything it refers to.
pub(in crate::schema) fn accepts(schemas: &Schemas, compiled: &Compiled, value: &Value) -> bool {
    compiled.parts.accept(value)
        && (compiled.refs.is_empty()
            || SchemaWalk::new(schemas, false).all(compiled, value).is_ok_and(|found| found.is_empty()))
}

/// A response being validated against a schema and everything it refers to.
pub(in crate::schema) struct SchemaWalk<'s> {
    schemas: &'s Schemas,
    /// Whether the types that objects name are checked.
    check_type_names: bool,
    found: Vec<Violation>,
    /// The types that the current instance is being validated against: `allOf` and base types may be cyclic.
    trail: Vec<(String, Pointer)>,
}

impl<'s> SchemaWalk<'s> {
    pub(in crate::schema) fn new(schemas: &'s Schemas, check_type_names: bool) -> Self {
        Self { schemas, check_type_names, found: Vec::new(), trail: Vec::new() }
    }

    /// Every violation by the whole instance, in the order they are met.
    pub(in crate::schema) fn all(
        mut self,
        compiled: &Compiled,
        instance: &Value,
    ) -> Result<Vec<Violation>, SchemaError> {
        self.validate(compiled, instance, &Pointer::root())?;
        Ok(self.found)
    }

    fn validate(&mut self, compiled: &Compiled, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        if !compiled.parts.accept(instance) {
            compiled.parts.collect_errors(instance, at, MOST_VIOLATIONS, &mut self.found);
        }
        self.follow(&compiled.refs, instance, at)
    }

    fn follow(&mut self, graph: &CompiledRefs, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        for (reference, nullable) in &graph.here {
            if !(*nullable && instance.is_null()) {
                self.validate_reference(reference, instance, at)?;
            }
        }
        for Choice { references, nullable } in &graph.choices {
            if !(*nullable && instance.is_null()) {
                self.validate_choice(references, instance, at)?;
            }
        }
        if let Value::Object(members) = instance {
            for (name, below) in &graph.members {
                if let Some(value) = members.get(name) {
                    self.follow(below, value, &at.join(name))?;
                }
            }
        }
        if let (Value::Array(items), Some(below)) = (instance, &graph.items) {
            let has_no_refs = below.refs.is_empty();
            for (index, item) in items.iter().enumerate() {
                if self.found.len() >= MOST_VIOLATIONS {
                    break;
                }
                if !has_no_refs || !below.parts.accept(item) {
                    self.validate(below, item, &at.item(index))?;
                }
            }
        }
        Ok(())
    }

    /// One of several types applies: the one that the instance names, else any. Where none fits, the closest one is reported.
    fn validate_choice(&mut self, references: &[String], instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        if let Some(named) = self.schemas.named_of(references, instance) {
            return self.validate_reference(named, instance, at);
        }
        let mut nearest: Option<Vec<Violation>> = None;
        for reference in references {
            let before = std::mem::take(&mut self.found);
            let result = self.validate_reference(reference, instance, at);
            let found = std::mem::replace(&mut self.found, before);
            result?;
            if nearest.as_ref().is_none_or(|nearest| found.len() < nearest.len()) {
                nearest = Some(found);
            }
        }
        self.found.extend(nearest.into_iter().flatten());
        Ok(())
    }

    fn validate_reference(&mut self, reference: &str, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        let Some((name, _)) = self.schemas.set().referred(reference) else { return Ok(()) };
        // A base constrains the members; whether the object may name this type was checked already.
        let is_base = self.trail.iter().any(|(_, place)| place == at);
        let named = own_type(instance).filter(|_| self.check_type_names && !is_base);
        if let Some(own) = named.filter(|own| !self.schemas.may_call_itself(own, name)) {
            self.found.push(violation::of_type(own, name, at));
        }
        let (own, declared) = self.schemas.types_for(name, instance);
        // A subtype refers to its bases in turn: they must be validated as themselves then.
        self.validate_type(if self.is_under_way(own, at) { name } else { own }, instance, at)?;
        declared.map_or(Ok(()), |declared| self.validate_type(declared, instance, at))
    }

    fn is_under_way(&self, name: &str, at: &Pointer) -> bool {
        self.trail.iter().any(|(other, place)| other == name && place == at)
    }

    fn validate_type(&mut self, name: &str, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        let Some(schema) = self.schemas.set().get(name).filter(|_| !self.is_under_way(name, at)) else { return Ok(()) };
        let compiled = self.schemas.of_type(name, &schema.schema)?;
        self.trail.push((name.to_owned(), at.clone()));
        let result = self.validate(&compiled, instance, at);
        self.trail.pop();
        result
    }
}
