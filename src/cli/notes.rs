use std::io::{self, Write};

use crate::session::Reading;

/// Says on stderr what was asked for, or stands in the settings, and fits nothing.
pub(super) fn notes(reading: &Reading) -> io::Result<()> {
    let mut err = anstream::stderr();
    for note in &reading.notes {
        writeln!(err, "doctrial: warning: {note}")?;
    }
    Ok(())
}
