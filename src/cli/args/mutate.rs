//! The command line of `doctrial mutate`.

use clap::Args;

use super::format::Format;
use super::selection_flags::SelectionFlags;
use super::shared_flags::LevelFlags;

pub(in crate::cli) const MUTATE_EXAMPLES: &str = "\
Examples:
  doctrial mutate docs/                         what the docs would catch, and what they would miss
  doctrial mutate docs/ --min-score 95          for CI: exit 1 if they catch less
  doctrial mutate docs/ users --verbose         each case with `users` in its id, each mutation missed
  doctrial mutate --list                        the mutations";

#[derive(Debug, Args)]
pub(in crate::cli) struct MutateArgs {
    /// Docs (a folder or one page) or a folder of contract files, then filters
    #[arg(value_name = "SOURCE | FILTER")]
    pub(in crate::cli) words: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionFlags,
    #[command(flatten)]
    pub(in crate::cli) levels: LevelFlags,
    /// Apply only this mutation
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) mutation: Vec<String>,
    /// Apply each mutation to at most N places of a body, spread evenly; 0: no limit [default: as many as 16 MiB of changed
    /// responses for each case allow, or 1 if more than 200 cases are selected]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) places: Option<usize>,
    /// Fail if less than this percentage of the violations is caught
    #[arg(long, value_name = "PERCENT")]
    pub(in crate::cli) min_score: Option<f64>,
    /// List the mutations and apply none
    #[arg(long)]
    pub(in crate::cli) list: bool,
    /// Output format; json is one object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(in crate::cli) format: Format,
    /// Print a line for each case and each mutation missed
    #[arg(long, short)]
    pub(in crate::cli) verbose: bool,
}
