use crate::text::Position;

/// What became of one fence that looks like HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FenceRecord {
    /// The opening of the fence.
    pub place: Position,
    /// What became of it.
    pub outcome: FenceOutcome,
}

/// What becomes of a fence that looks like HTTP: each has exactly one outcome, so that nothing is lost silently. In the order
/// of weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FenceOutcome {
    /// An annotation (`ignored`, `samples`, `example`) or its form (a bare route, syntax only) says it is not an example.
    Excused,
    /// It is the request or response of at least one case.
    InCase,
    /// A finding says what is wrong with it.
    InFinding,
}

/// How many fences have which outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct FenceCounts {
    /// See [`FenceOutcome::InCase`].
    pub in_case: usize,
    /// See [`FenceOutcome::Excused`].
    pub excused: usize,
    /// See [`FenceOutcome::InFinding`].
    pub in_finding: usize,
}

impl FenceCounts {
    /// Adds a fence.
    pub fn add(&mut self, outcome: FenceOutcome) {
        match outcome {
            FenceOutcome::InCase => self.in_case += 1,
            FenceOutcome::Excused => self.excused += 1,
            FenceOutcome::InFinding => self.in_finding += 1,
        }
    }

    /// Adds other counts.
    pub const fn add_all(&mut self, other: Self) {
        self.in_case += other.in_case;
        self.excused += other.excused;
        self.in_finding += other.in_finding;
    }

    /// All HTTP-looking fences.
    pub const fn total(&self) -> usize {
        self.in_case + self.excused + self.in_finding
    }
}
