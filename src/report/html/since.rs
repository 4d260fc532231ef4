//! What changed since earlier runs as the HTML report shows it.

use serde::Serialize;

use crate::record::{CaseRecord, Totals};
use crate::report::Comparison;
use crate::report::cause::in_one_line;
use crate::report::history::Changed;

/// How many cases that are no longer red are listed.
const MOST_CASES: usize = 500;

/// What changed since the run before, and how the runs went, as the report shows it.
#[derive(Serialize)]
pub(super) struct SinceData<'r> {
    counts: String,
    /// By index: what was not red in the run before.
    new: Vec<usize>,
    /// By index: what is red, and was fired in no run before.
    uncovered: Vec<usize>,
    /// By index, each with the start of the first run in which it was red.
    still: Vec<(usize, &'r str)>,
    /// By index, each with the page or id that it had before.
    moved: Vec<(usize, &'r str)>,
    fixed: Vec<PreviousFailure<'r>>,
    gone: Vec<PreviousFailure<'r>>,
    runs: Vec<TrendData<'r>>,
}

/// A case that failed or was broken in an earlier run.
#[derive(Serialize)]
struct PreviousFailure<'r> {
    id: &'r str,
    why: String,
    since: &'r str,
}

#[derive(Serialize)]
struct TrendData<'r> {
    started: &'r str,
    totals: Totals,
}

impl<'r> SinceData<'r> {
    /// `index`: that of a case of the run.
    pub(super) fn of(comparison: &'r Comparison<'r>, index: impl Fn(&CaseRecord) -> usize) -> Self {
        let red = [&comparison.new, &comparison.uncovered, &comparison.still].into_iter().flatten();
        let was_red = |changed: &'r [Changed<'r>]| changed.iter().take(MOST_CASES).map(PreviousFailure::of).collect();
        Self {
            counts: comparison.counts(),
            new: comparison.new.iter().map(|changed| index(changed.case)).collect(),
            uncovered: comparison.uncovered.iter().map(|changed| index(changed.case)).collect(),
            still: comparison.still.iter().map(|changed| (index(changed.case), changed.since)).collect(),
            moved: red.filter_map(|changed| Some((index(changed.case), changed.moved()?))).collect(),
            fixed: was_red(&comparison.fixed),
            gone: was_red(&comparison.gone),
            runs: comparison.trend().into_iter().map(|(started, totals)| TrendData { started, totals }).collect(),
        }
    }
}

impl<'r> PreviousFailure<'r> {
    fn of(changed: &'r Changed<'r>) -> Self {
        Self { id: changed.id, why: in_one_line(changed.case).unwrap_or_default(), since: changed.since }
    }
}
