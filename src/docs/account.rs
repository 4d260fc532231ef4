use crate::text::Position;

/// What became of one fence that looks like HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FenceRecord {
    /// The opening of the fence.
    pub place: Position,
    /// What became of it.
    pub fate: FenceOutcome,
}

/// Nothing is lost silently: each HTTP-looking fence has exactly one fate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FenceOutcome {
    /// It is the request or response of at least one case.
    InCase,
    /// An annotation (`ignored`, `samples`, `example`) or its form (a bare route, syntax only) says it is no example.
    Excused,
    /// A finding says what is wrong with it.
    InFinding,
}

/// The sums over many fences; `in_case + excused + in_finding == total()` by construction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Account {
    /// See [`FenceOutcome::InCase`].
    pub in_case: usize,
    /// See [`FenceOutcome::Excused`].
    pub excused: usize,
    /// See [`FenceOutcome::InFinding`].
    pub in_finding: usize,
}

impl Account {
    /// Adds a fence.
    pub fn add(&mut self, fate: FenceOutcome) {
        match fate {
            FenceOutcome::InCase => self.in_case += 1,
            FenceOutcome::Excused => self.excused += 1,
            FenceOutcome::InFinding => self.in_finding += 1,
        }
    }

    /// Adds the fences of another account.
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
