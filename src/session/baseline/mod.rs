//! Findings that are known and do not fail a run: a file of them, and what it makes of the cases.

mod entry;
mod known;
mod update;

pub use entry::BaselineError;
pub(in crate::session) use known::Known;
pub use update::{BaselineChange, update_baseline};
