//! Documented and actual body as trees of kinds, made so that they are equal exactly when the structure is as promised:
//! a second judge beside the walk, and what `assert-json-diff` compares for a reader.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::body_rules::{Absence, BodyRules};
use super::members::{Extra, Members};
use super::shape_pair::Pair;
use crate::contract::{ArrayPattern, JsonPattern, ObjectPattern};
use crate::judge::excerpt;
use crate::judge::path::{Path, Step};
use crate::schema::Violation;

/// Projects a pattern and an answer onto their shapes.
pub(crate) struct Projection<'a, 's> {
    terms: BodyRules<'s>,
    members: Members<'s>,
    path: Path<'a>,
    /// Values the schema refused, by pointer: their words take the place of the kinds.
    broken: HashMap<&'a str, &'a Violation>,
}

impl<'a, 's> Projection<'a, 's> {
    pub(crate) fn new(terms: BodyRules<'s>, members: Members<'s>, broken: &'a [Violation]) -> Self {
        let broken = broken.iter().map(|violation| (violation.pointer.as_str(), violation)).collect();
        Self { terms, members, path: Path::default(), broken }
    }

    pub(crate) fn of<P: Pair>(&mut self, pattern: &'a JsonPattern, actual: &'a Value) -> P {
        if let Some(shapes) = self.refused(actual) {
            return shapes;
        }
        let silent = self.terms.are_silent_on(self.path.steps(), None);
        if silent || pattern.elided || (pattern.is_unshown() && !actual.is_null()) || (pattern.null && actual.is_null())
        {
            return same("anything");
        }
        match (actual, &pattern.scalar, &pattern.object, &pattern.array) {
            (Value::Null, ..) => self.null(pattern),
            (Value::Object(members), _, Some(object), _) => self.object(object, members),
            (Value::Array(items), _, _, Some(array)) => self.array(array, items),
            (Value::Object(_) | Value::Array(_), ..) | (_, None, ..) => differ(pattern, actual),
            _ => same(excerpt::kind(actual)),
        }
    }

    fn refused<P: Pair>(&self, actual: &Value) -> Option<P> {
        if self.broken.is_empty() || actual.is_object() || actual.is_array() {
            return None;
        }
        let violation = self.broken.get(self.path.pointer().as_str())?;
        let expected = Value::String(format!("<{}>", excerpt::cut(&violation.expected, 100)));
        let actual = actual.as_str().map_or_else(|| actual.clone(), |text| Value::String(excerpt::line(text)));
        Some(P::refused(expected, actual))
    }

    fn null<P: Pair>(&mut self, pattern: &JsonPattern) -> P {
        match self.path.steps().split_last() {
            Some((Step::Member(name), above))
                if self.terms.nullable(above, name) || self.members.nullable(&self.path) =>
            {
                same("null")
            }
            _ => differ(pattern, &Value::Null),
        }
    }

    fn object<P: Pair>(&mut self, object: &'a ObjectPattern, members: &'a Map<String, Value>) -> P {
        let (mut pair, mut met) = (P::object(), 0);
        for member in &object.members {
            if let Some(value) = members.get(&member.key) {
                met += 1;
                let below = self.member(&member.key, &member.pattern, value);
                pair.add_member(&member.key, below);
            } else if matches!(self.terms.absence(self.path.steps(), member), Absence::Control | Absence::Broken) {
                pair.add_missing(&member.key, &member.pattern);
            }
        }
        if met == members.len() {
            return pair;
        }
        for (name, value) in members.iter().filter(|(name, _)| object.member(name).is_none()) {
            if let Some(pattern) = object.at(name) {
                let below = self.member(name, pattern, value);
                pair.add_member(name, below);
                continue;
            }
            // What a truncated example lets through is left in: the inclusive comparison has to let it through as well.
            if self.terms.are_silent_on(self.path.steps(), Some(name)) {
                continue;
            }
            match self.members.extra(&self.path, object, members, name) {
                Extra::Undocumented | Extra::Truncated => pair.add_further(name, excerpt::kind(value)),
                Extra::Known | Extra::Elided | Extra::Unshown => {}
            }
        }
        pair
    }

    fn member<P: Pair>(&mut self, name: &'a str, pattern: &'a JsonPattern, value: &'a Value) -> P {
        self.path.push(Step::Member(name));
        let below = self.of(pattern, value);
        self.path.pop();
        below
    }

    fn array<P: Pair>(&mut self, array: &'a ArrayPattern, items: &'a [Value]) -> P {
        if self.terms.must_be_empty(self.path.steps()) {
            return P::of("an empty array", if items.is_empty() { "an empty array" } else { "an array with items" });
        }
        let Some(pattern) = &array.item else { return same("an array") };
        let mut pair = P::array();
        for (index, item) in items.iter().enumerate() {
            self.path.push(Step::Item(index));
            let below = self.of(pattern, item);
            self.path.pop();
            pair.add_item(below);
        }
        pair
    }
}

fn same<P: Pair>(word: &str) -> P {
    P::of(word, word)
}

fn differ<P: Pair>(pattern: &JsonPattern, actual: &Value) -> P {
    P::of(&pattern.describe(), excerpt::kind(actual))
}
