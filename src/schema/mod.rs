//! Resources and examples -> JSON Schema 2020-12; compiled, located, made real. The only room that names `jsonschema`.

mod answer;
mod bundle;
mod compiled;
mod documented;
mod error;
mod files;
mod format;
mod index;
mod infer;
#[cfg(test)]
mod laws;
mod made;
mod merge;
mod notation;
mod nullable;
mod placeholder;
mod property;
mod reach;
mod realise;
mod resource;
mod route;
mod set;
mod shape;
mod type_text;
mod violation;
mod word;

pub use answer::{answer_schema, request_schema};
pub use compiled::Schemas;
pub use documented::{documenting_type, types_shown, types_without};
pub use error::SchemaError;
pub use files::{read_dir, stale_files, write_dir};
pub use infer::infer;
pub use nullable::documents_null;
pub use placeholder::placeholder;
pub use reach::documents_member;
pub use realise::{Realised, realise};
pub use set::{Origin, SchemaSet, TypeSchema, is_open, known_member, lineage};
pub use violation::Violation;
pub use word::is_type_word;
