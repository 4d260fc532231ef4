//! In: A page's outline.
//! Out: The types it documents: resources, their properties, enumerations.

mod possible_values;
pub(super) mod property;
pub(super) mod prose;
pub(super) mod tables;
pub(super) mod type_index;
