//! The command line of `doctrial mutate`.

use clap::Args;

use super::args::{Format, SelectionFlags};
use super::run_flags::LevelFlags;

pub(super) const MUTATE_EXAMPLES: &str = "\
Examples:
  doctrial mutate docs/                         what the docs would catch, and what they would miss
  doctrial mutate docs/ --min-score 95          for CI: exit 1 if they catch less
  doctrial mutate docs/ users --verbose         each case with `users` in its id, each mutation missed
  doctrial mutate --list                        the mutations";

#[derive(Debug, Args)]
pub(super) struct MutateArgs {
    /// Docs (a folder or one page) or a folder of contract files, then filters
    #[arg(value_name = "SOURCE | FILTER")]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) selection: SelectionFlags,
    #[command(flatten)]
    pub(super) levels: LevelFlags,
    /// Apply only this mutation
    #[arg(long, value_name = "NAME")]
    pub(super) mutation: Vec<String>,
    /// Apply each mutation at this many places of a body at most, spread over it; 0: at every place possible [default: as many
    /// as 16 MiB of changed responses for each case allow, or 1 if more than 200 cases are selected]
    #[arg(long, value_name = "N")]
    pub(super) places: Option<usize>,
    /// Fail if fewer violations are caught, in percent
    #[arg(long, value_name = "PERCENT")]
    pub(super) min_score: Option<f64>,
    /// List the mutations and apply none
    #[arg(long)]
    pub(super) list: bool,
    /// Output format; json is one object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Print a line for each case and each mutation missed
    #[arg(long, short)]
    pub(super) verbose: bool,
}
