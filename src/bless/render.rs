//! Values of a response written as the docs may show them: laid out like their surroundings, secrets hidden.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::json::{Node, Value, quoted};
use crate::record::Redactor;
use crate::text::escaped_line;

/// How a value is laid out.
#[derive(Debug, Clone)]
pub(super) struct Layout {
    /// The prefix of the line that it begins on.
    pub(super) indent: String,
    /// The indentation of each level; `None`: everything is on one line.
    pub(super) unit: Option<String>,
}

/// A value that came as the docs may show it: laid out like what is around it, of lists one item of each shape, secrets hidden.
pub(super) fn rendered(key: &str, node: &Node, layout: &Layout, redactor: &Redactor) -> String {
    let mut out = String::new();
    write(&mut out, key, node, layout, redactor);
    out
}

fn write(out: &mut String, key: &str, node: &Node, layout: &Layout, redactor: &Redactor) {
    match &node.value {
        Value::Object { members, .. } if !members.is_empty() => {
            let inner = layout.deeper();
            out.push('{');
            for (at, member) in members.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                inner.separate(out);
                let _ = write!(out, "{}: ", shown_key(&member.key, redactor));
                write(out, &member.key, &member.value, &inner, redactor);
            }
            layout.separate(out);
            out.push('}');
        }
        Value::Array { items, .. } if !items.is_empty() => {
            let mut shapes = BTreeSet::new();
            let shown: Vec<&Node> = items.iter().filter(|item| shapes.insert(shape(item))).collect();
            let is_plain = shown.iter().all(|item| item.members().is_none() && item.items().is_none());
            let inner = if is_plain { layout.on_one_line() } else { layout.deeper() };
            out.push('[');
            for (at, item) in shown.iter().enumerate() {
                out.push_str(if at > 0 { "," } else { "" });
                if !is_plain || at > 0 {
                    inner.separate(out);
                }
                write(out, key, item, &inner, redactor);
            }
            if !is_plain {
                layout.separate(out);
            }
            out.push(']');
        }
        _ => out.push_str(&scalar(key, node, redactor)),
    }
}

/// The name of a member; one that holds a secret is a placeholder.
pub(super) fn shown_key(key: &str, redactor: &Redactor) -> String {
    let text = quoted(key);
    if redactor.text(&text) == text { text } else { quoted("<secret>") }
}

/// A value without parts; a secret is a placeholder of its type.
fn scalar(key: &str, node: &Node, redactor: &Redactor) -> String {
    let text = match &node.value {
        Value::Number(number) => number.text().to_owned(),
        // Escaped, a string of JSON means the same.
        Value::String(text) => escaped_line(&quoted(text)),
        _ => node.to_serde().to_string(),
    };
    let member = format!("{{{}: {text}}}", quoted(key));
    if redactor.text(&member) == member {
        return text;
    }
    match &node.value {
        Value::Number(_) => "0".to_owned(),
        _ => quoted(&format!("<{}>", if key.is_empty() { "secret" } else { key })),
    }
}

/// The shape of a value: which kinds of values are where; lists of similar items have one shape, whatever their length.
fn shape(node: &Node) -> String {
    match &node.value {
        Value::Object { members, .. } => {
            let members = members.iter().map(|m| format!("{}:{}", quoted(&m.key), shape(&m.value)));
            format!("{{{}}}", members.collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(","))
        }
        Value::Array { items, .. } => {
            let shapes = items.iter().map(shape).collect::<BTreeSet<_>>();
            format!("[{}]", shapes.into_iter().collect::<Vec<_>>().join(","))
        }
        _ => node.type_word().to_owned(),
    }
}

impl Layout {
    fn deeper(&self) -> Self {
        let unit = self.unit.as_deref().unwrap_or_default();
        Self { indent: format!("{}{unit}", self.indent), unit: self.unit.clone() }
    }

    fn on_one_line(&self) -> Self {
        Self { indent: self.indent.clone(), unit: None }
    }

    /// What is before a member or an item, or before the end.
    fn separate(&self, out: &mut String) {
        if self.unit.is_some() {
            let _ = write!(out, "\n{}", self.indent);
        } else {
            out.push(' ');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::read;

    fn shown(text: &str, unit: Option<&str>) -> String {
        let layout = Layout { indent: "  ".to_owned(), unit: unit.map(str::to_owned) };
        rendered("a", &read(text).expect("JSON").root, &layout, &Redactor::default())
    }

    #[test]
    fn a_value_is_laid_out_like_what_is_around_it() {
        let text = r#"{"b":[1,2,"x"],"c":[{"d":1.50},{"d":2.5},{"e":{}}],"f":[]}"#;
        assert_eq!(shown(text, None), r#"{ "b": [1, "x"], "c": [ { "d": 1.50 }, { "e": {} } ], "f": [] }"#);
        let pretty = "{\n    \"b\": [1, \"x\"],\n    \"c\": [\n      {\n        \"d\": 1.50\n      },\n      {\n        \"e\": {}\n      }\n    ],\n    \"f\": []\n  }";
        assert_eq!(shown(text, Some("  ")), pretty);
    }

    #[test]
    fn arrays_in_arrays_cost_what_they_are_long() {
        let depth = 60;
        let text = format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert_eq!(shape(&read(&text).expect("JSON").root).len(), 2 * depth + "integer".len());
        assert_eq!(shown(&text, None).matches('[').count(), depth);
    }

    #[test]
    fn what_would_turn_the_direction_of_text_is_escaped() {
        assert_eq!(shown("\"a\u{202e}b\\u001b\"", None), r#""a\u202eb\u001b""#);
    }

    #[test]
    fn secrets_become_placeholders_of_their_type() {
        assert_eq!(
            shown(r#"{"token": "live-4711-x", "pin": 471100, "id": 7}"#, None),
            r#"{ "token": "<token>", "pin": 0, "id": 7 }"#
        );
        let redactor = Redactor::new(&["live-4711-x".to_owned().into()]);
        assert_eq!(shown_key("id", &redactor), r#""id""#);
        assert_eq!(shown_key("of live-4711-x", &redactor), r#""<secret>""#);
    }
}
