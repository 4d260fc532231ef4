//! In: The blocks of a page.
//! Out: Its fences in context, its tables and headings.
//! Start in `build.rs`; what a label says is in `label.rs` and `wording`, what a fence is in `role.rs`.

pub(super) mod build;
pub(super) mod directives;
pub(super) mod example_extent;
pub(super) mod fence_in_context;
mod fence_index;
mod fence_parts;
pub(super) mod heading;
mod heading_ranks;
pub(super) mod label;
mod label_text;
pub(super) mod open_fences;
pub(super) mod outline;
pub(super) mod page_context;
mod placed_route;
pub(super) mod role;
pub(super) mod sections;
mod titled_parts;
