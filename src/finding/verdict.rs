//! `Verdict` and `Outcome`; `Skip` with the kinds of reasons for which a case is not judged.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Broken, BrokenKind, Finding, Level, Tolerance};

/// The outcome of a case with all that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Verdict {
    /// The outcome.
    pub outcome: Outcome,
    /// Of a broken case: the kind of its cause; `None` for any other outcome, and for causes that have no kind, which
    /// [`Outcome::Broken`] has in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken_kind: Option<BrokenKind>,
    /// What is wrong (and warnings), in document order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<Finding>,
    /// The tolerances it needed; in JSON the key is `leniencies`, their older name, and `tolerances` is understood.
    #[serde(rename = "leniencies", alias = "tolerances", default, skip_serializing_if = "Vec::is_empty")]
    pub tolerances: Vec<Tolerance>,
}

/// What became of a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The service kept the contract.
    Passed,
    /// The contract is broken; the findings say where.
    Failed,
    /// Not judged, for a reason a user can act on. Most skipped cases are not fired; steps ([`SkipKind::Step`],
    /// [`SkipKind::FailedStep`]) are, for the sake of the cases after them.
    Skipped(Skip),
    /// Nothing could be found out: no connection, a timeout, refused credentials, throttling. The cause, in words; to decide by
    /// it, use [`Verdict::broken_kind`]. A run with broken cases is not green.
    Broken(String),
}

impl Outcome {
    /// Whether the case failed or is broken.
    pub const fn is_red(&self) -> bool {
        matches!(self, Self::Failed | Self::Broken(_))
    }

    /// Whether the response was judged.
    pub const fn is_judged(&self) -> bool {
        matches!(self, Self::Passed | Self::Failed)
    }
}

/// Why a case is not judged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Skip {
    /// The kind, for counting.
    pub kind: SkipKind,
    /// One line: what is missing and what to do.
    pub reason: String,
}

/// Why a case was skipped, as a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum SkipKind {
    /// A placeholder in URL, header or body has no value.
    Unfilled,
    /// The example is documented on a host that is not the service.
    OtherHost,
    /// A method that writes, at a service that is not on loopback, without `allow-writes`.
    WritesNotAllowed,
    /// The user says so, in the settings or in a directive.
    #[serde(alias = "left-out")]
    Configured,
    /// The documented request or response cannot be read well enough to judge by it.
    Unreadable,
    /// The documented request has header fields with which no client can send it (`Upgrade`, `TE`).
    Unsendable,
    /// An error that plain docs show next to a success of the same request, without saying what provokes it.
    Unprovoked,
    /// The recording that is judged has no exchange for the case.
    NotRecorded,
    /// The request is not the one that was recorded.
    RequestChanged,
    /// The run was interrupted before the case's turn.
    Interrupted,
    /// Too many earlier cases got no response, so the rest were not fired.
    GaveUp,
    /// The run had used its budget before the case's turn.
    Stopped,
    /// It is known to be broken: the baseline says so.
    KnownBroken,
    /// A step that was fired, and that the service refused: cases after it may fail for that.
    FailedStep,
    /// A step: fired only for the cases after it, as the docs show no response to judge it by.
    Step,
}

impl SkipKind {
    /// All kinds, in the order of the summary.
    #[cfg(test)]
    pub(crate) const ALL: [Self; 15] = [
        Self::Unfilled,
        Self::OtherHost,
        Self::WritesNotAllowed,
        Self::Configured,
        Self::Unreadable,
        Self::Unsendable,
        Self::Unprovoked,
        Self::NotRecorded,
        Self::RequestChanged,
        Self::Interrupted,
        Self::GaveUp,
        Self::Stopped,
        Self::KnownBroken,
        Self::FailedStep,
        Self::Step,
    ];

    /// Kebab case, as in records and reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unfilled => "unfilled",
            Self::OtherHost => "other-host",
            Self::WritesNotAllowed => "writes-not-allowed",
            Self::Configured => "configured",
            Self::Unreadable => "unreadable",
            Self::Unsendable => "unsendable",
            Self::Unprovoked => "unprovoked",
            Self::NotRecorded => "not-recorded",
            Self::RequestChanged => "request-changed",
            Self::Interrupted => "interrupted",
            Self::GaveUp => "gave-up",
            Self::Stopped => "stopped",
            Self::KnownBroken => "known-broken",
            Self::FailedStep => "failed-step",
            Self::Step => "step",
        }
    }
}

impl fmt::Display for SkipKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Skip {
    /// A skip.
    pub(crate) fn new(kind: SkipKind, reason: impl Into<String>) -> Self {
        Self { kind, reason: reason.into() }
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl Verdict {
    /// The findings that make the case fail.
    pub(crate) fn denied(&self) -> impl Iterator<Item = &Finding> + Clone {
        self.findings.iter().filter(|finding| finding.level == Level::Deny)
    }

    /// Passed or failed by the findings' levels.
    pub(crate) fn of(findings: Vec<Finding>, tolerances: Vec<Tolerance>) -> Self {
        let failed = findings.iter().any(|f| f.level == Level::Deny);
        let outcome = if failed { Outcome::Failed } else { Outcome::Passed };
        Self { outcome, broken_kind: None, findings, tolerances }
    }

    /// Not judged, for this reason.
    pub(crate) fn skipped(skip: Skip) -> Self {
        Self::of_outcome(Outcome::Skipped(skip), None)
    }

    /// Could not be judged.
    pub(crate) fn broken(why: impl Into<Broken>) -> Self {
        let Broken { kind, cause } = why.into();
        Self::of_outcome(Outcome::Broken(cause), kind)
    }

    const fn of_outcome(outcome: Outcome, broken_kind: Option<BrokenKind>) -> Self {
        Self { outcome, broken_kind, findings: Vec::new(), tolerances: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_skips_has_one_name() {
        for kind in SkipKind::ALL {
            assert_eq!(serde_json::to_value(kind).expect("writes"), kind.name());
            assert_eq!(kind.to_string(), kind.name());
        }
    }
}
