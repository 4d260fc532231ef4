//! Whether a member may be absent.

use serde_json::{Value, json};

use super::cursor::SchemaCursor;
use super::documented_fields::{MAP, OPTIONAL};
use super::set::SchemaSet;
use crate::json::Pointer;

/// Whether the page says that `member` of the object at `pointer` may be absent, or that the names there are data.
pub fn documents_absence(set: &SchemaSet, schema: &Value, pointer: &Pointer, member: &str) -> bool {
    let object = SchemaCursor::at(set, schema, pointer);
    is_marked(&object, MAP) || is_marked(&object.member(member), OPTIONAL)
}

fn is_marked(cursor: &SchemaCursor<'_>, keyword: &str) -> bool {
    cursor.keyword(keyword).any(|mark| *mark == json!(true))
}
