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
    /// The service or the docs break the contract, a case could not be judged, the run was interrupted or cut short (`max-time`,
    /// `max-requests`), a shard is missing, a gate (`min-fired`, `min-coverage`) was not met, or a mutation run found wrong
    /// verdicts, examples that break their own docs, or too low a score.
    Findings = 1,
    /// The arguments or the settings are wrong, or a file that they name (a record, a recording, a baseline) cannot be read or
    /// written.
    Usage = 2,
    /// The docs cannot be read, or no contract can be made from them.
    Docs = 3,
    /// Nothing was selected, fired, checked or mutated.
    Nothing = 4,
    /// No case could be judged: each one that was fired is broken (no connection, refused credentials, throttling, a service that
    /// fails), or the service was not ready in time (`wait`).
    Unreachable = 5,
    /// A bug in doctrial.
    Bug = 70,
}

impl Exit {
    /// For a run: without a fired case it has not passed, nor has one that was interrupted.
    pub(super) fn of_run(record: &RunRecord) -> Self {
        Self::of_conclusion(Conclusion::of(record))
    }

    /// Without a wildcard, so that every new conclusion is given a code deliberately.
    const fn of_conclusion(conclusion: Conclusion) -> Self {
        match conclusion {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::topics::{TOPICS, TopicKind};

    const ALL: [Conclusion; 10] = [
        Conclusion::Interrupted,
        Conclusion::Failed,
        Conclusion::Broken,
        Conclusion::AllBroken,
        Conclusion::NothingFired,
        Conclusion::TooFewFired,
        Conclusion::TooLittleCovered,
        Conclusion::Incomplete,
        Conclusion::MostlySkipped,
        Conclusion::Passed,
    ];

    #[test]
    fn a_run_succeeds_exactly_where_its_exit_code_is_0() {
        for conclusion in ALL {
            assert_eq!(conclusion.is_success(), Exit::of_conclusion(conclusion) == Exit::Passed, "{conclusion:?}");
        }
    }

    #[test]
    fn explanations_name_the_exit_code() {
        for topic in TOPICS.iter().filter(|topic| topic.kind == TopicKind::Conclusion) {
            let of_name = |it: &Conclusion| it.word().to_lowercase().replace(' ', "-") == topic.name;
            let conclusion = ALL.into_iter().find(of_name).unwrap_or_else(|| panic!("no conclusion `{}`", topic.name));
            let code = format!("The exit code is {}.", Exit::of_conclusion(conclusion) as u8);
            assert!(topic.what.ends_with(&code), "{}: {}", topic.name, topic.what);
        }
    }
}
