//! The command line of `doctrial mutate`.

use clap::Args;

use super::args::{Format, LevelFlags, SelectionFlags};

pub(super) const MUTATE_EXAMPLES: &str = "\
Examples:
  doctrial mutate docs/                         what the docs would catch, and what they leave open
  doctrial mutate docs/ --min-score 95          a gate: exit 1 where they catch less
  doctrial mutate docs/ users --verbose         each case with `users` in its id, each miss
  doctrial mutate --list                        the catalogue";

#[derive(Debug, Args)]
pub(super) struct MutateArgs {
    /// Docs (a folder or one page) or a folder of contract files, then filters
    #[arg(value_name = "SOURCE | FILTER")]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) selection: SelectionFlags,
    #[command(flatten)]
    pub(super) levels: LevelFlags,
    /// Only this mutation
    #[arg(long, value_name = "NAME")]
    pub(super) mutation: Vec<String>,
    /// Try each mutation at this many places of a body at most, spread over it; 0: at every place it fits [default: 0, and
    /// 1 where more than 200 cases are selected]
    #[arg(long, value_name = "N")]
    pub(super) places: Option<usize>,
    /// Fail where fewer violations are caught, in percent
    #[arg(long, value_name = "PERCENT")]
    pub(super) min_score: Option<f64>,
    /// Show the catalogue and try nothing
    #[arg(long)]
    pub(super) list: bool,
    /// How to say it; json is one object
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Show a line for each case and each miss
    #[arg(long, short)]
    pub(super) verbose: bool,
}
