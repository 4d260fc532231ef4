//! `doctrial report convert`: reports made from a record.

use std::io::Write as _;
use std::path::PathBuf;

use crate::cli::Exit;
use crate::cli::args::layer::reports_alone;
use crate::cli::args::report::ConvertArgs;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::{docs_of_record, history, read_record};
use crate::config::{Layer, Purpose, ReportDestination, ReportKind, Reports};
use crate::record::RunRecord;
use crate::session;
use crate::session::{OpenReports, SessionError};

pub(in crate::cli) fn convert(context: &Context, args: ConvertArgs) -> Result<Exit, CliError> {
    let settings = context.settings(Layer { reports: reports_alone(args.to)?, ..Layer::default() }, Purpose::Read)?;
    let (record, file) = match args.record {
        Some(path) => (read_record(path.clone())?, Some(path)),
        None => last_run(context)?,
    };
    let history = history(&args.against.against)?.before(&record);
    // Opened after the records were read: a report may replace one of them.
    let reports = OpenReports::open(&settings.reports)?.against(history);
    let docs_root = docs_of_record(context, &record, file.as_slice(), &args.docs, &settings)?;
    let is_printed = reports.take_standard_output();
    let failures: Vec<CliError> = reports.write(&record, &docs_root).into_iter().map(CliError::from).collect();
    for failure in &failures {
        // If even this cannot be printed, there is no way to inform the user.
        let _ = writeln!(streams::stderr(), "doctrial: {failure}");
    }
    if !failures.is_empty() {
        return Ok(Exit::Usage);
    }
    if !is_printed {
        list(&settings.reports)?;
    }
    // Which part of the run it is, nobody knows: the reports say so, and the exit code.
    Ok(if record.missing.is_empty() { Exit::Passed } else { Exit::Findings })
}

/// The record of the last run, and its file.
fn last_run(context: &Context) -> Result<(RunRecord, Option<PathBuf>), CliError> {
    let settings = context.settings(Layer::default(), Purpose::Read)?;
    let file = match settings.reports.of(ReportKind::Ndjson) {
        ReportDestination::Path(path) => Some(path.clone()),
        ReportDestination::Nowhere | ReportDestination::StandardOutput => None,
    };
    Ok((session::last_run(&settings).map_err(SessionError::from)?, file))
}

/// A line for each file.
fn list(reports: &Reports) -> Result<(), CliError> {
    let mut out = streams::stdout();
    for (kind, destination) in &reports.destinations {
        if let ReportDestination::Path(path) = destination {
            writeln!(out, "{}: {}", kind.name(), path.display())?;
        }
    }
    Ok(out.flush()?)
}
