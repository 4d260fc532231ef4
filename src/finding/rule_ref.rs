//! `RuleRef`: a rule by its code, as records and settings name it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::rule::Rule;
use super::rules;
use super::suggest::{similar, similarity};

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
