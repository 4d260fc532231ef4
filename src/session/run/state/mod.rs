//! In: A [`RunPlan`](super::RunPlan), and the graph of what its cases need ([`crate::state`]).
//! Out: Steps fired before the cases that need them, the values of their responses, and undo steps fired afterwards.
//! Start in `run_state.rs`; a step is fired in `fire_node.rs`, taken back in `undo.rs`; `plan` proposes in `proposals.rs`.

mod fire_node;
mod instance;
mod proposals;
mod rehearsal;
mod renew;
mod run_state;
mod undo;

pub use proposals::proposals;
pub use rehearsal::{Rehearsed, Role};
pub(super) use run_state::RunState;
