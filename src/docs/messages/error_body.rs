//! What a documented JSON body shows by itself: an error, or nothing but the shape of an answer.

use crate::json::{Node, Value};

/// The class of status that a body which is plainly an error stands for: 4, or 5 where it names such a code.
pub(crate) fn error_class(root: &Node) -> Option<u16> {
    let Value::Object { members, .. } = &root.value else { return None };
    let named =
        |names: &[&str]| members.iter().find(|m| names.contains(&m.key.to_lowercase().as_str())).map(|m| &m.value);
    // JSON-RPC and GraphQL answer 200 and say in the body what went wrong.
    if named(&["jsonrpc"]).is_some() || named(&["data"]).is_some_and(|data| !matches!(data.value, Value::Null)) {
        return None;
    }
    let code = named(&["status", "code", "statuscode", "status_code"]).and_then(|node| match &node.value {
        Value::Number(number) => number.text().parse::<u16>().ok(),
        _ => None,
    });
    let class = code.filter(|code| (400..600).contains(code)).map(|code| code / 100);
    let told = named(&["error", "errors", "errcode", "error_code", "errorcode", "fault"]).is_some_and(is_told)
        || named(&["status", "result"]).is_some_and(|node| is_word(node, &["error", "fail", "failed", "failure"]))
        || named(&["success", "ok"]).is_some_and(|node| matches!(node.value, Value::Bool(false)));
    // `{"message": ...}` alone, or with a code beside it, is how many services say no.
    let only_words =
        members.iter().all(|m| ["message", "code", "status", "detail", "title", "type"].contains(&&*m.key));
    let message = only_words && class.is_some() && named(&["message", "detail", "title"]).is_some();
    // A resource has an id, and may tell of a failure of its own.
    let resource = named(&["id"]).is_some() && class.is_none();
    ((told && !resource) || message).then(|| class.unwrap_or(4))
}

/// An `error` that is there: not `null`, `false`, empty or zero.
fn is_told(node: &Node) -> bool {
    match &node.value {
        Value::Null | Value::Bool(false) => false,
        Value::String(text) => !text.is_empty(),
        Value::Array { items, .. } => !items.is_empty(),
        Value::Object { members, .. } => !members.is_empty(),
        Value::Number(number) => number.text() != "0",
        Value::Bool(true) | Value::Elision => true,
    }
}

fn is_word(node: &Node, words: &[&str]) -> bool {
    matches!(&node.value, Value::String(text) if words.iter().any(|word| text.eq_ignore_ascii_case(word)))
}

/// Whether a body holds a value at all, rather than only the names of types and placeholders: an example, not a skeleton.
pub(crate) fn is_concrete(root: &Node) -> bool {
    match &root.value {
        Value::Object { members, .. } => members.is_empty() || members.iter().any(|m| is_concrete(&m.value)),
        Value::Array { items, .. } => items.is_empty() || items.iter().any(is_concrete),
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

    fn class(text: &str) -> Option<u16> {
        error_class(&crate::json::read(text).expect("JSON").root)
    }

    #[test]
    fn errors_are_told_by_their_members() {
        assert_eq!(class(r#"{"errcode": "NOT_FOUND", "error": "no such thing"}"#), Some(4));
        assert_eq!(class(r#"{"status": 503, "message": "busy"}"#), Some(5));
        assert_eq!(class(r#"{"success": false}"#), Some(4));
        assert_eq!(class(r#"{"error": null, "id": 1}"#), None);
        assert_eq!(class(r#"{"message": "hello", "code": 7}"#), None);
        assert_eq!(class(r#"{"jsonrpc": "2.0", "error": {"code": -1}}"#), None);
        assert_eq!(class(r#"{"data": {"a": 1}, "errors": [{}]}"#), None);
        assert_eq!(class(r#"{"id": 1, "status": "failed", "error": "disk full"}"#), None);
        assert_eq!(class("[]"), None);
    }

    #[test]
    fn a_skeleton_names_types_only() {
        let concrete = |text: &str| is_concrete(&crate::json::read(text).expect("JSON").root);
        assert!(!concrete(r#"{"id": "string", "of": ["<name>"], "kind": "a | b"}"#));
        assert!(concrete(r#"{"id": "string", "n": 2}"#) && concrete("{}") && concrete("[]"));
    }
}
