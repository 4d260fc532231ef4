//! The causes of a run on the terminal, each with its first place.

use std::fmt::Write as _;

use super::palette::Palette;
use super::wrapped_lines::{push_line, rows};
use crate::report::cause::{CauseGroup, finding_of};
use crate::report::docs::Docs;
use crate::report::printable;
use crate::text::{counted, some_of};

/// This many causes are shown, however little room there is.
const LEAST: usize = 3;
const RECEIVED: &str = ", received ";
const CUT: &str = " ...";
/// How many characters of a received value are shown on a narrow terminal, and on a wide one or where no width is known.
const LEAST_SHOWN: usize = 12;
const MOST_SHOWN: usize = 60;

/// The causes of a run, each with its first place and what came there; as many as fit into the given rows.
///
/// ```text
/// 33 cases did not pass, for 2 causes
///   31 cases: B201 wrong-type at /value/*/size: `size` is not an integer, received a string
///     docs/items.md:57:9 and 30 more, received "20"
/// ```
pub(super) fn render_causes(
    groups: &[CauseGroup<'_>],
    red: usize,
    most_rows: usize,
    docs: &Docs<'_>,
    palette: &Palette,
) -> String {
    if groups.is_empty() {
        return String::new();
    }
    let strong = palette.strong;
    let (cases, causes) = (counted(red, "case"), counted(groups.len(), "cause"));
    let mut out = format!("{strong}{cases} did not pass, for {causes}{strong:#}\n");
    for (index, group) in groups.iter().enumerate() {
        let text = cause(group, docs, palette);
        // Below it come the line that counts the rest, and an empty one.
        if index >= LEAST && rows(&out, palette) + rows(&text, palette) + 2 > most_rows {
            let _ = writeln!(out, "  ... and {}", counted(groups.len() - index, "more cause"));
            break;
        }
        out += &text;
    }
    out.push('\n');
    out
}

fn cause(group: &CauseGroup<'_>, docs: &Docs<'_>, palette: &Palette) -> String {
    let (strong, faint) = (palette.strong, palette.faint);
    let mut out = String::new();
    let count = counted(group.cases.len(), "case");
    push_line(&format!("  {strong}{count}{strong:#}: {}", printable::line(&group.cause)), palette, &mut out);
    let place = format!("    {}", some_of([group.place(docs)], group.cases.len()));
    // What is received may be cut, so that it needs no row of its own.
    let columns = palette.width.unwrap_or(usize::MAX).saturating_sub(place.len() + RECEIVED.len() + CUT.len());
    let received = received(group, columns.clamp(LEAST_SHOWN, MOST_SHOWN));
    push_line(&format!("{place}{faint}{received}{faint:#}"), palette, &mut out);
    out
}

/// What came in the first place, if that says more than the cause does.
fn received(group: &CauseGroup<'_>, columns: usize) -> String {
    let finding = group.cases.first().and_then(|case| finding_of(case, &group.cause));
    let Some(actual) = finding.and_then(|finding| finding.actual.as_deref()) else { return String::new() };
    let text = printable::line(actual);
    match text.char_indices().nth(columns) {
        // It may be just as long as what says that there is more.
        Some((end, _)) if text[end..].chars().count() > CUT.len() => format!("{RECEIVED}{}{CUT}", &text[..end]),
        _ => format!("{RECEIVED}{text}"),
    }
}
