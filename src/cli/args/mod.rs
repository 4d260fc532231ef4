//! In: Command-line arguments.
//! Out: What they ask for, as clap reads them; flags as a layer of settings, help.
//! Start in `command_line.rs`.

pub(super) mod command_line;
pub(super) mod flag_values;
pub(super) mod format;
pub(super) mod help;
pub(super) mod layer;
pub(super) mod mutate;
pub(super) mod report;
pub(super) mod selection_flags;
pub(super) mod shared_flags;
pub(super) mod subject;
