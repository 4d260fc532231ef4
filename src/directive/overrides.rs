//! `CaseOverrides`: everything that directives say about one case, combined.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::{
    Bytes, Capture, CaseState, Credentials, Follow, Matcher, Parameter, PointerPattern, Poll, RequestOverrides,
    StandIns,
};
use crate::finding::{Level, RuleRef};
use crate::text::Location;

/// Everything that the user's directives say about one case; of two about the same thing the later one counts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CaseOverrides {
    /// The response must have the documented values (`match = "exact"`). Where that is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exact: Option<Location>,
    /// What is expected at places in the body.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub body: Vec<BodyAssertion>,
    /// What is expected of header fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<HeaderAssertion>,
    /// What is expected of the body as a text, and where that is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<(Matcher, Location)>,
    /// What is expected of the body as bytes, and where that is written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bytes: Option<(Bytes, Location)>,
    /// Levels of rules.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<LevelOverride>,
    /// Values for placeholders of this case, before those of the settings.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, Parameter>,
    /// What the case takes out of its response, needs and takes back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<Box<CaseState>>,
    /// Whose credentials the request has, where that is not decided by the documented status.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub credentials: Option<Credentials>,
    /// The identity of the settings whose credentials it carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity: Option<String>,
    /// What happens to stand-ins in the request's body, where that is not decided by the dialect.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stand_ins: Option<StandIns>,
    /// What is sent in the place of what is documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub request: Option<Box<RequestOverrides>>,
    /// The longest time for the whole exchange, where it is not that of the settings.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timeout: Option<Duration>,
    /// The request is repeated until the response is as documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub poll: Option<Poll>,
    /// What the request started is waited for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub follow: Option<Box<Follow>>,
    /// Statuses by which the service says that it cannot take the request for now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passing_statuses: Option<Box<[u16]>>,
    /// Whether the response is a stream without an end, where its media type does not show it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stream: Option<bool>,
    /// Where the list of members that may be absent is written, if a directive has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub optional_at: Option<Location>,
    /// Where the list of members that may be `null` is written, if a directive has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nullable_at: Option<Location>,
    /// Where the type, the schema, the values and the parts of the request are written that a directive names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub written_at: Option<Box<WrittenAt>>,
    /// The name of the user's own schema of the body (`contracts/schemas/NAME.json`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
}

/// Where directives are written that may name things that do not exist.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenAt {
    /// The one with the type of the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub type_name: Option<Location>,
    /// The one with the schema of the response.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<Location>,
    /// Those with values, by the names of the placeholders.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub parameters: BTreeMap<String, Location>,
    /// Those by which parts of the request are not sent, by these parts.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub removed: BTreeMap<String, Location>,
}

/// What is expected at places in the body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BodyAssertion {
    /// The places.
    pub place: PointerPattern,
    /// What must be there.
    pub matcher: Matcher,
    /// Where that is written: in a page, or in the file of settings.
    #[serde(rename = "said")]
    pub source: Location,
}

impl BodyAssertion {
    /// Whether it says that the names of members are data, and nothing of their values.
    pub fn is_about_names(&self) -> bool {
        matches!(self.matcher, Matcher::Map(_))
    }
}

/// What is expected of a header field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderAssertion {
    /// The field's name, any case.
    pub name: String,
    /// What must be there.
    pub matcher: Matcher,
    /// Where that is written: in a page, or in the file of settings.
    #[serde(rename = "said")]
    pub source: Location,
}

/// The level of a rule for some cases.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelOverride {
    /// The rule.
    pub rule: RuleRef,
    /// Its level.
    pub level: Level,
    /// Where that is written: in a page, or in the file of settings.
    #[serde(rename = "said")]
    pub source: Location,
}

impl CaseOverrides {
    /// Whether no directive is about the case.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The values that are taken out of the response.
    pub fn captures(&self) -> &[Capture] {
        self.state.as_ref().map_or(&[], |state| &state.captures)
    }

    /// The level of a rule for this case, if it has one of its own.
    pub fn level(&self, code: &str) -> Option<&LevelOverride> {
        self.rules.iter().rev().find(|level| level.rule.code == code)
    }

    /// What is expected of a header field, if anything is.
    pub fn header(&self, name: &str) -> Option<&HeaderAssertion> {
        self.headers.iter().rev().find(|assertion| assertion.name.eq_ignore_ascii_case(name))
    }
}
