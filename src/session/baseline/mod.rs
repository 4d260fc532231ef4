//! In: A file of findings that are known and do not fail a run, and the record of a run.
//! Out: The record with known findings set apart, findings about stale entries, and the file brought up to date.
//! Start in `known.rs`; what an entry says, and when it expires, is in `entry.rs`.

mod edit;
mod entry;
mod known;
mod update;

pub use entry::BaselineError;
pub(in crate::session) use known::KnownFindings;
pub use update::{BaselineChange, update_baseline};
