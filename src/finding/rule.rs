//! `Rule`: what each entry of the registry says; the rules themselves are in `rules`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::suggest::{similar, similarity};
use super::{Level, rules};

/// A rule: one way in which docs or service can be wrong. Every finding names one.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Rule {
    /// A letter for what the rule is about, then three digits: `D` reading the docs, `L` the docs against themselves, `T` types
    /// and schemas, `X` settings and directives, `V` requests that the docs do not allow, `S` status, `H` header fields, `B`
    /// body. Never changed, and never reused for another rule.
    pub code: &'static str,
    /// Kebab case, as written in settings: `missing-member`.
    pub name: &'static str,
    /// The level unless something else sets it.
    pub level: Level,
    /// What the rule does, one or two sentences.
    pub what: &'static str,
    /// Why a reader of the docs, or a caller of the service, suffers.
    pub why: &'static str,
    /// A small example that breaks the rule.
    pub example: &'static str,
    /// How to fix it, or to allow it.
    pub fix: &'static str,
}

/// A rule of the registry; equal when the codes are. Written as its code.
#[derive(Clone, Copy)]
pub struct RuleRef(pub(crate) &'static Rule);

impl PartialEq for RuleRef {
    fn eq(&self, other: &Self) -> bool {
        self.0.code == other.0.code
    }
}

impl Eq for RuleRef {}

impl Hash for RuleRef {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.code.hash(state);
    }
}

impl PartialEq<Rule> for RuleRef {
    fn eq(&self, other: &Rule) -> bool {
        self.0.code == other.code
    }
}

impl PartialEq<&Rule> for RuleRef {
    fn eq(&self, other: &&Rule) -> bool {
        *self == **other
    }
}

impl Deref for RuleRef {
    type Target = Rule;

    fn deref(&self) -> &Rule {
        self.0
    }
}

impl fmt::Debug for RuleRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}({})", self.0.code, self.0.name)
    }
}

impl PartialOrd for RuleRef {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for RuleRef {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.code.cmp(other.0.code)
    }
}

impl FromStr for RuleRef {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some(rule) = rules::find(text) {
            return Ok(Self(rule));
        }
        let help = match nearest_rule(text) {
            Some(Rule { code, name, .. }) => format!("did you mean `{name}` ({code})?"),
            None => "`doctrial explain --all` lists them".to_owned(),
        };
        Err(format!("unknown rule `{text}`; {help}"))
    }
}

impl Serialize for RuleRef {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0.code)
    }
}

impl<'de> Deserialize<'de> for RuleRef {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let code = String::deserialize(deserializer)?;
        code.parse().map_err(serde::de::Error::custom)
    }
}

/// The rule whose code or name is nearest to a misspelt one, if one is near.
fn nearest_rule(text: &str) -> Option<&'static Rule> {
    similar(rules::all(), |rule| similarity(rule.name, text).max(similarity(rule.code, text))).into_iter().next()
}
