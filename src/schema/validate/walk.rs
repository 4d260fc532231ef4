//! The walk that leads an answer to the types its places are of.

use serde_json::Value;

use super::compiled::{Compiled, Way};
use super::ref_graph::Choice;
use super::schemas::Schemas;
use super::violation;
use super::violation::Violation;
use crate::json::Pointer;
use crate::schema::SchemaError;

/// How many violations are told at most: enough for any reader, and a bound to what a hostile answer can make us hold.
pub const MOST_VIOLATIONS: usize = 10_000;

/// The type an object names for itself.
pub(in crate::schema) fn own_type(instance: &Value) -> Option<&str> {
    instance.get("@odata.type")?.as_str()
}

/// Whether a value keeps a schema and all that this leads to.
pub(in crate::schema) fn accepts(schemas: &Schemas, compiled: &Compiled, value: &Value) -> bool {
    compiled.parts.accept(value)
        && (compiled.way.is_empty()
            || Walk::new(schemas, false).all(compiled, value).is_ok_and(|found| found.is_empty()))
}

/// An answer held against a schema and all that this leads to.
pub(in crate::schema) struct Walk<'s> {
    schemas: &'s Schemas,
    /// Whether the types that objects name are judged.
    names: bool,
    found: Vec<Violation>,
    /// The types being held against the instance at hand: `allOf` and base types may go round in circles.
    trail: Vec<(String, Pointer)>,
}

impl<'s> Walk<'s> {
    pub(in crate::schema) fn new(schemas: &'s Schemas, names: bool) -> Self {
        Self { schemas, names, found: Vec::new(), trail: Vec::new() }
    }

    /// Every violation by the whole instance, in the order they are met.
    pub(in crate::schema) fn all(
        mut self,
        compiled: &Compiled,
        instance: &Value,
    ) -> Result<Vec<Violation>, SchemaError> {
        self.hold(compiled, instance, &Pointer::root())?;
        Ok(self.found)
    }

    fn hold(&mut self, compiled: &Compiled, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        if !compiled.parts.accept(instance) {
            compiled.parts.tell(instance, at, MOST_VIOLATIONS, &mut self.found);
        }
        self.follow(&compiled.way, instance, at)
    }

    fn follow(&mut self, route: &Way, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
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
            let easy = below.way.is_empty();
            for (index, item) in items.iter().enumerate() {
                if self.found.len() >= MOST_VIOLATIONS {
                    break;
                }
                if !easy || !below.parts.accept(item) {
                    self.hold(below, item, &at.item(index))?;
                }
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
        let Some((name, _)) = self.schemas.set().referred(reference) else { return Ok(()) };
        // A base is asked what it has to say of members, not whether the object is one of it.
        let is_base = self.trail.iter().any(|(_, place)| place == at);
        let named = own_type(instance).filter(|_| self.names && !is_base);
        if let Some(own) = named.filter(|own| !self.schemas.may_call_itself(own, name)) {
            self.found.push(violation::of_type(own, name, at));
        }
        let (own, stranger) = self.schemas.types_for(name, instance);
        // A subtype leads to its bases in turn: they must be judged as themselves then.
        self.hold_type(if self.is_under_way(own, at) { name } else { own }, instance, at)?;
        stranger.map_or(Ok(()), |stranger| self.hold_type(stranger, instance, at))
    }

    fn is_under_way(&self, name: &str, at: &Pointer) -> bool {
        self.trail.iter().any(|(other, place)| other == name && place == at)
    }

    fn hold_type(&mut self, name: &str, instance: &Value, at: &Pointer) -> Result<(), SchemaError> {
        let Some(schema) = self.schemas.set().get(name).filter(|_| !self.is_under_way(name, at)) else { return Ok(()) };
        let compiled = self.schemas.of_type(name, &schema.schema)?;
        self.trail.push((name.to_owned(), at.clone()));
        let held = self.hold(&compiled, instance, at);
        self.trail.pop();
        held
    }
}
