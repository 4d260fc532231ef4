//! In: Documented types, property tables and example bodies.
//! Out: The JSON Schema of each type and of each body.
//! Start in `resource.rs` for documented types, `body.rs` for bodies.

pub(super) mod body;
mod documented_type;
mod fields;
mod fits;
pub(super) mod infer;
mod kinds;
mod members;
mod merge;
mod nullable;
mod overridden_properties;
mod page_body;
mod property;
mod resource;
mod shape_schema;
mod text_schema;
mod type_resolution;
