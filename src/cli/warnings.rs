use std::io::{self, Write};

use super::streams;
use crate::session::LoadedCases;

/// Prints on stderr which filters and settings match no case, and which of them are errors by the levels in force.
pub(super) fn print_warnings(loaded: &LoadedCases) -> io::Result<()> {
    let mut err = streams::stderr();
    for warning in &loaded.warnings {
        writeln!(err, "doctrial: warning: {warning}")?;
    }
    for error in loaded.errors() {
        writeln!(err, "doctrial: error: {error}")?;
    }
    Ok(())
}
