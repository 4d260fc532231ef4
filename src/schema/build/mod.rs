//! In: Documented types, property tables and example bodies.
//! Out: The JSON Schema of each type and of each body.
//! Start in `resource.rs` for documented types, `body.rs` for bodies. The cell of a type is read in `notation/type_text.rs` as a `Shape`,
//! whose schema is made in `shape_schema.rs`.

pub(super) mod body;
mod fields;
mod fits;
pub(super) mod infer;
mod infer_scope;
mod kind_conditions;
mod members;
mod merge;
mod nullable;
mod object_schema;
mod overridden_properties;
mod page_body;
mod property;
mod resource;
mod shape_schema;
mod shown_values;
mod text_schema;
mod type_definitions;
mod value_schema;
