//! `Node` and `Value`: a JSON tree with spans, and what the docs elide in it.

use super::{Number, Pointer, ValueType};

/// A JSON value and the bytes of the source text it was read from.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// First byte of the value in the text that was read.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
}

/// A JSON value. Members and items keep their order; numbers keep their text.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number, as written.
    Number(Number),
    /// A string, unescaped.
    String(String),
    /// `open`: the text elides items (`...`) here.
    Array {
        /// The items shown.
        items: Vec<Node>,
        /// Whether more items may follow those shown.
        open: bool,
    },
    /// `open`: the text elides members (`...`) here.
    Object {
        /// The members shown, in order; a repeated name as often as it was written.
        members: Vec<Member>,
        /// Whether members other than those shown may exist.
        open: bool,
    },
    /// A value that is only `...`: anything may be here.
    Elision,
    /// A placeholder without quotes (`<id>`), as it is written: anything may be here.
    Placeholder(String),
}

/// A member of an object.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// The name, unescaped.
    pub key: String,
    /// First byte of the name (its quote) in the text.
    pub key_start: usize,
    /// The value.
    pub value: Node,
}

/// A place in a document.
#[derive(Debug, Clone, Copy)]
pub struct Located<'n> {
    /// The value.
    pub node: &'n Node,
    /// First byte of its member's name; of the value where it has none.
    pub start: usize,
    /// The name of the nearest member around it; empty where there is none.
    pub key: &'n str,
}

impl<'n> Located<'n> {
    /// A whole document.
    pub const fn of_root(root: &'n Node) -> Self {
        Self { node: root, start: root.start, key: "" }
    }

    /// The member or item that a token of a pointer leads to; `None` where there is none. Of repeated names the last one counts,
    /// as most parsers do.
    pub fn below(self, token: &str) -> Option<Self> {
        self.below_by(token, |members| members.iter().rev().find(|member| member.key == token))
    }

    /// As [`Located::below`], with another way to find the member.
    pub(super) fn below_by(self, token: &str, find: impl FnOnce(&'n [Member]) -> Option<&'n Member>) -> Option<Self> {
        match &self.node.value {
            Value::Object { members, .. } => {
                let member = find(members)?;
                Some(Self { node: &member.value, start: member.key_start, key: &member.key })
            }
            Value::Array { items, .. } => {
                let item = items.get(token.parse::<usize>().ok()?)?;
                Some(Self { node: item, start: item.start, key: self.key })
            }
            _ => None,
        }
    }
}

impl Node {
    /// The value at `pointer`; `None` where there is none. Of repeated names the last one counts, as most parsers do.
    pub fn locate(&self, pointer: &Pointer) -> Option<Located<'_>> {
        pointer.tokens().try_fold(Located::of_root(self), |here, token| here.below(&token))
    }

    /// The value of member `key` (the last one of that name, as most parsers do); `None` if this is not an object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.members()?.iter().rev().find(|m| m.key == key).map(|m| &m.value)
    }

    /// Whether it is an object or an array.
    pub const fn is_container(&self) -> bool {
        matches!(self.value, Value::Object { .. } | Value::Array { .. })
    }

    /// The members, if this is an object.
    pub fn members(&self) -> Option<&[Member]> {
        match &self.value {
            Value::Object { members, .. } => Some(members),
            _ => None,
        }
    }

    /// The items, if this is an array.
    pub fn items(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Array { items, .. } => Some(items),
            _ => None,
        }
    }

    /// The text, if this is a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The type; `None` for an elision or a placeholder.
    pub fn value_type(&self) -> Option<ValueType> {
        Some(match &self.value {
            Value::Null => ValueType::Null,
            Value::Bool(_) => ValueType::Boolean,
            Value::Number(n) if n.is_integral() => ValueType::Integer,
            Value::Number(_) => ValueType::Number,
            Value::String(_) => ValueType::String,
            Value::Array { .. } => ValueType::Array,
            Value::Object { .. } => ValueType::Object,
            Value::Elision | Value::Placeholder(_) => return None,
        })
    }

    /// Its name (`object`, `integer`), or `anything` for an elision or a placeholder.
    pub fn type_word(&self) -> &'static str {
        self.value_type().map_or("anything", ValueType::name)
    }

    /// The numbers in there that `serde_json` cannot represent exactly (see [`Number::is_exact`]), in document order.
    pub fn inexact_numbers(&self) -> Vec<(Pointer, Number)> {
        let mut found = Vec::new();
        self.gather_unheld(&Pointer::root(), &mut found);
        found
    }

    fn gather_unheld(&self, at: &Pointer, found: &mut Vec<(Pointer, Number)>) {
        // Pointers are only built for such numbers, which nearly no document has.
        match &self.value {
            Value::Number(number) if !number.is_exact() => found.push((at.clone(), number.clone())),
            Value::Array { items, .. } => {
                for (index, item) in items.iter().enumerate().filter(|(_, item)| item.has_unheld()) {
                    item.gather_unheld(&at.item(index), found);
                }
            }
            Value::Object { members, .. } => {
                for member in members.iter().filter(|member| member.value.has_unheld()) {
                    member.value.gather_unheld(&at.join(&member.key), found);
                }
            }
            _ => {}
        }
    }

    fn has_unheld(&self) -> bool {
        match &self.value {
            Value::Number(number) => !number.is_exact(),
            Value::Array { items, .. } => items.iter().any(Node::has_unheld),
            Value::Object { members, .. } => members.iter().any(|member| member.value.has_unheld()),
            _ => false,
        }
    }

    /// As a `serde_json` value: elided places are left out, an elided value becomes `null`, of repeated names the last wins.
    pub fn to_serde(&self) -> serde_json::Value {
        use serde_json::Value as Out;
        match &self.value {
            Value::Null | Value::Elision => Out::Null,
            Value::Bool(b) => Out::Bool(*b),
            Value::Number(n) => Out::Number(n.to_serde()),
            Value::String(s) | Value::Placeholder(s) => Out::String(s.clone()),
            Value::Array { items, .. } => Out::Array(items.iter().map(Node::to_serde).collect()),
            Value::Object { members, .. } => {
                Out::Object(members.iter().map(|m| (m.key.clone(), m.value.to_serde())).collect())
            }
        }
    }

    /// Like [`Node::to_serde`], without copying the strings.
    pub fn into_serde(self) -> serde_json::Value {
        use serde_json::Value as Out;
        match self.value {
            Value::Null | Value::Elision => Out::Null,
            Value::Bool(b) => Out::Bool(b),
            Value::Number(n) => Out::Number(n.to_serde()),
            Value::String(s) | Value::Placeholder(s) => Out::String(s),
            Value::Array { items, .. } => Out::Array(items.into_iter().map(Node::into_serde).collect()),
            Value::Object { members, .. } => {
                Out::Object(members.into_iter().map(|m| (m.key, m.value.into_serde())).collect())
            }
        }
    }
}
