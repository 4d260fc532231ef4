//! In: The findings of a check.
//! Out: The formats that editors, forges and scanners read.

mod github;
mod json_lines;
mod sarif;

pub use github::github;
pub use json_lines::{Counts, FenceLine, Fences, json_lines};
pub use sarif::sarif;
