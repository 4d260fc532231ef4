//! In: A page's outline.
//! Out: The types it documents: resources, their properties, enumerations.
//! The words that name columns are in `docs/wording/words.toml`. Tables of header fields are in `headers_table.rs`, what
//! descriptions say ("can be null") in `prose.rs`.
//! Start in `tables.rs` for tables (of which kind one is: `read_table`; the columns of a table of properties are in
//! `properties_table.rs`), `resources.rs` for resource blocks, `response_fields.rs` for lists below a response.

mod and_more;
mod command_content;
mod comment_fields;
mod enum_table;
mod field_list;
mod field_row;
mod find_column;
mod headers_table;
mod permissions_table;
mod possible_values;
mod properties_table;
pub(super) mod property;
pub(super) mod prose;
pub(super) mod prose_maps;
mod resources;
pub(super) mod response_fields;
mod response_part;
mod table_subject;
pub(super) mod tables;
pub(super) mod type_index;
mod value_choice;
