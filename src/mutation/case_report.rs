use std::fmt;

use super::catalogue_entry::{Kind, Mutation};
use crate::finding::{At, ToleranceKind};

/// What the judge said of one case's changed answers.
#[derive(Debug, Clone)]
pub struct CaseReport {
    /// The case's id.
    pub id: String,
    /// Its page, relative to the docs root.
    pub page: String,
    /// 1-based line of the documented answer.
    pub line: u32,
    /// The example is whole: neither marked as truncated nor called shortened.
    pub complete: bool,
    /// Changes made, by mutation; those that applied nowhere are not here.
    pub tried: Vec<(&'static Mutation, usize)>,
    /// Violations nobody would have noticed.
    pub missed: Vec<Survivor>,
    /// Benign changes somebody would have been called for.
    pub alarms: Vec<FalsePositive>,
    /// Why nothing was tried: the documented answer, as it stands, already breaks what the docs promise.
    pub unsound: Option<String>,
}

/// A violation that the judge let pass.
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
    /// The docs leave it open, by this leniency of the verdict.
    Tolerance(ToleranceKind),
    /// The finding of this rule was only a warning.
    Warning(&'static str),
    /// The docs name a type that no page documents, no type, or several of which one takes it: only whether it is a scalar,
    /// an object or an array is judged.
    Untyped,
    /// Nothing in the verdict says why: the judge is wrong.
    Unexplained,
}

/// A benign change that the judge found fault with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FalsePositive {
    /// The mutation.
    pub mutation: &'static str,
    /// What was changed.
    pub at: At,
    /// What the judge said.
    pub said: String,
}

impl CaseReport {
    /// How many changes of a kind were tried.
    pub fn tried(&self, kind: Kind) -> usize {
        self.tried.iter().filter(|(mutation, _)| mutation.kind == kind).map(|(_, count)| count).sum()
    }

    /// How many violations were found.
    pub fn caught(&self) -> usize {
        self.tried(Kind::Violation) - self.missed.len()
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
