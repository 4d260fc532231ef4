//! What a value of a resource block says about the type of a member; which members are annotations.

use super::shape::Shape;
use super::type_text;
use super::type_word::Word;
use crate::json::{Node, Value};

/// Reads a value of a resource block: `"String"`, `1024`, `true`, `{"@odata.type": "ns.x"}`, `["String"]`, `"a | b"`.
pub(crate) fn read(node: &Node) -> Shape {
    match &node.value {
        Value::Null | Value::Elision | Value::Placeholder(_) => Shape::Any,
        Value::Bool(_) => Shape::Word(Word::Boolean),
        Value::Number(_) => Shape::Figure,
        Value::String(text) => read_text(text),
        Value::Array { items, .. } => items.iter().map(read).reduce(either).unwrap_or(Shape::Any).list(),
        Value::Object { members, .. } => {
            if let Some(name) = object_type(node) {
                return type_text::parse(name);
            }
            let members = members.iter().filter(|m| !is_annotation(&m.key));
            Shape::Object(members.map(|m| (m.key.clone(), read(&m.value))).collect())
        }
    }
}

/// What items of several kinds have in common: each kind may come.
fn either(one: Shape, other: Shape) -> Shape {
    match (one, other) {
        (one, other) if one == other => one,
        (Shape::Either(a, b), other) if *a == other || *b == other => Shape::Either(a, b),
        (Shape::Object(_), Shape::Object(_)) => Shape::Object(Vec::new()),
        (one, other) => Shape::Either(Box::new(one), Box::new(other)),
    }
}

/// The type an object names for itself by `@odata.type` or `@type`.
pub(crate) fn object_type(node: &Node) -> Option<&str> {
    let name = node.get("@odata.type").or_else(|| node.get("@type"))?.as_str()?;
    Some(name.trim().trim_start_matches('#'))
}

/// Whether a member is an `OData` annotation, of the object (`@odata.x`) or of a member (`x@odata.y`): no type documents it.
pub(crate) fn is_annotation(key: &str) -> bool {
    key.contains('@') && (key.contains("@odata.") || key == "@type")
}

/// Whether a member is an annotation that a service may add wherever it likes: `@odata.type`, `name@odata.count`, `@ns.term`
/// (`OData` JSON Format 4.01, sections 4.6 and 20).
pub(crate) fn is_free_annotation(name: &str) -> bool {
    name.contains('@') && (name.contains("@odata.") || name.strip_prefix('@').is_some_and(|term| term.contains('.')))
}

/// Whether the name of a member may be a key of a map: annotations, of whatever vendor, are not.
pub(crate) fn may_be_map_key(name: &str) -> bool {
    !name.starts_with('@') && !name.contains("@odata.")
}

fn read_text(text: &str) -> Shape {
    let text = text.trim();
    if text.contains('|') {
        return read_alternatives(text);
    }
    match type_text::parse(text) {
        Shape::Any if text.starts_with(['<', '{']) => Shape::Any,
        Shape::Any => Word::parse(text).map_or(Shape::Text, |_| Shape::Any),
        // `"json"` in quotes is a text about JSON.
        Shape::Word(Word::Anything) => Shape::Any,
        // A bare name is far more often a sample value than a type; prose may well end in "list".
        Shape::Named(_) | Shape::List(_) => Shape::Text,
        shape => shape,
    }
}

/// `a | b | c`: the members of an enum; of type words, the one that is left besides `null`.
fn read_alternatives(text: &str) -> Shape {
    let parts: Vec<&str> = text.split('|').map(|part| part.trim().trim_matches(['\'', '"', '`'])).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.eq_ignore_ascii_case("null")).collect();
    if parts.iter().any(|part| part.is_empty() || part.contains(char::is_whitespace) || part.contains("..")) {
        return Shape::Text;
    }
    let typed =
        |part: &&str| Word::parse(part).is_some_and(|w| part.starts_with(char::is_uppercase) || w == Word::String);
    if let [one] = parts[..] {
        return Word::parse(one).map_or(Shape::Text, Shape::Word);
    }
    if parts.iter().all(|part| matches!(*part, "true" | "false")) {
        return Shape::Word(Word::Boolean);
    }
    if parts.iter().any(|part| part.parse::<f64>().is_ok()) || parts.iter().all(typed) {
        return Shape::Any;
    }
    Shape::Enum(parts.into_iter().map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(text: &str) -> Shape {
        read(&crate::json::read(text).expect("reads").root)
    }

    #[test]
    fn values_of_a_resource_block() {
        for (text, expected) in [
            (r#""String""#, Shape::Word(Word::String)),
            (r#""String (timestamp)""#, Shape::Word(Word::DateTime)),
            ("1024", Shape::Figure),
            (r#""Double""#, Shape::Word(Word::Number)),
            ("true", Shape::Word(Word::Boolean)),
            (r##"{"@odata.type": "#ns.x"}"##, Shape::Named("ns.x".into())),
            (r#"[{"@odata.type": "ns.x", "a": 1}]"#, Shape::Named("ns.x".into()).list()),
            (r#"["String"]"#, Shape::Word(Word::String).list()),
            (r#"["String", "String"]"#, Shape::Word(Word::String).list()),
            (r#"[["Int32"]]"#, Shape::Word(Word::Integer).list().list()),
            (r#"["String", true]"#, either(Shape::Word(Word::String), Shape::Word(Word::Boolean)).list()),
            (r#""low | normal | high""#, Shape::Enum(vec!["low".into(), "normal".into(), "high".into()])),
            (r#""String | null""#, Shape::Word(Word::String)),
            (r#""true | false""#, Shape::Word(Word::Boolean)),
            (r#""one thing | or another""#, Shape::Text),
            (r#""The name of the thing""#, Shape::Text),
            ("{}", Shape::Object(vec![])),
            ("[]", Shape::Any.list()),
            ("null", Shape::Any),
            ("...", Shape::Any),
        ] {
            assert_eq!(shape(text), expected, "{text}");
        }
    }
}
