//! In: How a JSON body breaks its schema.
//! Out: Findings about values, except for what the walk has reported and what the documented example itself breaks.

pub(super) mod breach;
mod disputes;
pub(super) mod findings;
mod keyword;
mod reported;
