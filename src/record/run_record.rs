//! `RunRecord`: the record of a whole run, with its header and its end.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::{CaseRecord, Coverage, Redacted, Shard, Share, UncountedType};
use crate::finding::{
    CoverageGate, CoverageKind, Finding, Level, Outcome, SkipKind, Threshold, ToleranceKind, TolerancePlace,
};
use crate::http::trace_id;
use crate::text::counted;

/// What a run was about: the `run` line, the first of a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RunHeader {
    /// The version of doctrial that made the record: `0.1.0`.
    pub doctrial: String,
    /// The version of the format of the record: `doctrial schema --record` describes it. Members may be added to a version.
    #[serde(default = "RunHeader::first_version")]
    pub version: u32,
    /// When the run started: RFC 3339, in UTC.
    pub started: String,
    /// The base URL, without credentials.
    pub base_url: String,
    /// The responses came from the service that doctrial makes from the docs, not from a real one.
    pub embedded: bool,
    /// Docs root or contract folder, as the user gave it.
    pub source: String,
    /// The id of the run, sent with its requests in `Doctrial-Run-Id`; `None` if `run-headers` is off.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub run_id: Option<String>,
    /// How many cases must be fired at least.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min_fired: Option<Threshold>,
    /// The responses were not sent by the service in this run: they are those of a recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replayed: Option<Replayed>,
    /// How much of the docs must be exercised at least.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub min_coverage: Vec<CoverageGate>,
    /// Which of several shards the cases are, where the run is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shard: Option<Shard>,
    /// How many cases there were before filters chose these, or how many processes of one case each there would be; `None` if all
    /// were chosen, or one by its whole id, for which the others are not read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chosen_of: Option<usize>,
    /// One case was chosen by its whole id, or each of several by a process of its own: of the others nothing is known.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub alone: bool,
    /// A hash of all cases of the docs, those of other shards among them; where the run is a shard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub docs: Option<String>,
}

/// The recording that a run judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Replayed {
    /// Its folder, as the user gave it.
    pub recording: String,
    /// When the run that recorded it started: RFC 3339, in UTC.
    pub started: String,
}

impl RunHeader {
    /// The version of the format that runs write.
    pub(crate) const VERSION: u32 = 1;

    /// Whether a later version of doctrial wrote the record, in a format with more members.
    pub(crate) const fn is_of_later_version(&self) -> bool {
        self.version > Self::VERSION
    }

    /// The version of records that do not state one.
    const fn first_version() -> u32 {
        1
    }
}

/// Milliseconds from the start of the first case to the end of the last.
pub(crate) fn elapsed_ms(cases: &[CaseRecord]) -> f64 {
    let first = cases.iter().map(|case| case.started).fold(f64::INFINITY, f64::min);
    let last = cases.iter().map(|case| case.started + case.elapsed_ms / 1000.0).fold(f64::NEG_INFINITY, f64::max);
    if cases.is_empty() { 0.0 } else { (last - first) * 1000.0 }
}

/// A run with all its cases: what every report is made from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RunRecord {
    /// What it was about.
    pub header: RunHeader,
    /// The cases, in the order of the case list: by page, then by place in the page.
    pub cases: Vec<CaseRecord>,
    /// Findings about settings and directives: exceptions without effect, broken schemas, failed undo steps, ...
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Redacted<Finding>>,
    /// What was exercised, where it was counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Redacted<Coverage>>,
    /// Milliseconds for the whole run.
    pub elapsed_ms: f64,
    /// Ctrl-C or SIGTERM ended the run early.
    #[serde(default)]
    pub interrupted: bool,
    /// What is known to be missing of the run: the end of a record that was cut off, a shard. A sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<String>,
}

/// The counts of the cases of a run, by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Totals {
    /// Cases that kept the contract (those not exercised included).
    pub passed: usize,
    /// Cases that broke the contract.
    pub failed: usize,
    /// Cases that were not judged: not fired, or steps, which have no documented response.
    pub skipped: usize,
    /// Cases about which nothing could be found out: no connection, a timeout, refused credentials.
    pub broken: usize,
    /// Of the passed ones: those that received an empty collection where the docs show items.
    pub not_exercised: usize,
}

impl Totals {
    /// The counts of a run.
    pub fn of(run: &RunRecord) -> Self {
        let mut totals = Self::default();
        for case in &run.cases {
            totals.add(case);
        }
        totals
    }

    /// Counts one case.
    pub(crate) fn add(&mut self, case: &CaseRecord) {
        match case.verdict.outcome {
            Outcome::Passed => self.passed += 1,
            Outcome::Failed => self.failed += 1,
            Outcome::Skipped(_) => self.skipped += 1,
            Outcome::Broken(_) => self.broken += 1,
        }
        self.not_exercised += usize::from(case.is_not_exercised());
    }

    /// All cases.
    pub const fn all(&self) -> usize {
        self.passed + self.failed + self.skipped + self.broken
    }
}

impl CaseRecord {
    /// How often a tolerance was used. An entry for the whole case counts only if no other entry has a location.
    pub fn count_of(&self, kind: ToleranceKind) -> usize {
        let used = || self.verdict.tolerances.iter().filter(|tolerance| tolerance.kind == kind);
        let placed = used().filter(|tolerance| tolerance.at != TolerancePlace::Case).count();
        if placed > 0 { placed } else { used().count() }
    }

    /// Whether it is sent only for the cases after it: the docs show no response.
    pub fn is_step(&self) -> bool {
        let is_step = |kind| matches!(kind, SkipKind::Step | SkipKind::FailedStep);
        matches!(&self.verdict.outcome, Outcome::Skipped(skip) if is_step(skip.kind))
    }

    /// Whether it is a step that the service refused.
    pub fn is_failed_step(&self) -> bool {
        matches!(&self.verdict.outcome, Outcome::Skipped(skip) if skip.kind == SkipKind::FailedStep)
    }

    /// Passed with nothing to judge: an empty collection was received where items are documented.
    pub fn is_not_exercised(&self) -> bool {
        let whole =
            |l: &crate::finding::Tolerance| l.kind == ToleranceKind::NotExercised && l.at == TolerancePlace::Case;
        self.verdict.outcome == Outcome::Passed && self.verdict.tolerances.iter().any(whole)
    }
}

impl RunRecord {
    /// A note that these are not all cases, if filters chose them: "filters chose 3 of 40 cases". Who chose those of several
    /// processes, which know one case each, is not known.
    pub(crate) fn chosen(&self) -> Option<String> {
        // The count of a single shard would not be a share of them.
        let all = self.header.chosen_of.filter(|_| self.header.shard.is_none())?;
        let of_all = format!("{} of {}", self.cases.len(), counted(all, "case"));
        Some(if self.header.alone {
            format!("these are {of_all}: the others were not run")
        } else {
            format!("filters chose {of_all}")
        })
    }

    /// The trace (W3C Trace Context) that the requests of a case belong to, by which they can be found in the logs of the
    /// service.
    pub fn trace_of<'r>(&self, case: &'r CaseRecord) -> Option<Cow<'r, str>> {
        let of_run =
            || self.header.run_id.as_deref().filter(|_| case.was_sent()).map(|run| trace_id(run, &case.id).into());
        case.trace.as_deref().map(Cow::Borrowed).or_else(of_run)
    }

    /// Writes the traces into the cases, which may then be moved into the record of another run.
    pub(crate) fn keep_traces(&mut self) {
        let traces: Vec<Option<String>> =
            self.cases.iter().map(|case| self.trace_of(case).map(Cow::into_owned)).collect();
        self.cases.iter_mut().zip(traces).for_each(|(case, trace)| case.trace = trace);
        self.header.run_id = None;
    }

    /// Whether what is wrong with the settings and directives makes the run fail.
    pub fn is_denied(&self) -> bool {
        self.denied().next().is_some()
    }

    /// Whether the cases are one shard of several.
    pub(crate) fn is_shard(&self) -> bool {
        self.header.shard.is_some_and(|shard| shard.count > 1)
    }

    /// Whether cases were not fired because the run had used its budget.
    pub(crate) fn is_cut_short(&self) -> bool {
        let is_stopped = |case: &CaseRecord| matches!(&case.verdict.outcome, Outcome::Skipped(skip) if skip.kind == SkipKind::Stopped);
        self.cases.iter().any(is_stopped)
    }

    /// What is wrong with the settings and directives and makes the run fail.
    pub fn denied(&self) -> impl Iterator<Item = &Finding> + Clone {
        self.findings.iter().map(|finding| &**finding).filter(|finding| finding.level == Level::Deny)
    }

    /// How many cases were fired and, as far as that was possible, judged.
    pub fn fired(&self) -> usize {
        self.cases.iter().filter(|case| !matches!(case.verdict.outcome, Outcome::Skipped(_))).count()
    }

    /// How many cases there are to be fired: all but the steps, which have no response to be judged by.
    pub fn to_be_fired(&self) -> usize {
        self.cases.iter().filter(|case| !case.is_step()).count()
    }

    /// The coverage gates that are not met, each with what was exercised. A gate on something that the docs do not contain is not met if
    /// the run is of all cases, nor is one on what could not be counted of all types.
    pub fn unmet_coverage(&self) -> impl Iterator<Item = (&CoverageGate, Share)> {
        let (is_counted, is_part) = (self.coverage.is_some(), self.is_part());
        let is_met = move |(gate, share): &(&CoverageGate, Share)| {
            let is_whole = self.uncounted(gate.of).is_empty();
            (is_whole && is_part && share.all == 0)
                || gate.least.is_met(if is_whole { share.covered } else { 0 }, share.all.max(1))
        };
        self.gated_coverage().filter(move |gate| !is_counted || !is_met(gate))
    }

    /// The coverage gates that are not judged: the run is of a part of the cases, and the docs of those contain nothing that the gates
    /// count.
    pub(crate) fn unjudged_coverage(&self) -> impl Iterator<Item = &CoverageGate> {
        let is_part = self.coverage.is_some() && self.is_part();
        let is_unjudged = move |(gate, share): &(&CoverageGate, Share)| {
            is_part && share.all == 0 && self.uncounted(gate.of).is_empty()
        };
        self.gated_coverage().filter(is_unjudged).map(|(gate, _)| gate)
    }

    /// The types that the coverage of a kind lacks.
    pub(crate) fn uncounted(&self, of: CoverageKind) -> &[UncountedType] {
        self.coverage.as_deref().map_or(&[], |coverage| coverage.uncounted(of))
    }

    /// The coverage gates, each with what was exercised.
    fn gated_coverage(&self) -> impl Iterator<Item = (&CoverageGate, Share)> {
        let coverage = self.coverage.as_deref();
        let share = move |gate: &CoverageGate| coverage.map(|coverage| coverage.share(gate.of)).unwrap_or_default();
        self.header.min_coverage.iter().map(move |gate| (gate, share(gate)))
    }

    /// Whether the cases are a part of all: a shard, those that filters chose, or one.
    pub(crate) const fn is_part(&self) -> bool {
        self.header.shard.is_some() || self.header.chosen_of.is_some() || self.header.alone
    }

    /// How often each tolerance was used, in the order of [`ToleranceKind::ALL`]; without those never used.
    pub fn tolerances(&self) -> Vec<(ToleranceKind, usize)> {
        let counted = ToleranceKind::ALL.map(|kind| (kind, self.cases.iter().map(|case| case.count_of(kind)).sum()));
        counted.into_iter().filter(|(_, count)| *count > 0).collect()
    }
}
