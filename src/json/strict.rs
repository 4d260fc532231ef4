//! A repaired document written as strict JSON, what the docs elide (`...`) left out.

use std::fmt::Write as _;

use super::{Document, Node, Repair, RepairEdit, RepairKind, Value, read, repair_edit};

/// The text of a document that had to be repaired, as strict JSON. Every byte that is not repaired stays as it is, where
/// each repair is certain; otherwise the values are written again, in their order, numbers unchanged. What the docs
/// elide is left out.
pub fn strict(text: &str, document: &Document) -> String {
    if document.repairs.is_empty() {
        return text.to_owned();
    }
    let edits: Option<Vec<_>> = document.repairs.iter().map(|repair| edit(text, *repair)).collect();
    let edited = edits.map(|mut edits| {
        edits.sort_by_key(|edit| edit.remove.start);
        let (mut out, mut at) = (String::with_capacity(text.len()), 0);
        for edit in edits.iter().filter(|edit| !edit.remove.is_empty()) {
            out.push_str(text.get(at..edit.remove.start).unwrap_or_default());
            out.push_str(&edit.insert);
            at = edit.remove.end;
        }
        out + &text[at..]
    });
    let is_strict = |text: &String| read(text).is_ok_and(|document| document.repairs.is_empty());
    edited.filter(is_strict).unwrap_or_else(|| written(&document.root))
}

/// How to repair a body that is sent: what is not part of the document is left out as well.
fn edit(text: &str, repair: Repair) -> Option<RepairEdit> {
    let rest = text.get(repair.at..)?;
    let length = match repair.kind {
        RepairKind::Trailing => rest.len(),
        RepairKind::Comment if rest.starts_with("/*") => rest.find("*/")? + 2,
        RepairKind::Comment => rest.find(['\r', '\n']).unwrap_or(rest.len()),
        _ => return repair_edit(text, repair),
    };
    Some(RepairEdit { remove: repair.at..repair.at + length, insert: String::new() })
}

/// A value without white space, its numbers as they were written.
pub fn written(root: &Node) -> String {
    let mut out = String::new();
    write(root, &mut out);
    out
}

fn write(node: &Node, out: &mut String) {
    match &node.value {
        Value::Null | Value::Elision | Value::Placeholder(_) => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(number.text()),
        Value::String(text) => write_string(text, out),
        Value::Array { items, .. } => {
            out.push('[');
            for (number, item) in items.iter().enumerate() {
                out.push_str(if number > 0 { "," } else { "" });
                write(item, out);
            }
            out.push(']');
        }
        Value::Object { members, .. } => {
            out.push('{');
            let shown = members.iter().filter(|member| member.value.value != Value::Elision);
            for (number, member) in shown.enumerate() {
                out.push_str(if number > 0 { "," } else { "" });
                write_string(&member.key, out);
                out.push(':');
                write(&member.value, out);
            }
            out.push('}');
        }
    }
}

fn write_string(text: &str, out: &mut String) {
    let _ = write!(out, "{}", serde_json::Value::from(text));
}

/// A text as a JSON string, in quotes and escaped (RFC 8259 section 7).
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A text as the content of a JSON string: escaped, without the quotes.
pub fn escaped(text: &str) -> String {
    let quoted = quoted(text);
    quoted[1..quoted.len() - 1].to_owned()
}

/// Whether a JSON text breaks off within a string.
pub fn ends_within_string(text: &str) -> bool {
    let (mut within, mut escaped) = (false, false);
    for byte in text.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if within => escaped = true,
            b'"' => within = !within,
            _ => {}
        }
    }
    within
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> String {
        strict(text, &read(text).expect("reads"))
    }

    #[test]
    fn certain_repairs_leave_the_rest_as_it_is() {
        assert_eq!(repaired("{\n  \"b\": 1.50,\n  a: 'x',\n}"), "{\n  \"b\": 1.50,\n  \"a\": \"x\"\n}");
        assert_eq!(repaired("[ 1e2 ,\u{a0}True ]"), "[ 1e2 , true ]");
        assert_eq!(repaired("{ \"a\": 1 }"), "{ \"a\": 1 }");
        assert_eq!(repaired("{ /* b */ \"a\":  1.0, // c\n # d\n }\nAccept: x"), "{  \"a\":  1.0 \n \n }\n");
    }

    #[test]
    fn what_only_the_author_knows_is_left_out() {
        assert_eq!(repaired("{ // note\n \"z\": 1.0, \"a\": ..., \"l\": [1, ...], ... }"), "{\"z\":1.0,\"l\":[1]}");
        assert_eq!(repaired("{\"a\": \"x\ny\"} and so on"), "{\"a\":\"x\\ny\"}");
    }
}
