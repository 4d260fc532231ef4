//! Warnings on stderr.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::streams;
use crate::cli::args::report::RecordDocsArgs;
use crate::cli::context::Context;
use crate::cli::counted;
use crate::cli::error::CliError;
use crate::config::Settings;
use crate::finding::{Finding, Level};
use crate::record::RunRecord;
use crate::report::History;
use crate::session;
use crate::session::{DocsRoot, LoadedCases, RecordPlace};

/// The outcomes of earlier runs, with a warning for each record that is passed over.
pub(in crate::cli) fn history(paths: &[PathBuf]) -> Result<History, CliError> {
    let (history, passed_over) = session::history(paths).map_err(CliError::of_flag("--against"))?;
    warn(&passed_over)?;
    Ok(history)
}

/// A record, with a warning if a later version wrote it.
pub(in crate::cli) fn read_record(path: PathBuf) -> Result<RunRecord, CliError> {
    let (run, lack) = session::read_record(path)?;
    warn(lack.as_slice())?;
    Ok(run)
}

/// The docs that the reports of a record quote, with a warning if they cannot be found.
pub(in crate::cli) fn docs_of_record(
    context: &Context,
    record: &RunRecord,
    files: &[PathBuf],
    docs: &RecordDocsArgs,
    settings: &Settings,
) -> io::Result<DocsRoot> {
    let place = RecordPlace { files, docs: docs.docs.as_deref(), environment: &context.environment };
    let (docs_root, no_excerpts) = DocsRoot::of_record(record, place, settings);
    warn(&no_excerpts.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    Ok(docs_root)
}

/// Prints on stderr a warning of each sentence.
pub(in crate::cli) fn warn(sentences: &[String]) -> io::Result<()> {
    let mut err = streams::stderr();
    sentences.iter().try_for_each(|sentence| writeln!(err, "doctrial: warning: {sentence}"))
}

/// Prints on stderr which filters and settings match no case, and which of them are errors by the levels in force.
pub(in crate::cli) fn print_warnings(loaded: &LoadedCases) -> io::Result<()> {
    let mut err = streams::stderr();
    warn(&loaded.warnings)?;
    for error in loaded.errors() {
        writeln!(err, "doctrial: error: {error}")?;
    }
    Ok(())
}

/// How many of the findings are errors.
pub(in crate::cli) fn error_count<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> usize {
    findings.into_iter().filter(|finding| finding.level == Level::Deny).count()
}

/// Prints on stderr how many findings the docs have, for commands that read docs for another purpose. `source`: the docs that
/// the command names; without it they are those of the settings.
pub(in crate::cli) fn note_findings(count: usize, source: Option<&Path>) -> io::Result<()> {
    if count == 0 {
        return Ok(());
    }
    let count = counted(count, "finding");
    let named = source.map(|source| format!(" {}", source.display())).unwrap_or_default();
    writeln!(
        streams::stderr(),
        "doctrial: the docs themselves have at least {count}: `doctrial check{named}` shows them"
    )
}
