//! `Tolerance`: what was tolerated in a case, and of which kind.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::{RuleRef, TolerancePlace};

/// A tolerance that let a case, or a part of it, pass: what is green can be audited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Tolerance {
    /// Its kind.
    pub kind: ToleranceKind,
    /// Where it was used.
    #[serde(default, skip_serializing_if = "is_case")]
    pub at: TolerancePlace,
    /// The rule whose level was lowered, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleRef>,
}

/// The kinds of tolerance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ToleranceKind {
    /// The docs say that the example is truncated: a further member of the response was not judged.
    Truncated,
    /// The example shows `...` here.
    Elided,
    /// The example shows a placeholder (`"String"`), not a value: at most the type was judged.
    Placeholder,
    /// A placeholder of the request was replaced by a value or a file that the user gave.
    Filled,
    /// A header field was sent that the example of the request does not show.
    Added,
    /// What the example of the request shows was not sent or followed: a header field that has a placeholder without a value, an
    /// option of TLS.
    LeftOut,
    /// The URL was sent in another spelling than the page shows, which means the same.
    Respelled,
    /// `null` was received where the example shows a value.
    Null,
    /// The collection in the response was empty: the structure of its items was not judged.
    NotExercised,
    /// The example shows `[]`, `{}` or `null`: what was received instead could not be judged. Or it shows unlike items, and none
    /// with the members that a received one has together.
    Unshown,
    /// The documented JSON had to be repaired to be read.
    Repaired,
    /// The example contradicts the documented type: the service was judged by neither.
    Disputed,
    /// A body that is not JSON was judged by presence and media type only.
    Unread,
    /// A part of what the example shows was not compared with what was received: a media type parameter, a repeated header field.
    Uncompared,
    /// The response is another one of those that the docs show for the same request.
    Alternative,
    /// The response is a stream without an end: only its first items were read and judged.
    Stream,
    /// Bytes after the end of the encoded body were ignored.
    TrailingBytes,
    /// A kept connection was closed or spoilt by an earlier response: the request was sent again on a new one.
    Resent,
    /// The service refused the request for the time being, or could not be reached: it was sent again.
    Retried,
    /// The baseline contains the finding: it does not fail the case.
    Known,
    /// A directive says that this place is not judged.
    Ignored,
    /// The level of a rule was lowered for this case or this run: its findings do not fail the case.
    Overridden,
}

impl ToleranceKind {
    /// All kinds, in the order of the summary.
    pub const ALL: [Self; 22] = [
        Self::Truncated,
        Self::Elided,
        Self::Placeholder,
        Self::Filled,
        Self::Added,
        Self::LeftOut,
        Self::Respelled,
        Self::Null,
        Self::NotExercised,
        Self::Unshown,
        Self::Repaired,
        Self::Disputed,
        Self::Unread,
        Self::Uncompared,
        Self::Alternative,
        Self::Stream,
        Self::TrailingBytes,
        Self::Resent,
        Self::Retried,
        Self::Known,
        Self::Ignored,
        Self::Overridden,
    ];

    /// Kebab case, as in settings and records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Elided => "elided",
            Self::Placeholder => "placeholder",
            Self::Filled => "filled",
            Self::Added => "added",
            Self::LeftOut => "left-out",
            Self::Respelled => "respelled",
            Self::Null => "null",
            Self::NotExercised => "not-exercised",
            Self::Unshown => "unshown",
            Self::Repaired => "repaired",
            Self::Disputed => "disputed",
            Self::Unread => "unread",
            Self::Uncompared => "uncompared",
            Self::Alternative => "alternative",
            Self::Stream => "stream",
            Self::TrailingBytes => "trailing-bytes",
            Self::Resent => "resent",
            Self::Retried => "retried",
            Self::Known => "known",
            Self::Ignored => "ignored",
            Self::Overridden => "overridden",
        }
    }
}

impl fmt::Display for ToleranceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Tolerance {
    /// A tolerance used at a place.
    pub(crate) fn new(kind: ToleranceKind, at: impl Into<TolerancePlace>) -> Self {
        Self { kind, at: at.into(), rule: None }
    }

    /// A tolerance that the case as a whole needed.
    pub(crate) fn of_case(kind: ToleranceKind) -> Self {
        Self::new(kind, TolerancePlace::Case)
    }
}

fn is_case(place: &TolerancePlace) -> bool {
    *place == TolerancePlace::Case
}
