//! In: Findings, of a check or a run.
//! Out: A SARIF 2.1.0 log, as code scanning takes it.
//! Made in `render.rs`; `log.rs` has the types of the format. `report/run_sarif.rs` passes the findings of runs.

mod fingerprint;
mod log;
mod render;

pub(crate) use render::log;
pub use render::sarif;
