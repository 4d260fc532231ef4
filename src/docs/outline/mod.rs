//! In: The blocks of a page.
//! Out: Its fences in context with their labels, its tables and headings.
//! Start in `build.rs`; `role.rs` names what a fence can be, `read_role.rs` decides it. Titles in info strings are read in
//! `fence_title.rs`.
//!
//! A label goes through these: `find_label.rs` finds its text above a fence, `titled_parts.rs` the titles of tabs and boxes around it,
//! `label.rs` decides what it calls the fence, by `wording/label_kind.rs` and the words in `wording/words.toml`. Labels within a fence
//! are in `messages/labelled_parts.rs`, `part_label.rs` and `label_in_fence.rs`.

mod boxes;
pub(super) mod build;
pub(super) mod directives;
pub(super) mod example_extent;
pub(super) mod fence_in_context;
mod fence_index;
mod fence_parts;
mod fence_title;
pub(super) mod find_label;
pub(super) mod heading;
mod heading_ranks;
pub(super) mod label;
pub(super) mod open_fences;
pub(super) mod outline;
pub(super) mod page_context;
mod page_labels;
mod placed_route;
mod printed_request;
mod read_document;
mod read_role;
pub(super) mod role;
pub(super) mod sections;
mod titled_parts;
