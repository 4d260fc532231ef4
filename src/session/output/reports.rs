use std::path::Path;

use crate::config::Reports;
use crate::record::{RunRecord, ndjson};
use crate::report;
use crate::session::{DocsRoot, SessionError};
use crate::text::fnv1a;

/// Writes the record and the `JUnit` report of a run, each whole or not at all.
///
/// A process that nextest started for one case knows nothing of the others: `nextest_run` makes it write a fragment of
/// its own under `fragments/RUN_ID/` instead, so that no process overwrites what another one wrote.
///
/// # Errors
/// A folder cannot be made, or a file not written.
pub fn write_reports(
    run: &RunRecord,
    docs_root: &DocsRoot,
    reports: &Reports,
    nextest_run: Option<&str>,
) -> Result<(), SessionError> {
    if let Some(id) = nextest_run {
        return record(run, &reports.dir.join("fragments").join(safe(id)).join(fragment_name(run)));
    }
    record(run, &reports.ndjson)?;
    let junit = docs_root.with(|docs| report::junit(run, docs))?;
    Ok(report::write_atomically(&reports.junit, &junit)?)
}

fn record(run: &RunRecord, file: &Path) -> Result<(), SessionError> {
    let mut lines = Vec::new();
    ndjson::write(run, &mut lines).map_err(|cause| report::WriteError { path: file.to_owned(), cause })?;
    Ok(report::write_atomically(file, &lines)?)
}

/// Fragments of one run must not meet: their name comes from the ids of the cases they hold.
fn fragment_name(run: &RunRecord) -> String {
    let ids = run.cases.iter().flat_map(|case| case.id.bytes().chain([0]));
    format!("{:016x}.ndjson", fnv1a(ids))
}

/// A run's id as the name of a folder.
fn safe(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
