//! In: Cases, some of which need ids that exist.
//! Out: [`Proposal`]s of captures and undo steps that would let them be fired, rendered as settings for the user to decide on.

mod collections;
mod member;
mod render;

pub use collections::{Proposal, propose};
pub use render::render;
