//! The command line of doctrial, for a binary of your own: arguments in, text and an exit code out.
//!
//! ```
//! use std::ffi::OsString;
//!
//! use doctrial::cli::{self, Exit};
//!
//! // A program of your own passes its own: `cli::main(std::env::args_os())`.
//! let exit = cli::main(["doctrial", "explain", "wrong-status"].map(OsString::from));
//! assert_eq!(exit, Exit::Passed);
//! ```

// Start in `entry_point.rs`; `args` says which flags there are, `commands` what each command does, `output` how it is shown.

mod args;
mod commands;
mod context;
mod entry_point;
mod error;
mod exit;
mod output;
mod stale_reports;

pub use entry_point::main;
pub use exit::Exit;

use crate::text::counted;
