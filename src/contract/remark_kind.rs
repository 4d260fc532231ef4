//! The kinds of remarks in prose that schemas are built from; each can be ignored by its name.

use std::fmt;
use std::str::FromStr;

/// A kind of remark in the prose of a page that schemas are built from. Each can be ignored, by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RemarkKind {
    /// "Possible values are: `a`, `b`."
    PossibleValues,
    /// "Nullable.", "Cannot be null."
    Nullable,
    /// "Required."
    Required,
    /// "Read-only."
    ReadOnly,
    /// "Inherits from `x`."
    InheritsFrom,
}

impl RemarkKind {
    /// Every kind; all are read by default.
    pub const ALL: [Self; 5] =
        [Self::PossibleValues, Self::Nullable, Self::Required, Self::ReadOnly, Self::InheritsFrom];

    /// The name in settings.
    pub const fn name(self) -> &'static str {
        match self {
            Self::PossibleValues => "possible-values",
            Self::Nullable => "nullable",
            Self::Required => "required",
            Self::ReadOnly => "read-only",
            Self::InheritsFrom => "inherits-from",
        }
    }
}

impl fmt::Display for RemarkKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for RemarkKind {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = Self::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text));
        let names = || Self::ALL.map(Self::name).join("`, `");
        known.ok_or_else(|| format!("unknown remark `{text}`; the remarks are `{}`", names()))
    }
}
