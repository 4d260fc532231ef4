//! In: What the schema says of the values of a JSON body.
//! Out: Findings about values.

pub(super) mod findings;
