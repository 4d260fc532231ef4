//! The values that were shown at one place, by kind, and the types and format that they share.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::text_schema::TextKind;
use crate::json::{Node, Value as NodeValue};
use crate::notation::stand_in::is_bracketed;

/// What was shown at one place, by kind.
#[derive(Default)]
pub(super) struct ShownValues<'n> {
    types: Vec<Cow<'static, str>>,
    texts: Vec<TextKind>,
    pub(super) arrays: Vec<&'n Node>,
    pub(super) objects: Vec<&'n Node>,
}

impl<'n> ShownValues<'n> {
    /// `key`: the name of the member that they are values (or items) of.
    pub(super) fn of(key: &str, shown: &[&'n Node]) -> Self {
        let mut values = Self::default();
        for node in shown {
            match &node.value {
                NodeValue::Null => values.add_type("null"),
                NodeValue::Bool(_) => values.add_type("boolean"),
                NodeValue::Number(_) => values.add_type(node.type_word()),
                NodeValue::String(text) => values.add_text(TextKind::of(key, text)),
                NodeValue::Array { .. } => values.arrays.push(node),
                NodeValue::Object { .. } => values.objects.push(node),
                NodeValue::Elision | NodeValue::Placeholder(_) => {}
            }
        }
        values
    }

    /// Whether only objects were shown.
    pub(super) fn are_objects(&self) -> bool {
        self.types.is_empty() && self.arrays.is_empty() && !self.objects.is_empty()
    }

    pub(super) fn add_type(&mut self, kind: impl Into<Cow<'static, str>>) {
        let kind = kind.into();
        if !self.types.contains(&kind) {
            self.types.push(kind);
        }
    }

    /// A string, or a stand-in that names a type (`"Double"`: a number).
    fn add_text(&mut self, kind: TextKind) {
        let TextKind::Word(word) = kind else {
            self.add_type("string");
            return self.texts.push(kind);
        };
        match word.schema().get_mut("type").map(Value::take) {
            Some(Value::String(word)) if word == "string" => {
                self.add_type("string");
                self.texts.push(kind);
            }
            Some(Value::String(word)) => self.add_type(word),
            Some(Value::Array(words)) => {
                words.iter().filter_map(Value::as_str).for_each(|word| self.add_type(word.to_owned()));
            }
            _ => {}
        }
    }

    /// Adds the types to a schema, and the format that all texts have.
    pub(super) fn describe(mut self, schema: &mut Map<String, Value>) {
        if self.types.iter().any(|kind| kind == "number") {
            self.types.retain(|kind| kind != "integer");
        }
        schema.insert("type".to_owned(), kinds(self.types));
        // Either a format shared by all strings, or none.
        if let Some((first, rest)) = self.texts.split_first()
            && *first != TextKind::Plain
            && let Value::Object(mut shared) = first.schema()
            && rest.iter().all(|other| other == first || other.schema() == first.schema())
        {
            shared.shift_remove("type");
            schema.extend(shared);
        }
    }
}

fn kinds(types: Vec<Cow<'static, str>>) -> Value {
    let mut kinds: Vec<Value> = types.into_iter().map(|kind| Value::String(kind.into_owned())).collect();
    if kinds.len() == 1 { kinds.remove(0) } else { Value::Array(kinds) }
}

/// An elision, or a placeholder such as `<id>`, which a value of any kind may replace.
pub(super) fn is_unconstrained(node: &Node) -> bool {
    matches!(node.value, NodeValue::Elision | NodeValue::Placeholder(_)) || node.as_str().is_some_and(is_bracketed)
}
