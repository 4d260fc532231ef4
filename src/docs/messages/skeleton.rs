//! Bodies that show only the shape of a message: names of types and placeholders in place of values.

use crate::contract::DocumentedBody;
use crate::json::{Node, Value};

/// Whether a body can be read and holds a value at all.
pub(crate) fn has_values(body: &DocumentedBody) -> bool {
    body.root().is_some_and(holds_value)
}

fn holds_value(root: &Node) -> bool {
    match &root.value {
        Value::Object { members, .. } => members.is_empty() || members.iter().any(|m| holds_value(&m.value)),
        Value::Array { items, .. } => items.is_empty() || items.iter().any(holds_value),
        Value::String(text) => !is_type_word(text),
        Value::Elision => false,
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

fn is_type_word(text: &str) -> bool {
    const TYPES: &[&str] = &[
        "string",
        "integer",
        "int",
        "int32",
        "int64",
        "number",
        "float",
        "double",
        "boolean",
        "bool",
        "object",
        "array",
        "date",
        "datetime",
        "timestamp",
        "uuid",
        "guid",
        "null",
        "any",
        "...",
    ];
    let text = text.trim();
    let marked = text.starts_with('<') && text.ends_with('>') || text.starts_with('{') && text.ends_with('}');
    marked || text.contains(" | ") || TYPES.iter().any(|word| text.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn a_skeleton_has_no_values() {
        let has_values = |text: &str| has_values(&SourceText::new(text, 1, &[]).into());
        assert!(!has_values(r#"{"id": "string", "of": ["<name>"], "kind": "a | b"}"#));
        assert!(has_values(r#"{"id": "string", "n": 2}"#) && has_values("{}") && has_values("[]"));
    }
}
