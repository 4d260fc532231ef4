//! What a projection makes: the shapes themselves, or only whether they match.

use serde_json::{Map, Value};

use crate::contract::JsonPattern;

/// The documented and the actual shape of one place, taken together.
pub(crate) trait ShapePair: Sized {
    /// A place without others below it.
    fn of(expected: &str, actual: &str) -> Self;
    /// A value that breaks the schema.
    fn refused(expected: Value, actual: Value) -> Self;
    /// An object on both sides, to which members are added.
    fn object() -> Self;
    /// A member on both sides.
    fn add_member(&mut self, name: &str, below: Self);
    /// A documented member that did not come.
    fn add_missing(&mut self, name: &str, pattern: &JsonPattern);
    /// A member that only the response has.
    fn add_further(&mut self, name: &str, kind: &str);
    /// An array on both sides, to which items are added.
    fn array() -> Self;
    /// An item on both sides.
    fn add_item(&mut self, below: Self);
}

/// The two trees of one place.
pub(crate) struct Shapes {
    pub(crate) expected: Value,
    pub(crate) actual: Value,
}

impl ShapePair for Shapes {
    fn of(expected: &str, actual: &str) -> Self {
        Self { expected: token(expected), actual: token(actual) }
    }

    fn refused(expected: Value, actual: Value) -> Self {
        Self { expected, actual }
    }

    fn object() -> Self {
        Self { expected: Value::Object(Map::new()), actual: Value::Object(Map::new()) }
    }

    fn add_member(&mut self, name: &str, below: Self) {
        put(&mut self.expected, name, below.expected);
        put(&mut self.actual, name, below.actual);
    }

    fn add_missing(&mut self, name: &str, pattern: &JsonPattern) {
        put(&mut self.expected, name, token(&pattern.describe()));
    }

    fn add_further(&mut self, name: &str, kind: &str) {
        put(&mut self.actual, name, token(kind));
    }

    fn array() -> Self {
        Self { expected: Value::Array(Vec::new()), actual: Value::Array(Vec::new()) }
    }

    fn add_item(&mut self, below: Self) {
        if let (Value::Array(expected), Value::Array(actual)) = (&mut self.expected, &mut self.actual) {
            expected.push(below.expected);
            actual.push(below.actual);
        }
    }
}

fn put(object: &mut Value, name: &str, value: Value) {
    if let Value::Object(members) = object {
        members.insert(name.to_owned(), value);
    }
}

fn token(word: &str) -> Value {
    Value::String(format!("<{word}>"))
}

/// Whether the shapes match, as most do: nothing else is built. `further`: members that only the response has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ShapesMatch {
    same: bool,
    further: bool,
}

impl ShapesMatch {
    /// Whether the response has the documented structure; `partial`: further members are tolerated.
    pub(crate) const fn is_match(self, partial: bool) -> bool {
        self.same && (partial || !self.further)
    }

    fn add(&mut self, below: Self) {
        self.same &= below.same;
        self.further |= below.further;
    }
}

impl ShapePair for ShapesMatch {
    fn of(expected: &str, actual: &str) -> Self {
        Self { same: expected == actual, further: false }
    }

    fn refused(expected: Value, actual: Value) -> Self {
        Self { same: expected == actual, further: false }
    }

    fn object() -> Self {
        Self { same: true, further: false }
    }

    fn add_member(&mut self, _: &str, below: Self) {
        self.add(below);
    }

    fn add_missing(&mut self, _: &str, _: &JsonPattern) {
        self.same = false;
    }

    fn add_further(&mut self, _: &str, _: &str) {
        self.further = true;
    }

    fn array() -> Self {
        Self { same: true, further: false }
    }

    fn add_item(&mut self, below: Self) {
        self.add(below);
    }
}
