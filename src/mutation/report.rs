//! The results of all cases, and the resulting score.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use super::case_report::{CaseReport, Reason};
use super::catalogue_entry::Kind;

/// The verdicts on all cases' changed responses.
#[derive(Debug, Clone)]
pub struct Report {
    /// In the order of pages, then of the page.
    pub cases: Vec<CaseReport>,
    /// Ids of the cases that a run would skip.
    pub skipped: Vec<String>,
}

/// Counts of a case, a page or a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Violations found.
    pub caught: usize,
    /// Violations that passed, for a reason the docs give.
    pub missed: usize,
    /// Violations that passed for no reason.
    pub unexplained: usize,
    /// Benign changes that passed.
    pub benign_passed: usize,
    /// Benign changes that were reported.
    pub false_positives: usize,
    /// Cases whose documented response breaks its own promises.
    pub unsound: usize,
}

impl Score {
    /// Violations tried.
    pub const fn violations(&self) -> usize {
        self.caught + self.missed + self.unexplained
    }

    /// Violations found, of a hundred; `None` if none was tried.
    pub fn percent(&self) -> Option<f64> {
        let of = self.violations();
        (of > 0).then(|| 100.0 * count(self.caught) / count(of))
    }

    /// Whether the judge itself is wrong somewhere: a false positive, or a survivor without a reason.
    pub const fn is_judge_wrong(&self) -> bool {
        self.false_positives + self.unexplained > 0
    }
}

/// A count as a number to divide by; exact below 2^32.
fn count(of: usize) -> f64 {
    f64::from(u32::try_from(of).unwrap_or(u32::MAX))
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.caught += other.caught;
        self.missed += other.missed;
        self.unexplained += other.unexplained;
        self.benign_passed += other.benign_passed;
        self.false_positives += other.false_positives;
        self.unsound += other.unsound;
    }
}

impl CaseReport {
    /// The counts.
    pub fn score(&self) -> Score {
        let unexplained = self.survivors.iter().filter(|survivor| survivor.reason == Reason::Unexplained).count();
        Score {
            caught: self.caught(),
            missed: self.survivors.len() - unexplained,
            unexplained,
            benign_passed: self.tried(Kind::Benign) - self.false_positives.len(),
            false_positives: self.false_positives.len(),
            unsound: usize::from(self.unsound.is_some()),
        }
    }
}

impl Report {
    /// How many cases were tried at fewer places than there are, for the budget.
    pub fn sampled(&self) -> usize {
        self.cases.iter().filter(|case| case.sampled.is_some()).count()
    }

    /// The counts of all cases that `wanted` names.
    pub fn score(&self, wanted: impl Fn(&CaseReport) -> bool) -> Score {
        let mut all = Score::default();
        self.cases.iter().filter(|case| wanted(case)).for_each(|case| all += case.score());
        all
    }

    /// The counts by page, in the order of the pages.
    pub fn pages(&self) -> BTreeMap<&str, Score> {
        let mut pages = BTreeMap::<&str, Score>::new();
        for case in &self.cases {
            *pages.entry(&case.page).or_default() += case.score();
        }
        pages
    }
}
