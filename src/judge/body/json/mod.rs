//! In: A response body that should be JSON, and the pattern of the documented one.
//! Out: Findings about its syntax and structure, and the difference in shape as text.
//! Start in `compare.rs`, then `walk.rs`. What `...` stands for is decided there for values and items, in `members.rs` for members;
//! the pattern has it from `contract/pattern/of_node.rs`.

pub(in crate::judge) mod body_rules;
pub(super) mod compare;
mod difference;
pub(in crate::judge) mod members;
mod null;
pub(in crate::judge) mod projection;
pub(super) mod response;
mod shape_diff;
pub(in crate::judge) mod shape_pair;
mod standards;
mod walk;
