//! In: What the arguments ask for.
//! Out: What each command prints and the exit code it ends with. A file for each command.

pub(super) mod baseline;
pub(super) mod bless;
pub(super) mod check;
pub(super) mod completions;
pub(super) mod explain;
pub(super) mod fix;
pub(super) mod list;
pub(super) mod mutate;
pub(super) mod plan;
pub(super) mod report_convert;
pub(super) mod report_diff;
pub(super) mod report_har;
pub(super) mod report_merge;
pub(super) mod run;
pub(super) mod schema;
pub(super) mod scrape;
pub(super) mod serve;
