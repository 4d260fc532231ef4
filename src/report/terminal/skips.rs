//! The skipped cases of a run, grouped by kind.

use std::collections::BTreeMap;

use crate::finding::{Outcome, Skip, SkipKind};
use crate::record::{CaseRecord, RunRecord};

/// A kind of skip, described for the summary.
pub(crate) const fn describe(kind: SkipKind) -> &'static str {
    match kind {
        SkipKind::Unfilled => "unfilled: a placeholder has no value",
        SkipKind::OtherHost => "other host: documented on a host that is not the service",
        SkipKind::WritesNotAllowed => "writes not allowed: the method may change data",
        SkipKind::Configured => "by the settings or a directive",
        SkipKind::Unreadable => "unreadable: the documented request or response cannot be read",
        SkipKind::Unsendable => "unsendable: the documented header fields are about the connection",
        SkipKind::Unprovoked => "unprovoked: an error documented without the request that provokes it",
        SkipKind::Step => "steps of a page in document order: sent, but no response is documented",
        SkipKind::FailedStep => "failed steps of a page in document order: refused by the service",
        SkipKind::NotRecorded => "not recorded: the recording has no exchange to judge",
        SkipKind::RequestChanged => "request changed: it is not the one that was recorded",
        SkipKind::GaveUp => "given up: the service does not respond",
        SkipKind::Stopped => "stopped: the run had used its budget",
        SkipKind::KnownBroken => "known to be broken, by the baseline",
        SkipKind::Interrupted => "interrupted: the run ended before they were fired",
    }
}

/// The skipped cases of a run by kind, in the kinds' order; cases in run order.
pub(crate) fn by_kind(run: &RunRecord) -> BTreeMap<SkipKind, Vec<(&CaseRecord, &Skip)>> {
    let mut kinds: BTreeMap<SkipKind, Vec<_>> = BTreeMap::new();
    for case in &run.cases {
        if let Outcome::Skipped(skip) = &case.verdict.outcome {
            kinds.entry(skip.kind).or_default().push((case, skip));
        }
    }
    kinds
}
