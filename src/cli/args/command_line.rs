//! The command line, as clap reads it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::format::{CheckFormat, ExplainFormat, Format};
use super::help::{
    BASELINE_EXAMPLES, BLESS_EXAMPLES, CHECK_EXAMPLES, COMPLETIONS_EXAMPLES, EXPLAIN_EXAMPLES, LIST_EXAMPLES,
    PLAN_EXAMPLES, REPORT_EXAMPLES, RUN_EXAMPLES, SCHEMA_EXAMPLES, SCRAPE_EXAMPLES, SERVE_EXAMPLES, TOP_EXAMPLES,
    with_exit_codes,
};
use super::mutate::{MUTATE_EXAMPLES, MutateArgs};
use super::report::ReportCommand;
pub(in crate::cli) use super::selection_flags::SelectionFlags;
use super::shared_flags::{LevelFlags, ReportArgs, RequestFlags, ThrottlingFlags};
use super::subject::Subject;
use crate::config::LeastFired;
use crate::finding::CoverageGate;
use crate::record::Shard;

/// Your API docs, on trial: every documented request and response becomes a contract case.
#[derive(Debug, Parser)]
#[command(name = "doctrial", version, max_term_width = 110, after_help = TOP_EXAMPLES, after_long_help = with_exit_codes(TOP_EXAMPLES))]
pub(in crate::cli) struct Cli {
    #[command(flatten)]
    pub(in crate::cli) shared: Shared,
    #[command(subcommand)]
    pub(in crate::cli) command: Command,
}

/// Understood by every command.
#[derive(Debug, Args)]
pub(in crate::cli) struct Shared {
    /// Settings file [default: contracts/doctrial.toml or doctrial.toml, here or in a folder above]
    #[arg(long, global = true, value_name = "FILE", value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub(in crate::cli) config: Option<PathBuf>,
    /// Apply the settings of [profile.NAME] on top of the others
    #[arg(long, global = true, value_name = "NAME")]
    pub(in crate::cli) profile: Option<String>,
    /// Colour the output
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(in crate::cli) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Fire the cases and judge the responses
    #[command(after_help = RUN_EXAMPLES, after_long_help = with_exit_codes(RUN_EXAMPLES))]
    Run(Box<RunArgs>),
    /// Rewrite examples in the pages from what the service sends, after a change made on purpose
    #[command(after_help = BLESS_EXAMPLES, after_long_help = with_exit_codes(BLESS_EXAMPLES))]
    Bless(Box<BlessArgs>),
    /// Check the docs and report what is wrong with them; sends nothing
    #[command(after_help = CHECK_EXAMPLES, after_long_help = with_exit_codes(CHECK_EXAMPLES))]
    Check(Box<CheckArgs>),
    /// List the cases; sends nothing
    #[command(after_help = LIST_EXAMPLES, after_long_help = with_exit_codes(LIST_EXAMPLES))]
    List(Box<ListArgs>),
    /// Measure how much the docs would catch: break each documented response on purpose and judge it; sends nothing
    #[command(after_help = MUTATE_EXAMPLES, after_long_help = with_exit_codes(MUTATE_EXAMPLES))]
    Mutate(Box<MutateArgs>),
    /// Write the contract of the docs as files: one for each page, and a JSON Schema for each type
    #[command(after_help = SCRAPE_EXAMPLES, after_long_help = with_exit_codes(SCRAPE_EXAMPLES))]
    Scrape(ScrapeArgs),
    /// Propose settings for cases that need ids of existing resources: which request creates them, and which one deletes them
    #[command(after_help = PLAN_EXAMPLES, after_long_help = with_exit_codes(PLAN_EXAMPLES))]
    Plan(PlanArgs),
    /// Serve the documented API until Ctrl-C: each documented request gets its documented response
    #[command(after_help = SERVE_EXAMPLES, after_long_help = with_exit_codes(SERVE_EXAMPLES))]
    Serve(ServeArgs),
    /// Manage the file of known findings, which do not fail a run
    #[command(subcommand, after_help = BASELINE_EXAMPLES, after_long_help = with_exit_codes(BASELINE_EXAMPLES))]
    Baseline(BaselineCommand),
    /// Process records of runs
    #[command(subcommand, after_help = REPORT_EXAMPLES, after_long_help = with_exit_codes(REPORT_EXAMPLES))]
    Report(ReportCommand),
    /// Explain a rule, a tolerance, an outcome or a kind of skip: what it means, and what to do about it
    #[command(after_help = EXPLAIN_EXAMPLES, after_long_help = with_exit_codes(EXPLAIN_EXAMPLES))]
    Explain(ExplainArgs),
    /// Print the JSON Schema of a documented type, of all types, of the settings (`--config` without FILE) or of the record of a run
    #[command(after_help = SCHEMA_EXAMPLES, after_long_help = with_exit_codes(SCHEMA_EXAMPLES))]
    Schema(SchemaArgs),
    /// Print a completion script for your shell
    #[command(after_help = COMPLETIONS_EXAMPLES, after_long_help = with_exit_codes(COMPLETIONS_EXAMPLES))]
    Completions {
        /// Which shell
        shell: Shell,
    },
}

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag of its own")]
pub(in crate::cli) struct RunArgs {
    /// Docs (a folder or one page) or a folder of contract files, then filters
    #[arg(value_name = "SOURCE | FILTER")]
    pub(in crate::cli) words: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionFlags,
    #[command(flatten)]
    pub(in crate::cli) requests: RequestFlags,
    #[command(flatten)]
    pub(in crate::cli) levels: LevelFlags,
    /// Fail if fewer cases are fired than N, or than N% of them
    #[arg(long, value_name = "N | N%")]
    pub(in crate::cli) min_fired: Option<LeastFired>,
    /// Send nothing: print each request that would be sent, in order, with the steps and undo requests
    #[arg(long, conflicts_with_all = ["record", "replay"])]
    pub(in crate::cli) dry_run: bool,
    /// Fire one shard of the cases, to split them among machines: 3/8 is the third of eight
    #[arg(long, value_name = "N/OF", help_heading = "Selection")]
    pub(in crate::cli) shard: Option<Shard>,
    #[command(flatten)]
    pub(in crate::cli) throttling: ThrottlingFlags,
    #[command(flatten)]
    pub(in crate::cli) reports: ReportArgs,
    /// Count which documented operations, statuses, properties and listed values the run exercises, and which undocumented ones come
    #[arg(long)]
    pub(in crate::cli) coverage: bool,
    /// Fail if fewer operations are exercised than N or N%; or fewer of another KIND: statuses, properties or values
    #[arg(long, value_name = "[KIND=]N | N%")]
    pub(in crate::cli) min_coverage: Vec<CoverageGate>,
    /// Keep the exchanges in this folder, secrets hidden, so that --replay can judge them again
    #[arg(long, value_name = "DIR", help_heading = "Recording")]
    pub(in crate::cli) record: Option<PathBuf>,
    /// Fire nothing: judge the exchanges that --record kept in this folder
    #[arg(long, value_name = "DIR", help_heading = "Recording", conflicts_with_all = ["record", "base_url", "allow_writes"])]
    pub(in crate::cli) replay: Option<PathBuf>,
    /// Print the causes of failures and the last line only
    #[arg(long, short, conflicts_with = "verbose")]
    pub(in crate::cli) quiet: bool,
    /// Print a line for each case, and each failure in full
    #[arg(long, short)]
    pub(in crate::cli) verbose: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct BlessArgs {
    /// Docs (a folder or one page), then filters
    #[arg(value_name = "SOURCE | FILTER")]
    pub(in crate::cli) words: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionFlags,
    #[command(flatten)]
    pub(in crate::cli) requests: RequestFlags,
    /// Fire nothing: rewrite from what `doctrial run --record` kept in this folder
    #[arg(long, value_name = "DIR", conflicts_with_all = ["base_url", "allow_writes"])]
    pub(in crate::cli) replay: Option<PathBuf>,
    /// Print the changes as a unified diff, write nothing; exits 1 if there are any
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct CheckArgs {
    /// Docs (a folder or one page; `-`: a page from standard input), then filters: only pages with a case that matches are checked
    #[arg(value_name = "SOURCE | FILTER")]
    pub(in crate::cli) words: Vec<String>,
    /// With `-`: the path of the page on standard input, by which its settings are found
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) stdin_filename: Option<PathBuf>,
    /// List each fence with a request, a command, a response or a status, and what became of it
    #[arg(long)]
    pub(in crate::cli) account: bool,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionFlags,
    #[command(flatten)]
    pub(in crate::cli) levels: LevelFlags,
    /// Output format: json is one object a line, github are workflow commands, sarif is a SARIF 2.1.0 log
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(in crate::cli) format: CheckFormat,
    /// Fix in the pages what is certain: trailing commas, quotes, misspelt annotation keys, missing blank lines
    #[arg(long)]
    pub(in crate::cli) fix: bool,
    /// Print the fixes as a unified diff, write nothing; exits 1 if there are any
    #[arg(long, requires = "fix", conflicts_with = "format")]
    pub(in crate::cli) dry_run: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ListArgs {
    /// Docs (a folder or one page) or a folder of contract files, then filters
    #[arg(value_name = "SOURCE | FILTER")]
    pub(in crate::cli) words: Vec<String>,
    #[command(flatten)]
    pub(in crate::cli) selection: SelectionFlags,
    #[command(flatten)]
    pub(in crate::cli) requests: RequestFlags,
    /// Output format; json is one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(in crate::cli) format: Format,
    /// Print the exact request of each case, secrets hidden
    #[arg(long)]
    pub(in crate::cli) request: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ScrapeArgs {
    /// Docs: a folder or one page [default: docs of the settings]
    pub(in crate::cli) source: Option<PathBuf>,
    /// Write the files to this folder [default: contracts/]
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: Option<PathBuf>,
    /// Write nothing; fail if the files differ from what the docs say now
    #[arg(long)]
    pub(in crate::cli) check: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct PlanArgs {
    /// Docs (a folder or one page) or a folder of contract files [default: docs of the settings]
    pub(in crate::cli) source: Option<PathBuf>,
    /// Add the proposals to the settings file
    #[arg(long)]
    pub(in crate::cli) write: bool,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ServeArgs {
    /// Docs (a folder or one page) or a folder of contract files [default: docs of the settings]
    pub(in crate::cli) source: Option<PathBuf>,
    /// Address to listen on; port 0 is any free port
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0", value_parser = address)]
    pub(in crate::cli) listen: SocketAddr,
}

/// An address with its port.
fn address(text: &str) -> Result<SocketAddr, String> {
    let port = text.trim_start_matches(':');
    let example = if port.parse::<u16>().is_ok() { format!("127.0.0.1:{port}") } else { "127.0.0.1:3000".to_owned() };
    text.parse().map_err(|_| format!("not an IP address with a port up to 65535: write `{example}`"))
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum BaselineCommand {
    /// Write the failures of a run to the file of known findings; entries of cases that the run did not judge stay
    #[command(after_help = BASELINE_EXAMPLES, after_long_help = with_exit_codes(BASELINE_EXAMPLES))]
    Update(BaselineArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct BaselineArgs {
    /// The record of the run [default: that of the last run, reports/run.ndjson]
    #[arg(value_name = "RECORD")]
    pub(in crate::cli) record: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ExplainArgs {
    /// A rule's code or name, the beginning of codes (`D30`), or the name of a tolerance, an outcome or a kind of skip
    #[arg(value_name = "RULE | WORD")]
    pub(in crate::cli) subject: Option<Subject>,
    /// List everything that can be explained, a line each
    #[arg(long, conflicts_with = "subject")]
    pub(in crate::cli) all: bool,
    /// Output format; markdown is the complete reference, docs/rules.md
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text, conflicts_with = "subject")]
    pub(in crate::cli) format: ExplainFormat,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct SchemaArgs {
    /// The type's full name; without it, the names of all types are listed
    #[arg(value_name = "TYPE", conflicts_with = "all")]
    pub(in crate::cli) name: Option<String>,
    /// Print the JSON Schema of a line of the record of a run (reports/run.ndjson)
    #[arg(long, conflicts_with_all = ["name", "all", "docs"])]
    pub(in crate::cli) record: bool,
    /// Print one document with every documented type under `$defs`
    #[arg(long)]
    pub(in crate::cli) all: bool,
    /// Docs (a folder or one page) or a folder of contract files [default: docs of the settings]
    #[arg(long, value_name = "SOURCE")]
    pub(in crate::cli) docs: Option<PathBuf>,
}
