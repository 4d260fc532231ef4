//! Documented and actual body as trees of kinds, made so that they are equal exactly when the structure is as promised:
//! a second judge beside the walk, and what `assert-json-diff` compares for a reader.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::brief;
use super::members::{Extra, Members};
use super::path::{Path, Step};
use super::terms::{Absence, Terms};
use crate::contract::{ArrayPattern, JsonPattern, ObjectPattern};
use crate::schema::Violation;

/// The two trees of one place.
pub(super) struct Shapes {
    pub(super) expected: Value,
    pub(super) actual: Value,
}

/// Projects a pattern and an answer onto their shapes.
pub(super) struct Projection<'a, 's> {
    terms: Terms<'s>,
    members: Members<'s>,
    path: Path<'a>,
    /// Values the schema refused, by pointer: their words take the place of the kinds.
    broken: HashMap<&'a str, &'a Violation>,
}

impl<'a, 's> Projection<'a, 's> {
    pub(super) fn new(terms: Terms<'s>, members: Members<'s>, broken: &'a [Violation]) -> Self {
        let broken = broken.iter().map(|violation| (violation.pointer.as_str(), violation)).collect();
        Self { terms, members, path: Path::default(), broken }
    }

    pub(super) fn of(&mut self, pattern: &'a JsonPattern, actual: &'a Value) -> Shapes {
        if let Some(shapes) = self.refused(actual) {
            return shapes;
        }
        let silent = self.terms.are_silent_on(self.path.steps(), None);
        if silent || pattern.elided || (pattern.is_unshown() && !actual.is_null()) || (pattern.null && actual.is_null())
        {
            return Shapes::same("anything");
        }
        match (actual, &pattern.scalar, &pattern.object, &pattern.array) {
            (Value::Null, ..) => self.null(pattern),
            (Value::Object(members), _, Some(object), _) => self.object(object, members),
            (Value::Array(items), _, _, Some(array)) => self.array(array, items),
            (Value::Object(_) | Value::Array(_), ..) | (_, None, ..) => Shapes::differ(pattern, actual),
            _ => Shapes::same(brief::kind(actual)),
        }
    }

    fn refused(&self, actual: &Value) -> Option<Shapes> {
        if self.broken.is_empty() || actual.is_object() || actual.is_array() {
            return None;
        }
        let violation = self.broken.get(self.path.pointer().as_str())?;
        let expected = Value::String(format!("<{}>", brief::cut(&violation.expected, 100)));
        let actual = actual.as_str().map_or_else(|| actual.clone(), |text| Value::String(brief::line(text)));
        Some(Shapes { expected, actual })
    }

    fn null(&mut self, pattern: &JsonPattern) -> Shapes {
        match self.path.steps().split_last() {
            Some((Step::Member(name), above))
                if self.terms.nullable(above, name) || self.members.nullable(&self.path) =>
            {
                Shapes::same("null")
            }
            _ => Shapes::differ(pattern, &Value::Null),
        }
    }

    fn object(&mut self, object: &'a ObjectPattern, members: &'a Map<String, Value>) -> Shapes {
        let (mut expected, mut actual) = (Map::new(), Map::new());
        for member in &object.members {
            if let Some(value) = members.get(&member.key) {
                self.path.push(Step::Member(&member.key));
                let shapes = self.of(&member.pattern, value);
                self.path.pop();
                expected.insert(member.key.clone(), shapes.expected);
                actual.insert(member.key.clone(), shapes.actual);
            } else if matches!(self.terms.absence(self.path.steps(), member), Absence::Control | Absence::Broken) {
                expected.insert(member.key.clone(), token(&member.pattern.describe()));
            }
        }
        for (name, value) in members.iter().filter(|(name, _)| object.member(name).is_none()) {
            if let Some(pattern) = object.at(name) {
                self.path.push(Step::Member(name));
                let shapes = self.of(pattern, value);
                self.path.pop();
                expected.insert(name.clone(), shapes.expected);
                actual.insert(name.clone(), shapes.actual);
                continue;
            }
            // What a truncated example lets through is left in: the inclusive comparison has to let it through as well.
            if self.terms.are_silent_on(self.path.steps(), Some(name)) {
                continue;
            }
            let kept = match self.members.extra(&self.path, object, members, name) {
                Extra::Undocumented | Extra::Truncated => true,
                Extra::Known | Extra::Elided | Extra::Unshown => false,
            };
            if kept {
                actual.insert(name.clone(), token(brief::kind(value)));
            }
        }
        Shapes { expected: Value::Object(expected), actual: Value::Object(actual) }
    }

    fn array(&mut self, array: &'a ArrayPattern, items: &'a [Value]) -> Shapes {
        if self.terms.must_be_empty(self.path.steps()) {
            let actual = token(if items.is_empty() { "an empty array" } else { "an array with items" });
            return Shapes { expected: token("an empty array"), actual };
        }
        let Some(pattern) = &array.item else { return Shapes::same("an array") };
        let mut shapes = (Vec::with_capacity(items.len()), Vec::with_capacity(items.len()));
        for (index, item) in items.iter().enumerate() {
            self.path.push(Step::Item(index));
            let item = self.of(pattern, item);
            self.path.pop();
            shapes.0.push(item.expected);
            shapes.1.push(item.actual);
        }
        Shapes { expected: Value::Array(shapes.0), actual: Value::Array(shapes.1) }
    }
}

impl Shapes {
    fn same(word: &str) -> Self {
        Self { expected: token(word), actual: token(word) }
    }

    fn differ(pattern: &JsonPattern, actual: &Value) -> Self {
        Self { expected: token(&pattern.describe()), actual: token(brief::kind(actual)) }
    }
}

fn token(word: &str) -> Value {
    Value::String(format!("<{word}>"))
}
