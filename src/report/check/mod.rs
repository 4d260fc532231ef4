//! In: The findings of a check.
//! Out: The formats that editors, forges and scanners read.

mod github;
mod json_lines;
mod sarif;

pub use github::github;
pub(crate) use github::{SHOWN, data, property, span};
pub use json_lines::{Counts, FenceLine, Fences, json_lines};
pub(crate) use sarif::log as sarif_log;
pub use sarif::sarif;
