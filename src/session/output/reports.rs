//! Opens the reports of the settings before a run, renders and writes them after it.

use std::path::Path;

use crate::config::{ReportDestination, ReportKind, Reports};
use crate::record::{RunRecord, ndjson};
use crate::report;
use crate::report::{Comparison, History, Sink, WriteError};
use crate::session::{DocsRoot, SessionError};

/// The reports of a run, opened before anything is fired, so that one that cannot be written is reported before the run.
#[derive(Debug)]
pub struct OpenReports {
    sinks: Vec<(ReportKind, Sink)>,
    /// The runs before.
    history: History,
}

impl OpenReports {
    /// Opens every report that is not switched off. Reports of an earlier run are removed, even if this fails: they
    /// must not be mistaken for those of this run.
    ///
    /// # Errors
    /// A destination cannot be written, or two reports have the same one.
    pub fn open(reports: &Reports) -> Result<Self, SessionError> {
        remove_old_reports(reports);
        let mut sinks: Vec<(ReportKind, Sink)> = Vec::new();
        for (kind, destination) in &reports.destinations {
            let Some(sink) = open(destination)? else { continue };
            if sinks.iter().any(|(_, other)| sink.collides_with(other)) {
                return Err(SessionError::SameDestination(shown(destination)));
            }
            sinks.push((*kind, sink));
        }
        Ok(Self { sinks, history: History::default() })
    }

    /// The same about a run after others.
    #[must_use]
    pub fn against(self, history: History) -> Self {
        Self { history, ..self }
    }

    /// What changed since the run before, in words; empty if none is known. Runs that started later are left out from now on.
    pub fn compared(&mut self, run: &RunRecord) -> String {
        self.history = std::mem::take(&mut self.history).before(run);
        counts(self.history.compare(run).as_ref())
    }

    /// Whether a report goes to standard output, so that text for people must go elsewhere.
    pub fn take_standard_output(&self) -> bool {
        self.sinks.iter().any(|(_, sink)| sink.is_standard_output())
    }

    /// Writes them all; one that fails does not stop the others. Gives back what went wrong.
    pub fn write(self, run: &RunRecord, docs_root: &DocsRoot) -> Vec<SessionError> {
        let Self { sinks, history } = self;
        let comparison = history.compare(run);
        let write = |(kind, sink): (ReportKind, Sink)| match kind {
            ReportKind::Junit if sink.is_file() => {
                Ok(sink.write_parts(&docs_root.with(|docs| report::junit_parts(run, docs))?)?)
            }
            _ => Ok(sink.write(&render(kind, run, comparison.as_ref(), docs_root)?)?),
        };
        sinks.into_iter().map(write).filter_map(Result::err).collect()
    }
}

fn counts(comparison: Option<&Comparison<'_>>) -> String {
    comparison.map_or_else(String::new, Comparison::counts)
}

/// A run in one format.
fn render(
    kind: ReportKind,
    run: &RunRecord,
    comparison: Option<&Comparison<'_>>,
    docs_root: &DocsRoot,
) -> Result<Vec<u8>, SessionError> {
    docs_root.with(|docs| match kind {
        ReportKind::Ndjson => lines(run).map_err(SessionError::Record),
        ReportKind::Junit => Ok(report::junit(run, docs)?),
        ReportKind::JunitStrict => Ok(report::strict_junit(run, docs)?),
        ReportKind::Html => Ok(report::html(run, comparison, docs).into_bytes()),
        ReportKind::Ctrf => Ok(report::ctrf(run, docs).into_bytes()),
        ReportKind::Tap => Ok(report::tap(run, docs).into_bytes()),
        ReportKind::Sarif => Ok(report::run_sarif(run, docs).into_bytes()),
        ReportKind::CodeQuality => Ok(report::code_quality(run, docs).into_bytes()),
        ReportKind::Github => Ok(report::run_github(run, docs).into_bytes()),
        ReportKind::Summary => Ok(report::summary(run, &counts(comparison), docs).into_bytes()),
        ReportKind::Markdown => Ok(report::markdown(run, &counts(comparison), docs).into_bytes()),
    })
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

pub(super) fn lines(run: &RunRecord) -> std::io::Result<Vec<u8>> {
    let mut lines = Vec::new();
    // Means the same, and cannot change the direction of text where the file is shown.
    ndjson::write(run, &mut report::PrintableWriter::new(&mut lines))?;
    Ok(lines)
}

/// Removes the reports that an earlier run left in regular files: a run that ends before it can write its own must leave
/// none that could be mistaken for them.
pub fn remove_old_reports(reports: &Reports) {
    for destination in reports.destinations.values() {
        if let ReportDestination::Path(path) = destination {
            report::remove_old_report(path);
        }
    }
}

/// Removes from the folder of reports those in formats that nobody asked this run for, and the `JUnit` report that it does not write there:
/// they are of an earlier run, and would be taken for its own. The record, and files that do not name doctrial where they begin, are left alone.
pub fn remove_unwritten_reports(reports: &Reports) {
    // The usual ones are written unless they are switched off.
    let is_unasked = |kind: &ReportKind| !kind.is_usual() && matches!(reports.of(*kind), ReportDestination::Nowhere);
    for name in ReportKind::ALL.into_iter().filter(is_unasked).filter_map(ReportKind::file_name) {
        report::remove_report_that_names_doctrial(&reports.dir.join(name));
    }
    if let Some(junit) = ReportKind::Junit.file_name() {
        report::remove_own_report(&reports.dir.join(junit));
    }
}

/// Removes those of them that are doctrial's for certain, for a run whose flags cannot be read: it might have other reports.
pub fn remove_own_reports(reports: &Reports) {
    for destination in reports.destinations.values() {
        if let ReportDestination::Path(path) = destination {
            report::remove_own_report(path);
        }
    }
}

/// Removes the usual reports of an earlier run from the folder where they are by default, for a run whose settings cannot be
/// read.
pub fn remove_usual_reports(project: &Path) {
    for name in ReportKind::ALL.into_iter().filter(|kind| kind.is_usual()).filter_map(ReportKind::file_name) {
        report::remove_own_report(&project.join("reports").join(name));
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
