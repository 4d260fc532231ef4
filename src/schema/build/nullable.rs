//! The mark of a property that the docs call nullable.

use serde_json::{Value, json};

use crate::contract::Property;
use crate::schema::resolve::nullable::MARK;

/// Marks a property that the docs call nullable: in a list, or in the text of its row. That its schema
/// takes `null` says nothing: every property's does, unless its row forbids it.
pub(in crate::schema) fn mark(schema: &mut Value, listed: bool, row: Option<&Property>) {
    if (listed || row.is_some_and(|row| row.nullable == Some(true)))
        && let Some(schema) = schema.as_object_mut()
    {
        schema.insert(MARK.to_owned(), json!(true));
    }
}
