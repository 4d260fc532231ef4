//! `doctrial report har`: a recording as an HTTP Archive.

use std::io::Write as _;

use crate::cli::Exit;
use crate::cli::args::report::HarArgs;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::report;
use crate::session;
use crate::session::SessionError;

/// Prints a recording as an HTTP Archive.
pub(in crate::cli) fn har(args: &HarArgs) -> Result<Exit, CliError> {
    let recording = session::read_recording(&args.recording).map_err(SessionError::from)?;
    let mut out = streams::exact_stdout();
    out.write_all(report::har(&recording).as_bytes())?;
    out.flush()?;
    Ok(Exit::Passed)
}
