//! In: Cases, and what settings and pages say of their order.
//! Out: Which cases are fired one after another ([`Sequences`]), and which steps they need before ([`Planned`]).
//! Start in `sequence.rs`.

mod page_order;
mod planned_state;
mod sequence;

pub(super) use page_order::PageOrder;
pub(super) use planned_state::{Planned, planned_state, state_findings};
pub use sequence::Sequences;
