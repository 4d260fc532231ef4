use std::io::{self, Write};

use crate::session::LoadedCases;

/// Says on stderr what was asked for, or stands in the settings, and fits nothing.
pub(super) fn notes(loaded: &LoadedCases) -> io::Result<()> {
    let mut err = anstream::stderr();
    for note in &loaded.notes {
        writeln!(err, "doctrial: warning: {note}")?;
    }
    Ok(())
}
