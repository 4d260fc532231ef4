//! In: A page's outline.
//! Out: The types it documents: resources, their properties, enumerations.

mod columns;
mod enum_table;
mod headers_table;
mod permissions_table;
mod possible_values;
mod properties_table;
pub(super) mod property;
pub(super) mod prose;
mod resources;
pub(super) mod tables;
pub(super) mod type_index;
mod value_choice;
