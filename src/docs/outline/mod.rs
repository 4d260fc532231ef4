//! In: The blocks of a page.
//! Out: Its fences in context, its tables and headings.

pub(super) mod directives;
pub(super) mod fence_in_context;
pub(super) mod label;
pub(super) mod outline;
