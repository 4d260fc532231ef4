//! In: The header fields of a response, and the documented ones.
//! Out: Findings about them, and whether the body is of the documented media type. Start in `fields.rs`: it calls the other files. Their
//! rules are declared in `finding/rules/header.rs`.

pub(super) mod content_type;
mod cookies;
pub(super) mod fields;
mod framing;
mod missing_header;
mod parameters;
mod repeated;

pub use framing::late_bytes;
