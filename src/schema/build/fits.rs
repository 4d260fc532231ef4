//! Whether an example has the structure that a table says.

use crate::contract::Property;
use crate::json::{Node, Value as Shown};
use crate::notation::shape::Shape;
use crate::notation::type_word::Word;

/// A timestamp that the example shows as a number is the time since 1970, whatever else the word may mean.
pub(super) fn is_unix_time(row: &Property, shown: &[&Node]) -> bool {
    let is_timestamp = row.type_text.to_ascii_lowercase().contains("timestamp");
    let is_number = |node: &Node| matches!(node.value, Shown::Number(_));
    let shows_number = |node: &Node| is_number(node) || node.items().is_some_and(|items| items.iter().any(is_number));
    is_timestamp && shown.iter().any(|node| shows_number(node))
}

#[allow(clippy::match_same_arms, reason = "one arm for each reason why it fits")]
pub(super) fn structure_fits(shape: &Shape, node: &Node) -> bool {
    match (&node.value, shape) {
        (_, Shape::Any | Shape::Unknown(_) | Shape::Named(_) | Shape::Either(..) | Shape::Word(Word::Anything)) => true,
        (Shown::Null | Shown::Elision, _) | (Shown::Array { .. }, Shape::List(_)) => true,
        (Shown::Object { .. }, Shape::Type(_) | Shape::Object(_)) => true,
        (Shown::Array { .. } | Shown::Object { .. }, _) => false,
        (_, shape) => !matches!(shape, Shape::List(_) | Shape::Type(_) | Shape::Object(_)),
    }
}

/// Whether a shown value can be one of a scalar type.
pub(super) fn fits(word: Word, node: &Node) -> bool {
    match &node.value {
        Shown::Null | Shown::Elision | Shown::Placeholder(_) => true,
        Shown::String(_) => word.is_text(),
        Shown::Bool(_) => word == Word::Boolean,
        Shown::Number(_) => matches!(word, Word::Integer | Word::Number),
        Shown::Array { .. } | Shown::Object { .. } => false,
    }
}
