//! Findings that are known and do not fail a run: a file of them, and what it makes of the cases.
//! Start in `known.rs`.

mod entry;
mod known;
mod update;

pub use entry::BaselineError;
pub(in crate::session) use known::Known;
pub use update::{BaselineChange, update_baseline};
