use std::fmt::Write as _;

use super::palette::Palette;
use crate::record::{Coverage, CoverageKind, Drift, RunRecord};
use crate::report::printable;

/// How many of a kind are named.
const NAMED: usize = 5;

/// Two lines on what a run exercised and on what came beside that, and the operations that no case reached.
pub(super) fn render(run: &RunRecord, palette: &Palette, out: &mut String) {
    let Some(coverage) = run.coverage.as_deref() else { return };
    let strong = palette.strong;
    let shares = CoverageKind::ALL.map(|of| {
        let share = coverage.share(of);
        (share.all > 0).then(|| format!("{} of {} {of} ({}%)", share.covered, share.all, share.percent()))
    });
    let shares: Vec<String> = shares.into_iter().flatten().collect();
    let _ = writeln!(out, "{strong}exercised{strong:#}: {}", shares.join(", "));
    let unreached = coverage.operations.iter().filter(|operation| operation.exercised == 0);
    let unreached: Vec<String> =
        unreached.map(|operation| printable::line(&format!("{} {}", operation.method, operation.path))).collect();
    if !unreached.is_empty() {
        let _ = writeln!(out, "  not reached: {}", first(&unreached));
    }
    let text = drift(coverage);
    if !text.is_empty() {
        let _ = writeln!(out, "{strong}drift{strong:#}: {text}");
    }
}

fn drift(coverage: &Coverage) -> String {
    let Drift { never_seen, undocumented, other_kind, .. } = coverage.drift();
    let parts = [
        (never_seen, "documented but never seen"),
        (undocumented, "seen but not documented"),
        (other_kind, "of another kind than documented"),
    ];
    let parts = parts.into_iter().filter(|(count, _)| *count > 0);
    parts.map(|(count, what)| format!("{count} {what}")).collect::<Vec<_>>().join(", ")
}

fn first(names: &[String]) -> String {
    let more = names.len().saturating_sub(NAMED);
    let shown = names[..names.len() - more].join(", ");
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}
