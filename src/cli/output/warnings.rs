//! Warnings on stderr.

use std::io::{self, Write};
use std::path::PathBuf;

use super::streams;
use crate::cli::error::CliError;
use crate::report::History;
use crate::session;
use crate::session::LoadedCases;

/// What earlier runs came to; of records that are passed over it is said why.
pub(in crate::cli) fn history(paths: &[PathBuf]) -> Result<History, CliError> {
    let (history, passed_over) = session::history(paths).map_err(CliError::of_flag("--against"))?;
    warn(&passed_over)?;
    Ok(history)
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
