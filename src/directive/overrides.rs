use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Bytes, Matcher, PlacePattern};
use crate::finding::{Level, RuleRef};
use crate::text::Location;

/// Where the user said something: a place in a page, or in the file of settings.
pub type Said = Location;

/// All that the user says of one case, from every directive about it, the later one winning.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Promise {
    /// The answer is the documented one, value for value (`match = "exact"`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<Said>,
    /// What is said of places in the body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<BodyAssertion>,
    /// What is said of header fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<HeaderAssertion>,
    /// What is said of the body as a text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<(Matcher, Said)>,
    /// What is said of the body as bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<(Bytes, Said)>,
    /// Levels of rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Override>,
    /// Values for placeholders of this case, before those of the settings.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, Vec<String>>,
    /// The name of the user's own schema of the body (`contracts/schemas/NAME.json`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
}

/// What is said of a place in the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyAssertion {
    /// Which places.
    pub place: PlacePattern,
    /// What.
    pub matcher: Matcher,
    /// Where.
    pub said: Said,
}

/// What is said of a header field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderAssertion {
    /// The field's name, any case.
    pub name: String,
    /// What.
    pub matcher: Matcher,
    /// Where.
    pub said: Said,
}

/// The level of a rule for some cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Override {
    /// The rule.
    pub rule: RuleRef,
    /// Its level.
    pub level: Level,
    /// Where.
    pub said: Said,
}

impl Promise {
    /// Whether the user says nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// What is said of the level of a rule; the last word counts.
    pub fn level(&self, code: &str) -> Option<&Override> {
        self.rules.iter().rev().find(|said| said.rule.0.code == code)
    }

    /// What is said of a header field; the last word counts.
    pub fn header(&self, name: &str) -> Option<&HeaderAssertion> {
        self.headers.iter().rev().find(|said| said.name.eq_ignore_ascii_case(name))
    }
}
