//! `--failed`: what failed in the last run, by its record.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, ErrorKind};

use crate::config::{ReportDestination, ReportKind, Settings};
use crate::finding::{Outcome, SkipKind};
use crate::record::{RunRecord, ndjson};
use crate::session::SelectionError;

/// The last run, according to the record that the settings keep.
///
/// # Errors
/// No record is kept, there is none, or it cannot be read.
pub fn last_run(settings: &Settings) -> Result<RunRecord, SelectionError> {
    let ReportDestination::Path(record) = settings.reports.of(ReportKind::Ndjson) else {
        return Err(SelectionError::NoRecordKept);
    };
    let file = record.display().to_string();
    let unreadable = |cause: String| SelectionError::BadRecord { file: file.clone(), cause };
    // A pipe or device has no record to give, or never ends.
    if fs::metadata(record).is_ok_and(|found| !found.is_file()) {
        return Err(unreadable("it is not a regular file".to_owned()));
    }
    let opened = File::open(record).map_err(|error| match error.kind() {
        ErrorKind::NotFound => SelectionError::NoRecord(file.clone()),
        _ => unreadable(error.to_string()),
    })?;
    ndjson::read(BufReader::new(opened)).map_err(|error| unreadable(error.to_string()))
}

/// The ids of the cases that failed or broke in the last run.
///
/// # Errors
/// The record of the run cannot be read, or nothing failed in it.
pub(crate) fn failed_in_last_run(settings: &Settings) -> Result<BTreeSet<String>, SelectionError> {
    let run = last_run(settings)?;
    // What was given up is fired again with what it was given up for.
    let failed = run.cases.into_iter().filter(|case| match &case.verdict.outcome {
        Outcome::Failed | Outcome::Broken(_) => true,
        Outcome::Skipped(skip) => matches!(skip.kind, SkipKind::GaveUp | SkipKind::Stopped),
        Outcome::Passed => false,
    });
    let ids: BTreeSet<String> = failed.map(|case| case.id).collect();
    if ids.is_empty() { Err(SelectionError::NothingFailed(record_of(settings))) } else { Ok(ids) }
}

/// The path of the record, for messages.
pub(crate) fn record_of(settings: &Settings) -> String {
    match settings.reports.of(ReportKind::Ndjson) {
        ReportDestination::Path(path) => path.display().to_string(),
        ReportDestination::StandardOutput | ReportDestination::Nowhere => "no file".to_owned(),
    }
}
