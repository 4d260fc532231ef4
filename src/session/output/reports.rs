use crate::config::{ReportDestination, Reports};
use crate::record::{RunRecord, ndjson};
use crate::report;
use crate::report::{Sink, WriteError};
use crate::session::{DocsRoot, SessionError};

/// The reports of a run, opened before anything is fired, so that one that cannot be written is reported before the run.
#[derive(Debug)]
pub struct OpenReports {
    ndjson: Option<Sink>,
    junit: Option<Sink>,
}

impl OpenReports {
    /// Opens every report that is not switched off. Reports of an earlier run are removed, even if this fails: they
    /// must not be taken for those of this run.
    ///
    /// # Errors
    /// A destination cannot be written, or both reports have the same one.
    pub fn open(reports: &Reports) -> Result<Self, SessionError> {
        remove_old_reports(reports);
        let (ndjson, junit) = (open(&reports.ndjson)?, open(&reports.junit)?);
        match (&ndjson, &junit) {
            (Some(one), Some(other)) if one.collides_with(other) => {
                Err(SessionError::SameDestination(shown(&reports.junit)))
            }
            _ => Ok(Self { ndjson, junit }),
        }
    }

    /// Whether a report goes to standard output, so that text for people must go elsewhere.
    pub fn take_standard_output(&self) -> bool {
        self.ndjson.iter().chain(&self.junit).any(Sink::is_standard_output)
    }

    /// Writes them all; one that fails does not stop the others. Gives back what went wrong.
    pub fn write(self, run: &RunRecord, docs_root: &DocsRoot) -> Vec<SessionError> {
        let record = self.ndjson.map(|sink| write_record(run, sink));
        let junit = self.junit.map(|sink| {
            let xml = docs_root.with(|docs| report::junit(run, docs))?;
            Ok(sink.write(&xml)?)
        });
        record.into_iter().chain(junit).filter_map(Result::err).collect()
    }
}

fn open(destination: &ReportDestination) -> Result<Option<Sink>, WriteError> {
    match destination {
        ReportDestination::Nowhere => Ok(None),
        ReportDestination::StandardOutput => Ok(Some(Sink::standard_output())),
        ReportDestination::Path(path) => Sink::open(path).map(Some),
    }
}

fn shown(destination: &ReportDestination) -> String {
    match destination {
        ReportDestination::Path(path) => path.display().to_string(),
        ReportDestination::StandardOutput | ReportDestination::Nowhere => "standard output".to_owned(),
    }
}

fn write_record(run: &RunRecord, sink: Sink) -> Result<(), SessionError> {
    Ok(sink.write(&lines(run).map_err(SessionError::Record)?)?)
}

pub(super) fn lines(run: &RunRecord) -> std::io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    // Means the same, and cannot change the direction of text where the file is shown.
    ndjson::write(run, &mut report::PrintableWriter::new(&mut lines))?;
    Ok(lines)
}

/// Removes the reports that an earlier run left in regular files: a run that ends before it can write its own must leave
/// none that could be taken for them.
pub fn remove_old_reports(reports: &Reports) {
    for destination in [&reports.ndjson, &reports.junit] {
        if let ReportDestination::Path(path) = destination {
            report::remove_old_report(path);
        }
    }
}

/// Opens and writes the reports of a run at once.
///
/// # Errors
/// The first one that cannot be written.
pub(super) fn write_reports(run: &RunRecord, reports: &Reports, docs_root: &DocsRoot) -> Result<(), SessionError> {
    let failures = OpenReports::open(reports)?.write(run, docs_root);
    failures.into_iter().next().map_or(Ok(()), Err)
}
