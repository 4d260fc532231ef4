//! In: The JSON of a documented body.
//! Out: Its pattern ([`JsonPattern`]): what a response may have at each place, of all that the docs show there.
//! Start in `json_pattern.rs`; `of_node.rs` makes patterns.

mod alike;
mod array_items;
mod json_pattern;
mod merge;
mod name_places;
mod name_sets;
mod nearest;
mod object_members;
mod of_node;
mod union;

pub use json_pattern::{ArrayPattern, JsonPattern, MemberPattern, ObjectPattern, RowLength, ScalarPattern};
pub(crate) use merge::MOST_NAMES;
pub use union::{KindsOfItems, kinds_of_items};
