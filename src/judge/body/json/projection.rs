//! Documented and actual body as trees of kinds, made so that they are equal exactly when the structure is as promised:
//! a second judge besides the walk, and what `assert-json-diff` compares for a reader.

use std::collections::HashMap;

use serde_json::{Map, Value};

use super::body_rules::{Absence, BodyRules};
use super::members::{Members, UnshownMember};
use super::shape_pair::ShapePair;
use crate::contract::{ArrayPattern, JsonPattern, MemberPattern, ObjectPattern};
use crate::json::{InOrder, ValueType};
use crate::judge::excerpt;
use crate::judge::path::{Path, Step};
use crate::schema::Violation;
use crate::text::fnv1a;

/// Projects a pattern and a response body onto their shapes.
pub(crate) struct Projection<'a, 's> {
    rules: BodyRules<'s>,
    members: Members<'s>,
    path: Path<'a>,
    /// The hash of the path to each place on the way down: to compare pointers, a long name would be copied for each item.
    hashes: Vec<u64>,
    /// Values that break the schema, by the hash of their path: what is expected of them takes the place of the kind.
    broken: HashMap<u64, Vec<&'a Violation>>,
}

impl<'a, 's> Projection<'a, 's> {
    pub(crate) fn new(rules: BodyRules<'s>, members: Members<'s>, broken: &'a [Violation]) -> Self {
        let mut by_hash: HashMap<u64, Vec<&Violation>> = HashMap::new();
        for violation in broken {
            let hash = violation.pointer.tokens().fold(0, |above, token| hash_below(above, &token));
            by_hash.entry(hash).or_default().push(violation);
        }
        Self { rules, members, path: Path::default(), hashes: vec![0], broken: by_hash }
    }

    pub(crate) fn of<P: ShapePair>(&mut self, pattern: &'a JsonPattern, actual: &'a Value) -> P {
        if let Some(shapes) = self.refused(actual) {
            return shapes;
        }
        let overridden = self.rules.is_overridden(self.path.steps(), None);
        if overridden
            || pattern.is_open()
            || (pattern.is_unspecified() && !actual.is_null())
            || (pattern.null && actual.is_null())
        {
            return same("anything");
        }
        match (actual, &pattern.scalar, &pattern.object, &pattern.array) {
            (Value::Null, ..) => self.null(pattern),
            (Value::Object(members), _, Some(object), _) => self.object(object, members),
            (Value::Array(items), _, _, Some(array)) => self.array(array, items),
            (Value::Object(_) | Value::Array(_), ..) | (_, None, ..) => differ(pattern, actual),
            _ => same(ValueType::of(actual).with_article()),
        }
    }

    fn refused<P: ShapePair>(&self, actual: &Value) -> Option<P> {
        if self.broken.is_empty() || actual.is_object() || actual.is_array() {
            return None;
        }
        let near = self.broken.get(self.hashes.last()?)?;
        let here = self.path.pointer();
        let violation = near.iter().find(|violation| violation.pointer == here)?;
        let expected = Value::String(format!("<{}>", excerpt::cut(&violation.expected, 100)));
        let actual = actual.as_str().map_or_else(|| actual.clone(), |text| Value::String(excerpt::line(text)));
        Some(P::refused(expected, actual))
    }

    fn null<P: ShapePair>(&mut self, pattern: &JsonPattern) -> P {
        match self.path.steps().split_last() {
            Some((Step::Member(name), above))
                if self.rules.nullable(above, name) || self.members.nullable(&self.path) =>
            {
                same("null")
            }
            _ => differ(pattern, &Value::Null),
        }
    }

    fn object<P: ShapePair>(&mut self, object: &'a ObjectPattern, members: &'a Map<String, Value>) -> P {
        let (mut pair, mut shown) = (P::object(), 0);
        let mut received = InOrder::new(members);
        for member in &object.members {
            if let Some(value) = received.get(&member.key) {
                shown += 1;
                let below = self.member(&member.key, &member.pattern, value);
                pair.add_member(&member.key, below);
            } else if self.is_missing(member) {
                pair.add_missing(&member.key, &member.pattern);
            }
        }
        if shown == members.len() {
            return pair;
        }
        for (name, value) in members.iter().filter(|(name, _)| object.member(name).is_none()) {
            if let Some(pattern) = object.at(name) {
                let below = self.member(name, pattern, value);
                pair.add_member(name, below);
                continue;
            }
            // What a truncated example tolerates is left in: the inclusive comparison has to tolerate it as well.
            if self.rules.is_overridden(self.path.steps(), Some(name)) {
                continue;
            }
            match self.members.classify(&self.path, object, members, name) {
                UnshownMember::Undocumented | UnshownMember::Truncated => {
                    pair.add_further(name, ValueType::of(value).with_article());
                }
                UnshownMember::Known | UnshownMember::Elided | UnshownMember::Unshown => {}
            }
        }
        pair
    }

    fn is_missing(&mut self, member: &MemberPattern) -> bool {
        match self.rules.absence(self.path.steps(), member) {
            Absence::Control => true,
            Absence::Broken => !self.members.may_be_absent(&self.path, &member.key),
            Absence::Fine | Absence::Paging => false,
        }
    }

    fn member<P: ShapePair>(&mut self, name: &'a str, pattern: &'a JsonPattern, value: &'a Value) -> P {
        self.below(Step::Member(name), pattern, value)
    }

    fn below<P: ShapePair>(&mut self, step: Step<'a>, pattern: &'a JsonPattern, value: &'a Value) -> P {
        if !self.broken.is_empty() {
            let above = self.hashes.last().copied().unwrap_or_default();
            self.hashes.push(match step {
                Step::Member(name) => hash_below(above, name),
                Step::Item(index) => hash_below(above, &index.to_string()),
            });
        }
        self.path.push(step);
        let below = self.of(pattern, value);
        self.path.pop();
        if !self.broken.is_empty() {
            self.hashes.pop();
        }
        below
    }

    fn array<P: ShapePair>(&mut self, array: &'a ArrayPattern, items: &'a [Value]) -> P {
        if self.rules.must_be_empty(self.path.steps()) {
            return P::of("an empty array", if items.is_empty() { "an empty array" } else { "an array with items" });
        }
        let Some(any_item) = array.item.as_deref() else { return same("an array") };
        let mut pair = P::array();
        for (index, item) in items.iter().enumerate() {
            let below = self.below(Step::Item(index), array.item_of(index, items).unwrap_or(any_item), item);
            pair.add_item(below);
        }
        pair
    }
}

fn hash_below(above: u64, token: &str) -> u64 {
    fnv1a(above.to_le_bytes().into_iter().chain(token.bytes()))
}

fn same<P: ShapePair>(word: &str) -> P {
    P::of(word, word)
}

fn differ<P: ShapePair>(pattern: &JsonPattern, actual: &Value) -> P {
    P::of(&pattern.describe(), ValueType::of(actual).with_article())
}
