//! The coverage of a run as the HTML report shows it.

use serde::Serialize;

use crate::finding::CoverageKind;
use crate::record::{Coverage, OperationCoverage, StatusCoverage};
use crate::report::Docs;
use crate::report::drift::{DriftRow, drift_rows};

/// How many members are listed.
const MOST_ROWS: usize = 2_000;

/// What a run exercised, as the report shows it.
#[derive(Serialize)]
pub(super) struct CoverageData<'r> {
    shares: Vec<ShareData>,
    unreached: Vec<Unreached>,
    /// A row for each type that is not counted: its name, where its schema is broken, and how.
    uncounted: Vec<[&'r str; 3]>,
    statuses: Vec<Statuses>,
    drift: Vec<DriftRow<'r>>,
    /// How many more there are.
    dropped: usize,
}

#[derive(Serialize)]
struct ShareData {
    of: String,
    covered: usize,
    all: usize,
    percent: usize,
}

#[derive(Serialize)]
struct Unreached {
    operation: String,
    place: String,
    why: &'static str,
}

#[derive(Serialize)]
struct Statuses {
    operation: String,
    unseen: String,
    undocumented: String,
}

impl<'r> CoverageData<'r> {
    pub(super) fn of(coverage: &'r Coverage, docs: &Docs<'_>) -> Self {
        let shares = CoverageKind::ALL.into_iter().map(|of| {
            let share = coverage.share(of);
            ShareData { of: of.to_string(), covered: share.covered, all: share.all, percent: share.percent() }
        });
        let unreached = coverage.operations.iter().filter_map(|operation| {
            Some(Unreached {
                why: operation.lack()?,
                operation: operation.name(),
                place: format!("{}:{}", docs.path(&operation.page), operation.line),
            })
        });
        let mut drift = drift_rows(coverage);
        let dropped = drift.len().saturating_sub(MOST_ROWS);
        drift.truncate(MOST_ROWS);
        Self {
            shares: shares.filter(|share| share.all > 0).collect(),
            unreached: unreached.collect(),
            uncounted: coverage.uncounted.iter().map(|found| [&*found.name, &*found.place, &*found.why]).collect(),
            statuses: coverage.operations.iter().filter_map(Statuses::of).collect(),
            drift,
            dropped,
        }
    }
}

impl Statuses {
    /// Nothing where everything that is documented came, and nothing else.
    fn of(operation: &OperationCoverage) -> Option<Self> {
        let listed = |fits: fn(&StatusCoverage) -> bool| {
            let statuses = operation.statuses.iter().filter(|status| fits(status));
            statuses.map(|status| status.status.to_string()).collect::<Vec<_>>().join(", ")
        };
        let unseen = listed(|status| status.documented && status.seen == 0);
        let undocumented = listed(|status| !status.documented && status.seen > 0);
        let is_any = operation.exercised > 0 && !(unseen.is_empty() && undocumented.is_empty());
        is_any.then(|| Self { operation: operation.name(), unseen, undocumented })
    }
}
