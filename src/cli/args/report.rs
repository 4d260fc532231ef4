//! The command line of `doctrial report`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::flag_values::ReportFlag;
use super::help::with_exit_codes;
use super::shared_flags::report_formats;
use super::shared_flags::{AgainstArgs, ReportArgs};

const MERGE_EXAMPLES: &str = "\
Examples:
  doctrial report merge reports/fragments/RUN_ID
      what the processes of one nextest run collected
  doctrial report merge shard-1.ndjson shard-2.ndjson --report junit=all.xml

The exit code is that of `doctrial run`.";

const CONVERT_EXAMPLES: &str = "\
Examples:
  doctrial report convert --to html
      reports/report.html, from the record of the last run
  doctrial report convert night.ndjson --to html=night.html --to ctrf=night.json
  doctrial report convert --to html --against nights/
      with what is new, what is fixed, since when it fails, and the trend
  doctrial report convert --to summary=- >> \"$GITHUB_STEP_SUMMARY\"

The exit code is 0 if all of them were written, whatever the run came to; 1 if the record is not that of a whole run.";

const DIFF_EXAMPLES: &str = "\
Examples:
  doctrial report diff last-night.ndjson reports/run.ndjson
  doctrial report diff nights/
      the last run against the one before it, since when, and a chart of all of them

The exit code is 1 if something fails that did not before, else 0.";

const HAR_EXAMPLES: &str = "\
Examples:
  doctrial report har exchanges > traffic.har
      for the network panel of a browser

The exit code is 0 if there is a recording.";

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum ReportCommand {
    /// Merge the records of shards, or what a nextest run collected, into one record and its reports
    #[command(after_help = MERGE_EXAMPLES, after_long_help = with_exit_codes(MERGE_EXAMPLES))]
    Merge(MergeArgs),
    /// Write reports in other formats from the record of a run, at any time after it
    #[command(after_help = CONVERT_EXAMPLES, after_long_help = with_exit_codes(CONVERT_EXAMPLES))]
    Convert(ConvertArgs),
    /// Print the exchanges that `run --record` kept as an HTTP Archive (HAR 1.2)
    #[command(after_help = HAR_EXAMPLES, after_long_help = with_exit_codes(HAR_EXAMPLES))]
    Har(HarArgs),
    /// Compare runs: what is new, what is fixed, what still fails and since when
    #[command(after_help = DIFF_EXAMPLES, after_long_help = with_exit_codes(DIFF_EXAMPLES))]
    Diff(DiffArgs),
}

#[derive(Debug, Args)]
pub(in crate::cli) struct ConvertArgs {
    /// The record [default: that of the last run, reports/run.ndjson]
    #[arg(value_name = "RECORD")]
    pub(in crate::cli) record: Option<PathBuf>,
    #[arg(long, required = true, value_name = "FORMAT[=PATH]", help = report_formats())]
    pub(in crate::cli) to: Vec<ReportFlag>,
    #[command(flatten)]
    pub(in crate::cli) docs: RecordDocsArgs,
    #[command(flatten)]
    pub(in crate::cli) against: AgainstArgs,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct HarArgs {
    /// The folder of the recording
    #[arg(value_name = "DIR")]
    pub(in crate::cli) recording: PathBuf,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct DiffArgs {
    /// Records, or folders of records; the latest is compared with the one before it
    #[arg(required = true, value_name = "RECORD | FOLDER")]
    pub(in crate::cli) records: Vec<PathBuf>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct MergeArgs {
    /// Records, or folders of records
    #[arg(required = true, value_name = "RECORD | FOLDER")]
    pub(in crate::cli) records: Vec<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) docs: RecordDocsArgs,
    #[command(flatten)]
    pub(in crate::cli) reports: ReportArgs,
}

/// Where the docs of a record are.
#[derive(Debug, Args)]
pub(in crate::cli) struct RecordDocsArgs {
    /// The docs of the run, which reports quote [default: looked for here, above the record, and where the settings say]
    #[arg(long = "docs", value_name = "DIR")]
    pub(in crate::cli) docs: Option<PathBuf>,
}
