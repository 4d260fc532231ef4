//! `Conclusion`: the result of a whole run, and the words it ends with (`NOTHING FIRED`).

use super::{RunRecord, Totals};

/// The result of a run: the one word it ends with, from which the exit code of `doctrial run` follows.
///
/// | Exit code | Conclusions |
/// |---|---|
/// | 0 | [`Passed`](Self::Passed), [`MostlySkipped`](Self::MostlySkipped) |
/// | 1 | [`Failed`](Self::Failed), [`Broken`](Self::Broken), [`Interrupted`](Self::Interrupted), [`TooFewFired`](Self::TooFewFired), [`TooLittleCovered`](Self::TooLittleCovered), [`Incomplete`](Self::Incomplete) |
/// | 4 | [`NothingFired`](Self::NothingFired) |
/// | 5 | [`AllBroken`](Self::AllBroken) |
///
/// Under `cargo test` ([`harness`](crate::harness)) it is 0 for those of the first row, and 101 for all others, except
/// [`NothingFired`](Self::NothingFired) of a run by a filter, of a shard without a case or of `--ignored`, which is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Conclusion {
    /// Ctrl-C or SIGTERM ended the run early.
    Interrupted,
    /// The service breaks the contract, or a finding about the settings has the level `deny`.
    Failed,
    /// Nothing failed, but some cases could not be judged.
    Broken,
    /// No case could be judged at all: each one fired is broken.
    AllBroken,
    /// Every case was skipped, or there is none: that proves nothing and must not look green.
    NothingFired,
    /// Fewer cases were fired than `min-fired` (settings, or `--min-fired`) asks for of all shards together, or without it, a
    /// budget (`max-time`, `max-requests`) ended the run before all were.
    TooFewFired,
    /// Less of the docs was exercised than `min-coverage` (settings, or `--min-coverage`) asks for.
    TooLittleCovered,
    /// Nothing failed, but a part of the run is missing: a shard that was not merged.
    Incomplete,
    /// What was fired passed, but that is less than half of the cases, and no `min-fired` says how many it must be.
    MostlySkipped,
    /// The service keeps the contract.
    Passed,
}

impl Conclusion {
    /// The result of a run.
    pub fn of(run: &RunRecord) -> Self {
        let Totals { passed, failed, broken, .. } = Totals::of(run);
        let (fired, all) = (run.fired(), run.to_be_fired());
        // The gates are for all shards together: `report merge` judges them.
        let is_shard = run.is_shard();
        match (failed, broken, passed) {
            _ if run.interrupted => Self::Interrupted,
            (0, 0, 0) => Self::NothingFired,
            (0, 1.., 0) => Self::AllBroken,
            (1.., ..) => Self::Failed,
            (0, 0, _) if run.is_denied() => Self::Failed,
            (0, 1.., _) => Self::Broken,
            (0, 0, _) if !run.missing.is_empty() => Self::Incomplete,
            (0, 0, _) => match run.header.min_fired {
                Some(least) if !is_shard && !least.is_met(fired, all) => Self::TooFewFired,
                _ if !is_shard && run.unmet_coverage().next().is_some() => Self::TooLittleCovered,
                None if run.is_cut_short() => Self::TooFewFired,
                None if fired * 2 < all => Self::MostlySkipped,
                _ => Self::Passed,
            },
        }
    }

    /// Whether the run counts as passed: its exit code is 0.
    pub const fn is_success(self) -> bool {
        matches!(self, Self::Passed | Self::MostlySkipped)
    }

    /// The word that the last line of a report begins with.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Interrupted => "INTERRUPTED",
            Self::Failed => "FAILED",
            Self::Broken | Self::AllBroken => "BROKEN",
            Self::NothingFired => "NOTHING FIRED",
            Self::TooFewFired => "TOO FEW FIRED",
            Self::TooLittleCovered => "TOO LITTLE COVERED",
            Self::Incomplete => "INCOMPLETE",
            Self::MostlySkipped => "MOSTLY SKIPPED",
            Self::Passed => "PASSED",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Outcome, Skip, SkipKind, Verdict};
    use crate::record::testing::{case, run};

    /// A run of this many cases that passed, and this many that were skipped.
    fn of(passed: usize, skipped: usize) -> RunRecord {
        let skip = || Verdict::skipped(Skip::new(SkipKind::Unfilled, "unfilled {id}"));
        let passing = (0..passed).map(|_| case("a", 1, Verdict::of(Vec::new(), Vec::new())));
        let cases = passing.chain((0..skipped).map(|_| case("b", 2, skip()))).collect();
        RunRecord { cases, ..run() }
    }

    #[test]
    fn a_run_that_proves_little_is_not_called_passed() {
        assert_eq!(Conclusion::of(&of(0, 0)), Conclusion::NothingFired);
        assert_eq!(Conclusion::of(&of(0, 3)), Conclusion::NothingFired);
        assert_eq!(Conclusion::of(&of(1, 39)), Conclusion::MostlySkipped);
        assert_eq!(Conclusion::of(&of(1, 1)), Conclusion::Passed);
    }

    #[test]
    fn a_gate_replaces_the_usual_threshold() {
        let gated = |passed, skipped, least: &str| {
            let mut run = of(passed, skipped);
            run.header.min_fired = Some(least.parse().expect("a gate"));
            Conclusion::of(&run)
        };
        assert_eq!(gated(1, 39, "2%"), Conclusion::Passed);
        assert_eq!(gated(31, 9, "80%"), Conclusion::TooFewFired);
        assert_eq!(gated(32, 8, "80%"), Conclusion::Passed);
        assert_eq!(gated(0, 8, "0%"), Conclusion::NothingFired);
    }

    #[test]
    fn a_shard_leaves_the_gates_to_the_whole() {
        let mut part = of(31, 9);
        part.header.min_fired = Some("80%".parse().expect("a gate"));
        part.header.min_coverage = vec!["90%".parse().expect("a gate")];
        part.header.shard = Some("1/2".parse().expect("a shard"));
        assert_eq!(Conclusion::of(&part), Conclusion::Passed);
        part.header.shard = None;
        assert_eq!(Conclusion::of(&part), Conclusion::TooFewFired);
        part.header.min_fired = None;
        assert_eq!(Conclusion::of(&part), Conclusion::TooLittleCovered);
    }

    #[test]
    fn a_run_that_its_budget_ended_is_not_called_passed() {
        let mut cut = of(3, 0);
        cut.cases.push(case("b", 2, Verdict::skipped(Skip::new(SkipKind::Stopped, "not fired: no time is left"))));
        assert_eq!(Conclusion::of(&cut), Conclusion::TooFewFired);
        cut.header.min_fired = Some("3".parse().expect("a gate"));
        assert_eq!(Conclusion::of(&cut), Conclusion::Passed);
    }

    #[test]
    fn failures_come_before_what_was_skipped() {
        assert_eq!(Conclusion::of(&run()), Conclusion::Failed);
        let mut broken = run();
        broken.cases.retain(|case| matches!(case.verdict.outcome, Outcome::Broken(_) | Outcome::Passed));
        assert_eq!(Conclusion::of(&broken), Conclusion::Broken);
        broken.cases.retain(|case| matches!(case.verdict.outcome, Outcome::Broken(_)));
        assert_eq!(Conclusion::of(&broken), Conclusion::AllBroken);
        assert_eq!(Conclusion::of(&RunRecord { interrupted: true, ..broken }), Conclusion::Interrupted);
    }
}
