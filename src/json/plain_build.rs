//! What is built from a text of plain JSON: nothing, a value, or a tree that keeps the position of everything.

use serde_json::{Map, Value};

use super::{Member, Node, Number, number};
use crate::json::Value as NodeValue;

/// What is built from a text.
pub(super) trait Build: Sized {
    type Members<'t>: Default;
    fn word(word: &str) -> Self;
    /// `None`: it cannot be represented.
    fn number(text: &str) -> Option<Self>;
    /// `None`: it cannot be represented.
    fn string(quoted: Quoted<'_>) -> Option<Self>;
    fn array(items: Vec<Self>) -> Self;
    /// `None`: the name is repeated, or may be.
    fn add<'t>(members: &mut Self::Members<'t>, name: Quoted<'t>, value: Self) -> Option<()>;
    /// `None`: a name is repeated.
    fn object(members: Self::Members<'_>) -> Option<Self>;

    /// Where in the text it is.
    fn place(&mut self, _start: usize, _end: usize) {}
}

/// In an object with more members repeated names are not searched for.
const MOST_MEMBERS: usize = 48;

/// Nothing: the text has the shape of JSON.
pub(super) struct Shape;

impl Build for Shape {
    type Members<'t> = Vec<&'t str>;

    fn word(_: &str) -> Self {
        Self
    }

    fn number(_: &str) -> Option<Self> {
        Some(Self)
    }

    fn string(_: Quoted<'_>) -> Option<Self> {
        Some(Self)
    }

    fn array(_: Vec<Self>) -> Self {
        Self
    }

    fn add<'t>(members: &mut Vec<&'t str>, name: Quoted<'t>, _: Self) -> Option<()> {
        let is_clear = members.len() < MOST_MEMBERS && !members.contains(&name.text) && !name.is_escaped;
        members.push(name.text);
        is_clear.then_some(())
    }

    fn object(_: Vec<&str>) -> Option<Self> {
        Some(Self)
    }
}

impl Build for Value {
    type Members<'t> = Vec<(String, Self)>;

    fn word(word: &str) -> Self {
        match word {
            "true" => Self::Bool(true),
            "false" => Self::Bool(false),
            _ => Self::Null,
        }
    }

    fn number(text: &str) -> Option<Self> {
        number::is_certainly_exact(text).then(|| Self::Number(number::to_serde(text)))
    }

    fn string(quoted: Quoted<'_>) -> Option<Self> {
        quoted.decoded().map(Self::String)
    }

    fn array(items: Vec<Self>) -> Self {
        Self::Array(items)
    }

    fn add(members: &mut Vec<(String, Self)>, name: Quoted<'_>, value: Self) -> Option<()> {
        members.push((name.decoded()?, value));
        Some(())
    }

    fn object(members: Vec<(String, Self)>) -> Option<Self> {
        // A map that has grown takes up to twice as much.
        let count = members.len();
        let mut object = Map::with_capacity(count);
        object.extend(members);
        (object.len() == count).then_some(Self::Object(object))
    }
}

/// Each value has its place from [`Build::place`].
impl Build for Node {
    type Members<'t> = Vec<Member>;

    fn word(word: &str) -> Self {
        unplaced(match word {
            "true" => NodeValue::Bool(true),
            "false" => NodeValue::Bool(false),
            _ => NodeValue::Null,
        })
    }

    fn number(text: &str) -> Option<Self> {
        Some(unplaced(NodeValue::Number(Number(text.to_owned()))))
    }

    fn string(quoted: Quoted<'_>) -> Option<Self> {
        quoted.decoded().map(|text| unplaced(NodeValue::String(text)))
    }

    fn array(mut items: Vec<Self>) -> Self {
        items.shrink_to_fit();
        unplaced(NodeValue::Array { items, open: false })
    }

    fn add(members: &mut Vec<Member>, name: Quoted<'_>, value: Self) -> Option<()> {
        let key = name.decoded()?;
        let is_clear = members.len() < MOST_MEMBERS && members.iter().all(|member| member.key != key);
        members.push(Member { key, key_start: name.start, value });
        is_clear.then_some(())
    }

    fn object(mut members: Vec<Member>) -> Option<Self> {
        members.shrink_to_fit();
        Some(unplaced(NodeValue::Object { members, open: false }))
    }

    fn place(&mut self, start: usize, end: usize) {
        (self.start, self.end) = (start, end);
    }
}

#[inline]
const fn unplaced(value: NodeValue) -> Node {
    Node { value, start: 0, end: 0 }
}

/// A string as it is written.
#[derive(Clone, Copy)]
pub(super) struct Quoted<'t> {
    /// With its quotes.
    pub(super) text: &'t str,
    /// Where its first quote is in the whole text.
    pub(super) start: usize,
    pub(super) is_escaped: bool,
}

impl Quoted<'_> {
    /// Without its quotes and escapes; `None` where it has half of a surrogate pair.
    #[inline]
    fn decoded(self) -> Option<String> {
        if self.is_escaped {
            return serde_json::from_str(self.text).ok();
        }
        Some(self.text[1..self.text.len() - 1].to_owned())
    }
}
