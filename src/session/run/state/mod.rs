//! Cases that need others: their steps fired before them, the values handed over, what was made taken back.

mod fire_node;
mod graph;
mod instance;
mod proposals;
mod rehearsal;
mod renew;
mod run_state;
mod undo;

pub(in crate::session) use graph::state_findings;
pub(super) use graph::{Planned, planned_state};
pub use proposals::proposals;
pub use rehearsal::{Rehearsed, Role};
pub(super) use run_state::RunState;
