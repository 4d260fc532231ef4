//! Findings about schema files of the user's own that cannot be used.

use std::path::Path;

use crate::finding::Finding;
use crate::finding::rules::settings::BROKEN_SCHEMA;
use crate::schema::SchemaSet;

/// A finding for each. A leading `./` distinguishes the file from a page of the docs.
pub(super) fn broken_schemas(schemas: &SchemaSet) -> impl Iterator<Item = Finding> {
    schemas.broken.iter().map(|broken| {
        let file = Path::new(".").join(&broken.path).display().to_string();
        Finding::docs(&BROKEN_SCHEMA, &file, broken.place, broken.message.clone()).help(BROKEN_SCHEMA.fix)
    })
}
