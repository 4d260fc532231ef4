//! In: Documented types, examples, the user's own schema files.
//! Out: JSON Schemas 2020-12 ([`SchemaSet`]), compiled ([`Schemas`]), judged by, and sampled from.

mod answer;
mod bundle;
mod chosen;
mod compiled;
mod documented;
mod error;
mod files;
mod hold;
pub(crate) mod index;
pub(crate) mod infer;
mod made;
mod merge;
mod nullable;
mod number;
mod parts;
mod promise;
#[cfg(test)]
mod properties;
mod property;
mod reach;
mod resource;
mod restated;
mod route;
pub(crate) mod sample;
pub(crate) mod set;
mod shape_schema;
mod text;
mod violation;
pub(crate) mod way;

pub use answer::{answer_schema, request_schema};
pub use compiled::Schemas;
pub use documented::{documenting_type, types_shown, types_without};
pub use error::SchemaError;
pub use files::{read_dir, stale_files, write_dir};
pub use hold::MOST_VIOLATIONS;
pub use infer::infer;
pub use nullable::documents_null;
pub use promise::{Promise, Promises};
pub use reach::{documents_member, documents_member_of};
pub use sample::{Sample, sample};
pub use set::{Origin, SchemaSet, TypeSchema, is_open, known_member, lineage};
pub use violation::Violation;
