//! The coverage of a run as text.

use super::palette::Palette;
use super::wrapped_lines::push_line;
use crate::finding::CoverageKind;
use crate::record::{Coverage, OperationCoverage, RunRecord, UncountedType};
use crate::report::drift::{DriftKind, drift_rows};
use crate::report::printable;
use crate::text::some_of;

/// How many of a kind are named.
const NAMED: usize = 5;

/// What a run exercised and what came in addition, where it was counted: a line for each.
pub fn render_coverage(run: &RunRecord, palette: &Palette) -> String {
    let mut out = String::new();
    let Some(coverage) = run.coverage.as_deref() else { return out };
    let strong = palette.strong;
    let shares = CoverageKind::ALL.map(|of| {
        let share = coverage.share(of);
        (share.all > 0).then(|| format!("{} of {} {of} ({}%)", share.covered, share.all, share.percent()))
    });
    let shares: Vec<String> = shares.into_iter().flatten().collect();
    push_line(&format!("{strong}exercised{strong:#}: {}", shares.join(", ")), palette, &mut out);
    let sentences = || coverage.uncounted.iter().map(UncountedType::sentence).map(|it| printable::line(&it));
    if !coverage.uncounted.is_empty() {
        let line = format!("  not counted: {}", some_of(sentences().take(NAMED), coverage.uncounted.len()));
        push_line(&line, palette, &mut out);
    }
    let unexercised = || coverage.operations.iter().filter(|operation| operation.exercised == 0);
    named("not reached", unexercised().filter(|operation| operation.cases > 0), palette, &mut out);
    named("without an example", unexercised().filter(|operation| operation.cases == 0), palette, &mut out);
    let text = drift(coverage);
    if !text.is_empty() {
        push_line(&format!("{strong}drift{strong:#}: {text}"), palette, &mut out);
    }
    out
}

/// The operations of one kind, if there are any.
fn named<'c>(kind: &str, operations: impl Iterator<Item = &'c OperationCoverage>, palette: &Palette, out: &mut String) {
    let operations: Vec<&OperationCoverage> = operations.collect();
    if operations.is_empty() {
        return;
    }
    let name = |operation: &&OperationCoverage| printable::line(&operation.name());
    let line = format!("  {kind}: {}", some_of(operations.iter().take(NAMED).map(name), operations.len()));
    push_line(&line, palette, out);
}

/// How many members are not as documented, by how.
fn drift(coverage: &Coverage) -> String {
    let rows = drift_rows(coverage);
    let count = |kind: DriftKind| (rows.iter().filter(|row| row.what == kind).count(), kind.words());
    let parts = DriftKind::ALL.map(count).into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}
