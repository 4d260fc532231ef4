use std::fmt;

use serde::{Deserialize, Serialize};

use super::RuleRef;

/// A tolerance that let (part of) a case pass: green can be audited.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tolerance {
    /// Which tolerance.
    pub kind: ToleranceKind,
    /// Where: a JSON Pointer into the answer (`/request...` never occurs), a header name, or empty for the whole case.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub at: String,
    /// The rule that was turned down, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleRef>,
}

/// The tolerances there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ToleranceKind {
    /// The docs say the example is truncated: an answer's further member was let through unjudged.
    Truncated,
    /// The example shows `...` here.
    Elided,
    /// The example shows a stand-in (`"String"`), not a value: only the type was judged, if that.
    Placeholder,
    /// `null` came where the example shows a value.
    Null,
    /// The answer's collection was empty: the items' shape was not judged.
    NotExercised,
    /// The example shows `[]`, `{}` or `null`: what came instead could not be judged.
    Unshown,
    /// The documented JSON had to be repaired to be read.
    Repaired,
    /// The example contradicts the documented type: neither was held against the service.
    Disputed,
    /// A body that is not JSON was judged by presence and media type only.
    Unread,
    /// The user says that this place is not to be judged.
    Ignored,
    /// A rule was turned down for this case or this run: what it found does not fail the case.
    Overridden,
}

impl ToleranceKind {
    /// All kinds, in the order of the summary.
    pub const ALL: [Self; 11] = [
        Self::Truncated,
        Self::Elided,
        Self::Placeholder,
        Self::Null,
        Self::NotExercised,
        Self::Unshown,
        Self::Repaired,
        Self::Disputed,
        Self::Unread,
        Self::Ignored,
        Self::Overridden,
    ];

    /// Kebab case, as in settings and records.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Truncated => "truncated",
            Self::Elided => "elided",
            Self::Placeholder => "placeholder",
            Self::Null => "null",
            Self::NotExercised => "not-exercised",
            Self::Unshown => "unshown",
            Self::Repaired => "repaired",
            Self::Disputed => "disputed",
            Self::Unread => "unread",
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
    /// A leniency at a pointer, header name, or the whole case (empty).
    pub fn new(kind: ToleranceKind, at: impl Into<String>) -> Self {
        Self { kind, at: at.into(), rule: None }
    }
}
