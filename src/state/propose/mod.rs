//! What a person would write so that cases which need ids that exist can be fired: read off the docs, for the user to decide.

mod collections;
mod member;
mod render;

pub use collections::{Proposal, propose};
pub use render::render;
