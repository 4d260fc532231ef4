//! `doctrial report convert`: reports made from a record.

use std::io::Write as _;

use crate::cli::Exit;
use crate::cli::args::flag_values::reports_alone;
use crate::cli::args::report::ConvertArgs;
use crate::cli::entry_point::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::{docs_of_record, history, read_record};
use crate::config::{Layer, Purpose, ReportDestination, ReportKind, Reports};
use crate::session;
use crate::session::{OpenReports, SessionError};

pub(in crate::cli) fn convert(context: &Context, args: ConvertArgs) -> Result<Exit, CliError> {
    let settings = context.settings(Layer { reports: reports_alone(args.to)?, ..Layer::default() }, Purpose::Read)?;
    let usual = context.settings(Layer::default(), Purpose::Read)?;
    let record = match &args.record {
        Some(path) => read_record(path.clone())?,
        None => session::last_run(&usual).map_err(SessionError::from)?,
    };
    let history = history(&args.against.against)?.before(&record);
    // Opened after the records were read: a report may replace one of them.
    let reports = OpenReports::open(&settings.reports)?.against(history);
    let file = args.record.or_else(|| match usual.reports.of(ReportKind::Ndjson) {
        ReportDestination::Path(path) => Some(path.clone()),
        ReportDestination::Nowhere | ReportDestination::StandardOutput => None,
    });
    let files = file.as_slice();
    let docs_root = docs_of_record(context, &record, files, &args.docs, &settings)?;
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
    Ok(Exit::Passed)
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
