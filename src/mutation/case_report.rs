//! What the mutations of one case came to, and why some were not caught.

use std::fmt;

use super::catalogue_entry::{Kind, Mutation};
use crate::finding::{At, ToleranceKind};

/// The verdicts on one case's changed responses.
#[derive(Debug, Clone)]
pub struct CaseReport {
    /// The case's id.
    pub id: String,
    /// Its page, relative to the docs root.
    pub page: String,
    /// 1-based line of the documented response.
    pub line: u32,
    /// The example is complete: neither marked as truncated nor described as shortened.
    pub complete: bool,
    /// Changes made, by mutation; those that applied nowhere are not here.
    pub tried: Vec<(&'static Mutation, usize)>,
    /// Violations that would have gone unnoticed.
    pub survivors: Vec<Survivor>,
    /// Benign changes that would have been reported.
    pub false_positives: Vec<FalsePositive>,
    /// Why nothing was tried: the documented response already breaks what the docs promise.
    pub unsound: Option<String>,
    /// At how many places of the body each mutation was tried at most, where more would have gone over the budget.
    pub sampled: Option<usize>,
}

/// A violation that the judge did not find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survivor {
    /// The mutation.
    pub mutation: &'static str,
    /// What was changed.
    pub at: At,
    /// Why it passed.
    pub reason: Reason,
}

/// Why a violation passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// The docs leave it open: the verdict has this tolerance.
    Tolerance(ToleranceKind),
    /// The finding of this rule was only a warning.
    Warning(&'static str),
    /// The docs name a type that no page documents, no type, or several of which one takes it: only whether it is a scalar,
    /// an object or an array is judged.
    Untyped,
    /// Nothing in the verdict explains it: the judge is wrong.
    Unexplained,
}

/// A benign change that the judge reported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FalsePositive {
    /// The mutation.
    pub mutation: &'static str,
    /// What was changed.
    pub at: At,
    /// The verdict in one line.
    pub message: String,
}

impl CaseReport {
    /// How many changes of a kind were tried.
    pub fn tried(&self, kind: Kind) -> usize {
        self.tried.iter().filter(|(mutation, _)| mutation.kind == kind).map(|(_, count)| count).sum()
    }

    /// How many violations were found.
    pub fn caught(&self) -> usize {
        self.tried(Kind::Violation) - self.survivors.len()
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tolerance(kind) => write!(f, "{kind}"),
            Self::Warning(rule) => write!(f, "only a warning ({rule})"),
            Self::Untyped => f.write_str("untyped"),
            Self::Unexplained => f.write_str("no reason"),
        }
    }
}
