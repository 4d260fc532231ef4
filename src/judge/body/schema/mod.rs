//! In: How a JSON body breaks its schema.
//! Out: Findings about values, but for what the walk has reported and what the documented example breaks itself.

pub(super) mod disputes;
pub(super) mod findings;
mod keyword;
mod reported;
