//! The door for people and scripts: argv in, text and an exit code out.

mod args;
mod check;
mod completions;
mod counted;
mod door;
mod error;
mod exit;
mod explain;
mod fix;
mod flags;
mod list;
mod merge;
mod mutate;
mod mutate_args;
mod notes;
mod pick;
mod progress;
mod run;
mod schema;
mod scrape;
mod serve;
mod shown_request;

pub use door::main;
pub use exit::Exit;

use counted::counted;
