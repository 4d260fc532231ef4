//! Where the documented example itself breaks the schema: there the service is judged by neither of the two.

use std::collections::HashSet;

use serde_json::Value;

use super::breach::{Breach, breach};
use crate::json;
use crate::json::{Node, Pointer};
use crate::judge::body::documented::DocumentedJson;
use crate::notation::is_stand_in;
use crate::schema::Schemas;

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
