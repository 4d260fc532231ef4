//! In: A page's outline.
//! Out: The examples written in one dialect, and what became of the fences it understands.

pub(super) mod curl;
