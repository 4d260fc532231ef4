//! `Mutation`: an entry of the catalogue, with the verdict that the judge should give.

use std::fmt;

use super::change::{Change, Edit};
use super::site::Site;
use super::subject::Subject;

/// One way to change a documented response.
#[derive(Debug)]
pub struct Mutation {
    /// Kebab case, unique, as given to `--mutation`.
    pub name: &'static str,
    /// The verdict that the judge should give.
    pub kind: Kind,
    /// What is changed, one line.
    pub doc: &'static str,
    pub(super) make: Make,
}

/// The verdict that the judge should give on a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// It breaks a promise of the docs: a finding.
    Violation,
    /// It breaks none: no finding.
    Benign,
}

/// How a mutation is made. Pure: the same response always gives the same changes.
pub(super) enum Make {
    /// A change at a place of a JSON body; `None` where it does not apply there.
    At(fn(&Subject<'_>, &Site<'_>) -> Option<Edit>),
    /// Changes of the response as a whole.
    Whole(fn(&Subject<'_>) -> Vec<Change>),
}

impl fmt::Debug for Make {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::At(_) => "At",
            Self::Whole(_) => "Whole",
        })
    }
}

impl Kind {
    /// `violation` or `benign`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Violation => "violation",
            Self::Benign => "benign",
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A violation made at places of the body.
pub(super) const fn violation(
    name: &'static str,
    doc: &'static str,
    make: fn(&Subject<'_>, &Site<'_>) -> Option<Edit>,
) -> Mutation {
    Mutation { name, kind: Kind::Violation, doc, make: Make::At(make) }
}

/// A violation of the response as a whole.
pub(super) const fn violation_of_response(
    name: &'static str,
    doc: &'static str,
    make: fn(&Subject<'_>) -> Vec<Change>,
) -> Mutation {
    Mutation { name, kind: Kind::Violation, doc, make: Make::Whole(make) }
}

/// A benign change made at places of the body.
pub(super) const fn benign(
    name: &'static str,
    doc: &'static str,
    make: fn(&Subject<'_>, &Site<'_>) -> Option<Edit>,
) -> Mutation {
    Mutation { name, kind: Kind::Benign, doc, make: Make::At(make) }
}

/// A benign change of the response as a whole.
pub(super) const fn benign_response(
    name: &'static str,
    doc: &'static str,
    make: fn(&Subject<'_>) -> Vec<Change>,
) -> Mutation {
    Mutation { name, kind: Kind::Benign, doc, make: Make::Whole(make) }
}
