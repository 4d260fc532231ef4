//! The reports for the CI that a run is in: they are written without being asked for, with a message.

use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::PathBuf;

use super::streams;
use crate::cli::error::CliError;
use crate::config::{Environment, ReportDestination, ReportKind, Reports, WrittenDestination};
use crate::record::RunRecord;
use crate::report;
use crate::session::DocsRoot;

/// A CI that reads reports of formats of its own.
pub(in crate::cli) enum Ci {
    /// GitHub Actions; the file of the step's summary.
    GitHub(Option<PathBuf>),
    /// GitLab CI.
    GitLab,
}

impl Ci {
    /// The one that the process is in.
    pub(in crate::cli) fn of(environment: &Environment) -> Option<Self> {
        if environment.on("GITHUB_ACTIONS") {
            return Some(Self::GitHub(environment.get("GITHUB_STEP_SUMMARY").map(PathBuf::from)));
        }
        environment.on("GITLAB_CI").then_some(Self::GitLab)
    }

    /// Where its reports go by default.
    pub(in crate::cli) fn reports(&self) -> Vec<(ReportKind, WrittenDestination)> {
        match self {
            Self::GitHub(_) => vec![(ReportKind::Github, WrittenDestination::StandardOutput)],
            Self::GitLab => vec![(ReportKind::CodeQuality, WrittenDestination::InFolder)],
        }
    }

    /// Says which are written without being asked for.
    pub(in crate::cli) fn announce(&self, reports: &Reports, no_report: &[ReportKind]) -> Result<(), CliError> {
        let mut err = streams::stderr();
        match self {
            Self::GitHub(summary) => {
                let annotations = *reports.of(ReportKind::Github) == ReportDestination::StandardOutput;
                let is_summed_up = summary.is_some() && takes_summary(reports, no_report);
                let what = match (annotations, is_summed_up) {
                    (true, true) => "annotations are printed and the summary of the step is written",
                    (true, false) => "annotations are printed",
                    (false, true) => "the summary of the step is written",
                    (false, false) => return Ok(()),
                };
                writeln!(
                    err,
                    "doctrial: in GitHub Actions: {what}; `--no-report github` and `--no-report summary` turn that off"
                )?;
            }
            Self::GitLab => {
                if let ReportDestination::Path(path) = reports.of(ReportKind::CodeQuality) {
                    let path = path.display();
                    writeln!(
                        err,
                        "doctrial: in GitLab CI: {path} is written; `--no-report code-quality` turns that off"
                    )?;
                }
            }
        }
        Ok(())
    }

    /// Adds the summary to that of the step: what other commands of the step wrote is kept.
    pub(in crate::cli) fn append_summary(
        &self,
        reports: &Reports,
        no_report: &[ReportKind],
        record: &RunRecord,
        compared: &str,
        docs_root: &DocsRoot,
    ) -> io::Result<()> {
        let Self::GitHub(Some(file)) = self else { return Ok(()) };
        if takes_summary(reports, no_report) {
            let mut file = OpenOptions::new().create(true).append(true).open(file)?;
            file.write_all(docs_root.with(|docs| report::summary(record, compared, docs)).as_bytes())?;
        }
        Ok(())
    }
}

/// Whether the summary is neither written elsewhere nor switched off.
fn takes_summary(reports: &Reports, no_report: &[ReportKind]) -> bool {
    *reports.of(ReportKind::Summary) == ReportDestination::Nowhere && !no_report.contains(&ReportKind::Summary)
}
