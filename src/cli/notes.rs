use std::io::{self, Write};

use super::streams;
use crate::session::LoadedCases;

/// Says on stderr what was asked for, or stands in the settings, and fits nothing.
pub(super) fn notes(loaded: &LoadedCases) -> io::Result<()> {
    let mut err = streams::stderr();
    for note in &loaded.notes {
        writeln!(err, "doctrial: warning: {note}")?;
    }
    Ok(())
}
