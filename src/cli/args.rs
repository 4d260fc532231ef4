//! The command line, as clap reads it.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::builder::{OsStringValueParser, TypedValueParser as _};
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use super::flags::{Deny, HeaderFlag, Param, ReportFlag};
use super::mutate_args::{MUTATE_EXAMPLES, MutateArgs};
pub(super) use super::selection_flags::SelectionFlags;
use crate::config::{BaseUrl, RuleKey, Wait};

const EXIT_CODES: &str = "\
Exit codes:
  0   all as promised
  1   findings: the contract is broken, or a case could not be judged
  2   wrong arguments or settings
  3   the docs could not become a contract
  4   nothing selected, or nothing that could be fired
  5   the service could not be reached, or let nobody in
  70  a bug in doctrial";

const TOP_EXAMPLES: &str = "\
Examples:
  doctrial check docs/                          are the docs right in themselves?
  doctrial run docs/                            do they agree with themselves, served and fired at?
  doctrial run docs/ --base-url http://localhost:3000
  doctrial run docs/ users --method GET         only GETs with `users` in their id
  doctrial list docs/ --request                 what would be sent";

const RUN_EXAMPLES: &str = "\
Examples:
  doctrial run
      the docs of this project, fired at the embedded service
  doctrial run docs/ --base-url http://localhost:3000/api
      fired at your service; `/api` stays in front of every documented path
  doctrial run --profile staging --report junit=out/junit.xml
      with the settings of [profile.staging] in doctrial.toml
  doctrial run --exact 'users.md::get-a-user::get-user' --param id=42
      one case, its {id} filled
  doctrial run --deny leniency:not-exercised --warn undocumented-member
      stricter about one thing, milder about another

Where a first word names a file or folder it is SOURCE; every other word is a FILTER: text within the case's id or heading.
Methods other than GET, HEAD and OPTIONS leave this machine only with --allow-writes.";

const MERGE_EXAMPLES: &str = "\
Examples:
  doctrial report merge reports/fragments/RUN_ID
      what the processes of one nextest run left
  doctrial report merge shard-1.ndjson shard-2.ndjson --report junit=all.xml

Exits as `doctrial run` would have.";

/// Your API docs, on trial: every documented request and response becomes a contract case.
#[derive(Debug, Parser)]
#[command(name = "doctrial", version, max_term_width = 110, after_help = TOP_EXAMPLES, after_long_help = format!("{TOP_EXAMPLES}\n\n{EXIT_CODES}"))]
pub(super) struct Cli {
    #[command(flatten)]
    pub(super) shared: Shared,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Understood by every command.
#[derive(Debug, Args)]
pub(super) struct Shared {
    /// Settings file (`schema --config` alone: the JSON Schema of it) [default: contracts/doctrial.toml or
    /// doctrial.toml, here or in a folder above]
    #[arg(long, global = true, value_name = "FILE", num_args = 0..=1, default_missing_value = "",
        value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub(super) config: Option<PathBuf>,
    /// Lay the settings of [profile.NAME] over the others
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) profile: Option<String>,
    /// Colour the output
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto)]
    pub(super) color: Color,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Fire the cases and judge what comes back
    #[command(after_help = RUN_EXAMPLES, after_long_help = format!("{RUN_EXAMPLES}\n\n{EXIT_CODES}"))]
    Run(Box<RunArgs>),
    /// Read the docs and say what is wrong with them; sends nothing
    Check(Box<CheckArgs>),
    /// Show the cases; sends nothing
    List(Box<ListArgs>),
    /// How much would the docs catch? Break each documented answer on purpose and judge it; sends nothing
    #[command(after_help = MUTATE_EXAMPLES, after_long_help = format!("{MUTATE_EXAMPLES}\n\n{EXIT_CODES}"))]
    Mutate(Box<MutateArgs>),
    /// Write the docs' contract as files: one for each page, and a JSON Schema for each type
    Scrape(ScrapeArgs),
    /// Serve the documented API until Ctrl-C: each documented request gets its documented answer
    Serve(ServeArgs),
    /// Work on records of runs
    #[command(subcommand)]
    Report(ReportCommand),
    /// Say what a rule means, why it is there, and how to fix what it finds
    Explain(ExplainArgs),
    /// Print the JSON Schema of a documented type, of all types, or of the settings, whole in itself
    Schema(SchemaArgs),
    /// Print a completion script for your shell
    Completions {
        /// Which shell
        shell: Shell,
    },
}

#[derive(Debug, Args)]
pub(super) struct RunArgs {
    /// Docs (a folder or one page) or a folder of contract files, then filters
    #[arg(value_name = "SOURCE | FILTER")]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) selection: SelectionFlags,
    #[command(flatten)]
    pub(super) requests: RequestFlags,
    #[command(flatten)]
    pub(super) levels: LevelFlags,
    #[command(flatten)]
    pub(super) reports: ReportArgs,
    /// Show failures and the last line only
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Show a line for each case
    #[arg(long, short)]
    pub(super) verbose: bool,
}

/// Where and how requests go.
#[derive(Debug, Args)]
#[command(next_help_heading = "Where and how")]
pub(super) struct RequestFlags {
    /// The service to fire at [default: the embedded one, which answers as documented]
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<BaseUrl>,
    /// Fill a placeholder; the n-th one given for a name fills its n-th place in a URL
    #[arg(long, value_name = "NAME=VALUE")]
    pub(super) param: Vec<Param>,
    /// Send this header field with every request
    #[arg(long, value_name = "NAME: VALUE")]
    pub(super) header: Vec<HeaderFlag>,
    /// For a whole exchange: 30s, 500ms [default: 30s]
    #[arg(long, value_name = "TIME")]
    pub(super) timeout: Option<Wait>,
    /// Cases in flight at once [default: 16]
    #[arg(long, value_name = "N")]
    pub(super) concurrency: Option<std::num::NonZeroUsize>,
    /// Let methods that write go to a service that is not on this machine
    #[arg(long)]
    pub(super) allow_writes: bool,
}

/// Where reports go.
#[derive(Debug, Args)]
pub(super) struct ReportArgs {
    /// Where a report goes: junit=PATH or ndjson=PATH, `-` for standard output [default: reports/junit.xml and
    /// reports/run.ndjson]
    #[arg(long, value_name = "KIND=PATH")]
    pub(super) report: Vec<ReportFlag>,
    /// Do not write this report
    #[arg(long, value_name = "KIND", value_enum)]
    pub(super) no_report: Vec<ReportKind>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportKind {
    Junit,
    Ndjson,
}

/// What counts.
#[derive(Debug, Args)]
#[command(next_help_heading = "What counts")]
pub(super) struct LevelFlags {
    /// Findings of this rule fail the case; or leniency:NAME: what that tolerance lets through does
    #[arg(long, value_name = "RULE | leniency:NAME")]
    pub(super) deny: Vec<Deny>,
    /// Findings of this rule are shown and the case passes
    #[arg(long, value_name = "RULE")]
    pub(super) warn: Vec<RuleKey>,
    /// Findings of this rule are not shown
    #[arg(long, value_name = "RULE")]
    pub(super) allow: Vec<RuleKey>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Text,
    Json,
    Github,
    Sarif,
}

#[derive(Debug, Args)]
pub(super) struct CheckArgs {
    /// Docs (a folder or one page), then filters: findings are shown of the pages that hold a case that fits
    #[arg(value_name = "SOURCE | FILTER")]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) selection: SelectionFlags,
    #[command(flatten)]
    pub(super) levels: LevelFlags,
    /// How to say it: json is one object a line, github are workflow commands, sarif is a SARIF 2.1.0 log
    #[arg(long, value_enum, default_value_t = CheckFormat::Text)]
    pub(super) format: CheckFormat,
    /// Correct in the pages what is certain: trailing commas, quotes, misspelt annotation keys, missing blank lines
    #[arg(long)]
    pub(super) fix: bool,
    /// Show the corrections as a unified diff and make none; exits 1 where there are some
    #[arg(long, requires = "fix", conflicts_with = "format")]
    pub(super) dry_run: bool,
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Docs (a folder or one page) or a folder of contract files, then filters
    #[arg(value_name = "SOURCE | FILTER")]
    pub(super) words: Vec<String>,
    #[command(flatten)]
    pub(super) selection: SelectionFlags,
    #[command(flatten)]
    pub(super) requests: RequestFlags,
    /// How to say it; json is one object a line
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// The exact request of each case, secrets hidden
    #[arg(long)]
    pub(super) request: bool,
}

#[derive(Debug, Args)]
pub(super) struct ScrapeArgs {
    /// Docs: a folder or one page [default: docs of the settings]
    pub(super) source: Option<PathBuf>,
    /// Where the files go [default: contracts/]
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Write nothing; fail when the files are not what the docs say now
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Debug, Args)]
pub(super) struct ServeArgs {
    /// Docs (a folder or one page) or a folder of contract files [default: docs of the settings]
    pub(super) source: Option<PathBuf>,
    /// Where to listen; port 0 is any free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:0")]
    pub(super) listen: SocketAddr,
}

#[derive(Debug, Subcommand)]
pub(super) enum ReportCommand {
    /// Fold the records of shards, or the fragments of a nextest run, into one record and its reports
    #[command(after_help = MERGE_EXAMPLES)]
    Merge(MergeArgs),
}

#[derive(Debug, Args)]
pub(super) struct MergeArgs {
    /// Records, and folders of records
    #[arg(required = true, value_name = "RECORD | FOLDER")]
    pub(super) records: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) reports: ReportArgs,
}

#[derive(Debug, Args)]
pub(super) struct ExplainArgs {
    /// A rule's code or name
    #[arg(required_unless_present = "all")]
    pub(super) rule: Option<RuleKey>,
    /// Every rule, a line each
    #[arg(long, conflicts_with = "rule")]
    pub(super) all: bool,
    /// How to say it; markdown is the whole reference, docs/rules.md
    #[arg(long, value_enum, default_value_t = ExplainFormat::Text, conflicts_with = "rule")]
    pub(super) format: ExplainFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ExplainFormat {
    Text,
    Markdown,
}

#[derive(Debug, Args)]
pub(super) struct SchemaArgs {
    /// The type's full name; without it, the names are listed
    #[arg(value_name = "TYPE", conflicts_with = "all")]
    pub(super) name: Option<String>,
    /// One document with every documented type under `$defs`
    #[arg(long)]
    pub(super) all: bool,
    /// Docs (a folder or one page) or a folder of contract files [default: docs of the settings]
    #[arg(long, value_name = "SOURCE")]
    pub(super) docs: Option<PathBuf>,
}
