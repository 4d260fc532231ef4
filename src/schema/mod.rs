//! In: Documented types, examples, the user's own schema files.
//! Out: JSON Schemas 2020-12 ([`SchemaSet`]), values judged by them ([`Schemas`]), and values sampled from them.
//! Start in `build/resource.rs` for the schema of a type, `resolve/set.rs` for all types, `validate/check.rs` for judging,
//! `sample/body.rs` for made-up values.

mod broken;
mod broken_schema;
mod build;
mod error;
mod files;
#[cfg(test)]
mod properties;
mod resolve;
mod sample;
mod validate;

#[cfg(feature = "cli")]
pub(crate) use broken::why_broken;
pub use broken_schema::BrokenSchema;
pub use build::body::{Tables, names_a_type, request_schema, response_schema};
pub use build::infer::infer;
pub use error::SchemaError;
pub use files::{stale_files, write_dir};
pub use resolve::absence::documents_absence;
pub use resolve::constraints::{ConstraintCursor, Constraints};
pub use resolve::cursor::{documents_member, documents_member_of};
pub use resolve::documented::{documenting_type, each_member, types_shown};
pub use resolve::listed::documents_listed;
pub use resolve::nullable::documents_null;
pub use resolve::set::{Origin, SchemaSet, TypeSchema, is_open, known_member, lineage};
pub use resolve::typed_members::{TypedMember, members_of, typed_members};
pub use sample::body::{Sample, sample};
pub use sample::stand_in_value::{StandIn, shows_stand_ins, stand_ins};
pub use validate::schemas::Schemas;
pub use validate::violation::Violation;
pub use validate::walk::MOST_VIOLATIONS;
