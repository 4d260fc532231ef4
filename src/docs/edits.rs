//! Corrections of a page that are certain to be what was meant.

use crate::json::{Repair, repair_edit};
use crate::text::{Edit, Position, SourceText};

/// The corrections that turn what had to be repaired into strict JSON, as far as it is certain what was meant. `at`: where the
/// JSON begins in the text.
pub fn json_edits(source: &SourceText, at: usize, repairs: &[Repair]) -> Vec<Edit> {
    let text = &source.text()[at..];
    let edits = repairs.iter().filter_map(|repair| repair_edit(text, *repair));
    edits.map(|edit| Edit::new(source.place(at + edit.remove.start), &text[edit.remove], edit.insert)).collect()
}

/// Inserts the blank line above what plainly is a body; in a list or quote with the prefix of its lines.
pub(crate) fn blank_line(page: &str, body: Position) -> Option<Edit> {
    let line = page.lines().nth(body.line as usize - 1)?;
    let at = line.char_indices().nth(body.column as usize - 1)?.0;
    let (before, text) = line.split_at(at);
    let first = Position::new(body.line, 1);
    text.trim_start().starts_with(['{', '[', '<']).then(|| Edit::new(first, "", format!("{}\n", before.trim_end())))
}
