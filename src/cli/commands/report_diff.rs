//! `doctrial report diff`: records of runs compared.

use std::io::Write as _;

use crate::cli::Exit;
use crate::cli::args::report::DiffArgs;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::warn;
use crate::record::RunRecord;
use crate::report;
use crate::report::History;
use crate::session;
use crate::session::SessionError;

/// Compares records of runs.
pub(in crate::cli) fn report_diff(args: &DiffArgs) -> Result<Exit, CliError> {
    let (mut runs, passed_over): (Vec<RunRecord>, _) = session::read_runs(&args.records).map_err(SessionError::from)?;
    warn(&passed_over)?;
    // RFC 3339 in UTC, always of one length: texts sort as times.
    runs.sort_by(|a, b| a.header.started.cmp(&b.header.started));
    let last = runs.pop();
    let history: History = runs.into_iter().collect();
    let comparison = last
        .as_ref()
        .and_then(|last| history.compare(last))
        .ok_or_else(|| CliError::Usage("there is one record only: give two, or a folder with several".to_owned()))?;
    let mut out = streams::stdout();
    out.write_all(report::comparison(&comparison, &streams::palette()).as_bytes())?;
    out.flush()?;
    Ok(if comparison.is_worse() { Exit::Findings } else { Exit::Passed })
}
