//! Whether an example has the structure that a table describes.

use crate::contract::Property;
use crate::json::{Node, Value as NodeValue};
use crate::notation::shape::Shape;
use crate::notation::type_word::Word;

/// A timestamp that the example shows as a number is the time since 1970, whatever else the word may mean.
pub(super) fn is_unix_time(row: &Property, shown: &[&Node]) -> bool {
    let is_timestamp = row.type_text.to_ascii_lowercase().contains("timestamp");
    let is_number = |node: &Node| matches!(node.value, NodeValue::Number(_));
    let shows_number = |node: &Node| is_number(node) || node.items().is_some_and(|items| items.iter().any(is_number));
    is_timestamp && shown.iter().any(|node| shows_number(node))
}

#[allow(clippy::match_same_arms, reason = "one arm for each reason why it fits")]
pub(super) fn structure_fits(shape: &Shape, node: &Node) -> bool {
    match (&node.value, shape) {
        (_, Shape::Any | Shape::Unknown(_) | Shape::Named(_) | Shape::Either(..) | Shape::Word(Word::Anything)) => true,
        (NodeValue::Null | NodeValue::Elision, _) | (NodeValue::Array { .. }, Shape::List(_)) => true,
        (NodeValue::Object { .. }, Shape::Type(_) | Shape::Object(_)) => true,
        (NodeValue::Array { .. } | NodeValue::Object { .. }, _) => false,
        (_, shape) => !matches!(shape, Shape::List(_) | Shape::Type(_) | Shape::Object(_)),
    }
}

/// Whether a shown value can be one of a scalar type.
pub(super) fn fits(word: Word, node: &Node) -> bool {
    match &node.value {
        NodeValue::Null | NodeValue::Elision | NodeValue::Placeholder(_) => true,
        NodeValue::String(_) => word.is_text(),
        NodeValue::Bool(_) => word == Word::Boolean,
        NodeValue::Number(_) => matches!(word, Word::Integer | Word::Number),
        NodeValue::Array { .. } | NodeValue::Object { .. } => false,
    }
}
