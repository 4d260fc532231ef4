//! Resources and examples -> JSON Schema 2020-12; compiled, located, made real. The only room that names `jsonschema`.

mod answer;
mod bundle;
mod chosen;
mod compiled;
mod documented;
mod error;
mod files;
mod format;
mod free_keys;
mod index;
mod infer;
#[cfg(test)]
mod laws;
mod made;
mod merge;
mod notation;
mod nullable;
mod number;
mod placeholder;
mod property;
mod reach;
mod realise;
mod resource;
mod restated;
mod route;
mod set;
mod shape;
mod text;
mod type_text;
mod violation;
mod word;

pub use answer::{answer_schema, request_schema};
pub use compiled::{MOST_VIOLATIONS, Schemas};
pub use documented::{documenting_type, types_shown, types_without};
pub use error::SchemaError;
pub use files::{read_dir, stale_files, write_dir};
pub use free_keys::FreeKeys;
pub use infer::infer;
pub use nullable::documents_null;
pub use placeholder::placeholder;
pub use reach::{documents_member, documents_member_of};
pub use realise::{Realised, realise};
pub use set::{Origin, SchemaSet, TypeSchema, is_open, known_member, lineage};
pub use violation::Violation;
pub use word::is_type_word;
