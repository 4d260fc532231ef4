//! In: A schema and an instance.
//! Out: The violations, in the order of the instance.
//! Start in `check.rs`.

mod check;
pub(super) mod compile;
pub(super) mod compiled;
mod number;
mod own_type;
mod parts;
mod ref_graph;
pub(super) mod schemas;
pub(super) mod violation;
pub(super) mod walk;
