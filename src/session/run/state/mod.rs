//! Cases that need others: their steps fired before them, the values handed over, what was made taken back.
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
