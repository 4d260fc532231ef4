use std::io::{self, Write};

use crate::session::LoadedCases;

/// Says on stderr what was asked for, or stands in the settings, and fits nothing.
pub(super) fn notes(reading: &LoadedCases) -> io::Result<()> {
    let mut err = anstream::stderr();
    for note in &reading.notes {
        writeln!(err, "doctrial: warning: {note}")?;
    }
    Ok(())
}
