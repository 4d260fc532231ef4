//! What `check` found, in the formats that editors, forges and scanners read. Pure.

mod diff;
mod fingerprint;
mod github;
mod json_lines;
mod sarif;
mod sarif_log;

pub use diff::diff;
pub use github::github;
pub use json_lines::{Counts, json_lines};
pub use sarif::sarif;
