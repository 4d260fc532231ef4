use std::fmt;

/// A JSON value and the bytes of the source text it stood in.
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
        /// The members shown, in order; a repeated name stands as often as it was written.
        members: Vec<Member>,
        /// Whether members beside those shown may exist.
        open: bool,
    },
    /// A value that is only `...`: anything may stand here.
    Elision,
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

/// A number as it was written, so that `9007199254740993` and `1e400` stay what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number(pub(super) String);

impl Number {
    /// The text.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether the value is integral (`2`, `2.0`, `2e3`), as JSON Schema's `integer` has it.
    pub fn is_integral(&self) -> bool {
        if !self.0.contains(['.', 'e', 'E']) {
            return true;
        }
        self.0.parse::<f64>().is_ok_and(|v| v.is_infinite() || v.fract() == 0.0)
    }

    /// The nearest `serde_json` number; past the range of a double, the largest double of the same sign.
    pub fn to_serde(&self) -> serde_json::Number {
        // `-0` is a zero with a sign, which only a double can hold.
        if self.0 != "-0"
            && let Ok(v) = self.0.parse::<i64>()
        {
            return v.into();
        }
        if let Ok(v) = self.0.parse::<u64>() {
            return v.into();
        }
        let v = self.0.parse::<f64>().unwrap_or(0.0).clamp(f64::MIN, f64::MAX);
        serde_json::Number::from_f64(v).unwrap_or_else(|| 0.into())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Node {
    /// The value of member `key` (the last one of that name, as most readers take it); `None` if this is no object.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.members()?.iter().rev().find(|m| m.key == key).map(|m| &m.value)
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

    /// `object`, `array`, `string`, `integer`, `number`, `boolean`, `null`, or `anything` for an elision.
    pub fn type_word(&self) -> &'static str {
        match &self.value {
            Value::Null => "null",
            Value::Bool(_) => "boolean",
            Value::Number(n) if n.is_integral() => "integer",
            Value::Number(_) => "number",
            Value::String(_) => "string",
            Value::Array { .. } => "array",
            Value::Object { .. } => "object",
            Value::Elision => "anything",
        }
    }

    /// As a `serde_json` value: elided places are left out, an elided value becomes `null`, of repeated names the last wins.
    pub fn to_serde(&self) -> serde_json::Value {
        use serde_json::Value as Out;
        match &self.value {
            Value::Null | Value::Elision => Out::Null,
            Value::Bool(b) => Out::Bool(*b),
            Value::Number(n) => Out::Number(n.to_serde()),
            Value::String(s) => Out::String(s.clone()),
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
            Value::String(s) => Out::String(s),
            Value::Array { items, .. } => Out::Array(items.into_iter().map(Node::into_serde).collect()),
            Value::Object { members, .. } => {
                Out::Object(members.into_iter().map(|m| (m.key, m.value.into_serde())).collect())
            }
        }
    }
}
