//! In: The body of a response, the documented one, and what directives say about it.
//! Out: Findings and tolerances about the body: its presence, its JSON, CSV, XML or text.
//! Dates and other formats are part of schemas: `notation/format.rs` says what is one, `judge/body/schema/findings.rs` reports
//! it. Start in `judge.rs`; JSON is compared in `json/compare.rs`.

mod assertions;
mod csv;
mod csv_records;
pub(super) mod documented;
mod exact;
pub(super) mod json;
pub(super) mod judge;
pub(super) mod merge_items;
mod not_json;
mod overridden_paths;
pub(super) mod presence;
mod schema;
mod text;
mod xml;
mod xml_limits;
