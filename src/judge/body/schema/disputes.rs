//! Where the documented example itself breaks the schema: there the service is judged by neither of the two.

use std::collections::HashSet;

use serde_json::Value;

use super::keyword::{family, is_about_members};
use crate::json;
use crate::json::{Node, Pointer};
use crate::judge::body::documented::DocumentedJson;
use crate::judge::path::collapse;
use crate::notation::is_stand_in;
use crate::schema::{Schemas, Violation};

/// A way to break the schema: where (indices apart), by which family of keywords, and, where the keyword is about
/// members, by which of them.
pub(crate) type Breach = (Pointer, &'static str, String);

/// The way in which a violation breaks the schema.
pub(super) fn breach(violation: &Violation, instance: &Value) -> Breach {
    let family = family(&violation.keyword);
    let members = if is_about_members(&violation.keyword) { violation.expected.clone() } else { String::new() };
    (collapse(&violation.pointer, instance), family, members)
}

/// How the documented example breaks the schema. Placeholders (`"Double"`) and elided values do not count, nor do members
/// that a partial example leaves out.
pub(super) fn disputes(body: &DocumentedJson<'_>, schema: &Value, schemas: &Schemas, partial: bool) -> HashSet<Breach> {
    let shown = body.value();
    let violations = schemas.check_response(schema, shown, &body.root.inexact_numbers()).unwrap_or_default();
    let real = violations.iter().filter(|violation| is_real(body.root, &violation.pointer));
    real.map(|violation| breach(violation, shown))
        .filter(|(_, family, _)| !(partial && *family == "required"))
        .collect()
}

/// Whether the documented node at `pointer` is a value, not a placeholder for one.
fn is_real(root: &Node, pointer: &Pointer) -> bool {
    let Some(located) = root.locate(pointer) else { return true };
    match &located.node.value {
        json::Value::Elision | json::Value::Placeholder(_) => false,
        json::Value::String(text) => !is_stand_in(located.key, text),
        _ => true,
    }
}
