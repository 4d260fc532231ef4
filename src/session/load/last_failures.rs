use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, ErrorKind};
use std::path::Path;

use crate::finding::Outcome;
use crate::record::ndjson;
use crate::session::SelectionError;

/// The ids of the cases that failed or broke, according to the record of a run.
///
/// # Errors
/// There is no record, it cannot be read, or nothing failed in it.
pub(crate) fn failed_in(record: &Path) -> Result<BTreeSet<String>, SelectionError> {
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
    let run = ndjson::read(BufReader::new(opened)).map_err(|error| unreadable(error.to_string()))?;
    let failed = run.cases.into_iter().filter(|c| matches!(c.verdict.outcome, Outcome::Failed | Outcome::Broken(_)));
    let ids: BTreeSet<String> = failed.map(|case| case.id).collect();
    if ids.is_empty() { Err(SelectionError::NothingFailed(file)) } else { Ok(ids) }
}
