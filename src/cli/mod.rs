//! In: Command-line arguments.
//! Out: Text and an exit code.

mod args;
mod baseline;
mod bless;
mod check;
mod ci;
mod completions;
mod convert;
mod diff;
mod entry_point;
mod error;
mod exit;
mod explain;
mod fix;
mod flags;
mod help;
mod list;
mod merge;
mod mutate;
mod mutate_args;
mod plan;
mod progress;
mod redacting_writer;
mod report_args;
mod report_diff;
mod run;
mod run_flags;
mod schema;
mod scrape;
mod selection_flags;
mod serve;
mod shown_request;
mod streams;
mod usage;
mod warnings;

pub use entry_point::main;
pub use exit::Exit;

use crate::text::counted;
