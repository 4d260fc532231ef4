//! `doctrial report merge`: records of shards as one run.

use std::io::Write as _;

use super::run::{above, conclude};
use crate::cli::Exit;
use crate::cli::args::layer::reports;
use crate::cli::args::report::MergeArgs;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::{docs_of_record, history, warn};
use crate::config::{Layer, Purpose};
use crate::report::{Detail, terminal};
use crate::session;
use crate::session::{Merged, OpenReports};

pub(in crate::cli) fn merge(context: &Context, args: MergeArgs) -> Result<Exit, CliError> {
    let against = args.reports.against.against.clone();
    let flags = Layer { reports: reports(args.reports)?, ..Layer::default() };
    let settings = context.settings(flags, Purpose::Read)?;
    let Merged { record, missing, warnings } = session::merge_records(&args.records)?;
    warn(&warnings)?;
    let history = history(&against)?.before(&record);
    // Opened after the records were read: the merged one may replace one of them.
    let mut reports = OpenReports::open(&settings.reports)?.against(history);
    let docs_root = docs_of_record(context, &record, &args.records, &args.docs, &settings)?;
    let text = docs_root.with(|docs| terminal(&record, docs, &streams::palette(), Detail::Screen));
    let text = above(&reports.compared(&record), text);
    let exit = conclude(Exit::of_run(&record), &text, reports, &record, &docs_root);
    if missing.is_empty() {
        return Ok(exit);
    }
    let named: Vec<String> = missing.iter().map(ToString::to_string).collect();
    writeln!(streams::stderr(), "doctrial: missing: shard {}; their cases are in no report", named.join(", shard "))?;
    Ok(if exit == Exit::Passed { Exit::Findings } else { exit })
}
