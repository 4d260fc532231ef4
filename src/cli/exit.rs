//! `Exit`: the exit codes, and which one a run, a check or a mutation run ends with.

use std::process::ExitCode;

use crate::finding::Level;
use crate::mutation::Report;
use crate::record::{Conclusion, RunRecord};
use crate::session::LoadedCases;

/// The exit code of the process. Scripts rely on these numbers: they never change their meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
#[non_exhaustive]
pub enum Exit {
    /// Everything that was fired or checked passed. If most cases were skipped, the last line of the run says so.
    Passed = 0,
    /// The service or the docs break the contract, a case could not be judged, the run was interrupted, or a gate (`min-fired`,
    /// `min-coverage`) was not met.
    Findings = 1,
    /// The arguments or the settings are wrong, or a file cannot be written.
    Usage = 2,
    /// The docs cannot be read, or no contract can be made from them.
    Docs = 3,
    /// Nothing was selected, fired, checked or mutated.
    Nothing = 4,
    /// The service could not be reached, or accepted no credentials: every case is broken.
    Unreachable = 5,
    /// A bug in doctrial.
    Bug = 70,
}

impl Exit {
    /// For a run: without a fired case it has not passed, nor has one that was interrupted.
    pub(super) fn of_run(record: &RunRecord) -> Self {
        match Conclusion::of(record) {
            Conclusion::Passed | Conclusion::MostlySkipped => Self::Passed,
            Conclusion::NothingFired => Self::Nothing,
            Conclusion::AllBroken => Self::Unreachable,
            Conclusion::Interrupted
            | Conclusion::Failed
            | Conclusion::Broken
            | Conclusion::TooFewFired
            | Conclusion::TooLittleCovered
            | Conclusion::Incomplete => Self::Findings,
        }
    }

    /// For a check: there must be cases or types to check. What looks like HTTP and became no case was not checked.
    pub(super) fn of_check(loaded: &LoadedCases) -> Self {
        let nothing = loaded.cases.is_empty() && loaded.schemas.types.is_empty();
        match loaded.findings.iter().any(|finding| finding.level == Level::Deny) {
            true => Self::Findings,
            false if nothing => Self::Nothing,
            false => Self::Passed,
        }
    }

    /// For a mutation run: without any mutation nothing passed; nor did it with a wrong verdict, an example that breaks its own
    /// docs, or a score that is too low.
    pub(super) fn of_mutation(report: &Report, too_low: bool) -> Self {
        let score = report.score(|_| true);
        let nothing = score.violations() + score.benign_passed + score.false_positives + score.unsound == 0;
        match (nothing, score.is_judge_wrong() || score.unsound > 0 || too_low) {
            (true, _) => Self::Nothing,
            (false, true) => Self::Findings,
            (false, false) => Self::Passed,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}
