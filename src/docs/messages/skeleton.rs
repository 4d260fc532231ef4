//! Bodies that show only the shape of a message: names of types and placeholders in place of values.

use crate::contract::DocumentedBody;
use crate::json::{Node, Value};
use crate::notation::type_word::Word;

/// Whether a body can be read and holds a value at all.
pub(crate) fn has_values(body: &DocumentedBody) -> bool {
    body.root().is_some_and(holds_value)
}

fn holds_value(root: &Node) -> bool {
    match &root.value {
        Value::Object { members, .. } => members.is_empty() || members.iter().any(|m| holds_value(&m.value)),
        Value::Array { items, .. } => items.is_empty() || items.iter().any(holds_value),
        Value::String(text) => !is_type_word(text),
        Value::Elision | Value::Placeholder(_) => false,
        Value::Null | Value::Bool(_) | Value::Number(_) => true,
    }
}

/// Whether every value of a body is a placeholder (`"<id>"`, `<id>`): what is left out of an example, not the type of a value.
pub(crate) fn has_only_placeholders(body: &DocumentedBody) -> bool {
    fn all(node: &Node) -> bool {
        match &node.value {
            Value::Object { members, .. } => !members.is_empty() && members.iter().all(|member| all(&member.value)),
            Value::Array { items, .. } => !items.is_empty() && items.iter().all(all),
            Value::String(text) => text.trim().len() > 2 && text.trim().starts_with('<') && text.trim().ends_with('>'),
            Value::Placeholder(text) => is_name(text),
            _ => false,
        }
    }
    body.root().is_some_and(all)
}

/// Whether a placeholder is a name, and neither several values of which one comes nor the name of a type.
fn is_name(placeholder: &str) -> bool {
    let name = placeholder.strip_prefix('<').and_then(|rest| rest.strip_suffix('>'));
    name.is_some_and(|name| !name.contains('|') && !is_type_word(name) && !name.contains("value"))
}

/// Whether a body is what a generator writes for a schema: JSON as it stands, `"string"` for every string in it.
pub(crate) fn is_generated(body: &DocumentedBody) -> bool {
    fn all(node: &Node) -> bool {
        match &node.value {
            Value::Object { members, .. } => !members.is_empty() && members.iter().all(|member| all(&member.value)),
            Value::Array { items, .. } => !items.is_empty() && items.iter().all(all),
            Value::String(text) => text.trim() == "string",
            Value::Null | Value::Bool(_) | Value::Number(_) => true,
            Value::Elision | Value::Placeholder(_) => false,
        }
    }
    body.json().is_ok_and(|document| document.repairs.is_empty() && all(&document.root))
}

fn is_type_word(text: &str) -> bool {
    let text = text.trim();
    let marked = text.starts_with('<') && text.ends_with('>') || text.starts_with('{') && text.ends_with('}');
    let other = ["array", "null", "..."].iter().any(|word| text.eq_ignore_ascii_case(word));
    marked || text.contains(" | ") || other || Word::among_types(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn a_skeleton_has_no_values() {
        let has_values = |text: &str| has_values(&SourceText::new(text, 1, &[]).into());
        assert!(!has_values(r#"{"id": "string", "of": ["<name>"], "kind": "a | b"}"#));
        let open = |text: &str| has_only_placeholders(&SourceText::new(text, 1, &[]).into());
        assert!(open(r#"{"lamps": [<lamp>, <lamp>, ...]}"#) && !open(r#"{"id": <string>}"#));
        assert!(!open(r#"{"of": <lamp>|<list>}"#) && !open("{...}"));
        assert!(open(r#"{"id": "<id>"}"#) && !open(r#"{"id": "<id>", "of": "string"}"#) && !open("{}"));
        assert!(has_values(r#"{"id": <id>, "n": 2}"#) && !has_values(r#"{"id": <id>}"#) && open(r#"{"id": <id>}"#));
        let generated = |text: &str| is_generated(&SourceText::new(text, 1, &[]).into());
        assert!(
            generated(r#"[{"id": "string"}]"#) && !generated(r#"{"id": "string", "n": "integer"}"#) && !generated("{}")
        );
        assert!(has_values(r#"{"id": "string", "n": 2}"#) && has_values("{}") && has_values("[]"));
    }
}
