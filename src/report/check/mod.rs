//! What `check` found, in the formats that editors, forges and scanners read. Pure.

mod fingerprint;
pub(super) mod github;
pub(super) mod json_lines;
pub(super) mod sarif;
mod sarif_log;

pub use github::github;
pub use json_lines::{Counts, json_lines};
pub use sarif::sarif;
