//! The keys of a directive; `docs/directives.md` describes them.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::de::IntoDeserializer as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::poll::some_time;
use super::{
    CaseMatcher, Follow, Fresh, Length, Matcher, Parameter, PointerPattern, Poll, RequestOverrides, ValueSource,
};
use crate::finding::{Level, RuleRef};
use crate::http::{StatusSet, is_token};

/// One directive as written: every key is optional, unknown ones are errors.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Directive {
    /// Which cases it is about. In settings only: a comment in a page is about the fence below it.
    #[serde(rename = "where", alias = "of")]
    pub cases: Option<CaseMatcher>,
    /// What the next fence is; in settings, what the fences are that `where` selects by page, heading and line.
    pub role: Option<Role>,
    /// The example's name, by which a response finds its request.
    pub name: Option<String>,
    /// The example is not fired, for this reason. In a page only: settings have `[[skip]]`.
    pub skip: Option<String>,
    /// The example does not show the whole body.
    pub truncated: Option<bool>,
    /// The documented type of the body or, `Collection(T)`, of its items.
    #[serde(rename = "type")]
    pub type_text: Option<String>,
    /// The body is a collection of that type.
    pub collection: Option<bool>,
    /// The member that holds a collection's items.
    pub collection_property: Option<String>,
    /// The collection must be empty.
    pub empty: Option<bool>,
    /// The response is an error.
    pub expect_error: Option<bool>,
    /// Members that may be absent although shown: names, or paths such as `home/phone`.
    pub optional: Option<Vec<String>>,
    /// Members that may be `null`, in the same way.
    pub nullable: Option<Vec<String>>,
    /// Objects of the body whose member names are data.
    pub map: Option<MapPlaces>,
    /// The name of the user's own schema of the body.
    pub schema: Option<String>,
    /// Tags, for `--tag`.
    pub tags: Option<Vec<String>>,
    /// Permission scopes, for `--scope`.
    pub scopes: Option<Vec<String>>,
    /// Values for placeholders.
    pub parameters: BTreeMap<String, Parameter>,
    /// What is taken out of the response for later requests, by the variable's name.
    pub capture: BTreeMap<String, ValueSource>,
    /// The step that takes back what the case does: a case or a `[[setup]]`, by name.
    pub undo: Option<String>,
    /// Whether the case gets an instance of its own of what it changes.
    pub fresh: Option<Fresh>,
    /// Steps that are fired before the case, by name, although it takes no value from them.
    pub needs: Option<Vec<String>>,
    /// Whose credentials the request has.
    pub credentials: Option<Credentials>,
    /// Whose credentials of the settings these are: the name of an identity, or `none`.
    pub identity: Option<String>,
    /// What happens to stand-ins (`"String"`) in the request's body.
    pub stand_ins: Option<StandIns>,
    /// Whether the response is a stream without an end, of which the first item is judged.
    pub stream: Option<bool>,
    /// What is sent in the place of what is documented.
    pub request: Option<RequestOverrides>,
    /// The longest time for the whole exchange.
    #[serde(deserialize_with = "some_time")]
    pub timeout: Option<Duration>,
    /// The request is repeated until the response is as documented, for at most this long.
    pub poll: Option<Poll>,
    /// What the request started is waited for.
    pub follow: Option<Follow>,
    /// The status codes expected.
    #[serde(deserialize_with = "known_status")]
    pub status: Option<StatusSet>,
    /// How closely the response must match the documented body.
    #[serde(rename = "match")]
    pub fidelity: Option<Fidelity>,
    /// What is expected at places in the body.
    pub body: BTreeMap<PointerPattern, Matcher>,
    /// What is expected of header fields.
    pub headers: BTreeMap<String, Matcher>,
    /// What is expected of the body as a text.
    pub text: Option<Matcher>,
    /// What is expected of the body as bytes.
    pub bytes: Option<Bytes>,
    /// Levels of rules.
    pub rules: BTreeMap<RuleRef, Level>,
    /// What is about the whole page. In a page only.
    pub page: Option<PageDirective>,
}

/// The part of a directive that is about the whole page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PageDirective {
    /// No example of the page is sent, for this reason.
    pub skip: Option<String>,
    /// The order in which the page's cases are sent.
    pub order: Option<FireOrder>,
    /// Levels of rules.
    pub rules: BTreeMap<RuleRef, Level>,
    /// Values for placeholders.
    pub parameters: BTreeMap<String, Parameter>,
}

/// Whose credentials a request carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Credentials {
    /// Those of the settings, where they have some.
    Settings,
    /// Those that the documented request shows, or none.
    Documented,
    /// None at all.
    None,
}

/// What happens to stand-ins (`"String"`, `"Double"`, `"Display Name value"`) in the body of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StandIns {
    /// A value of the documented type is sent in place of a stand-in that is not one itself.
    Fill,
    /// They are sent as shown.
    Keep,
}

/// Objects whose member names are data: the whole body, or places in it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged, expecting = "true, or a list of places such as [\"labels\", \"pets/*/labels\"]")]
pub enum MapPlaces {
    /// `true`: the body itself.
    Body(bool),
    /// At these places: JSON Pointers, or paths such as `pets/*/labels`.
    At(#[serde(deserialize_with = "places")] Vec<PointerPattern>),
}

fn places<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<PointerPattern>, D::Error> {
    let pointer = |text: String| if text.is_empty() || text.starts_with('/') { text } else { format!("/{text}") };
    let written = Vec::<String>::deserialize(deserializer)?;
    written.into_iter().map(|text| PointerPattern::deserialize(pointer(text).into_deserializer())).collect()
}

/// The order in which cases are sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FireOrder {
    /// Several at once.
    #[default]
    Any,
    /// One after the other, in the order of the page: later cases need what earlier ones do.
    Document,
}

/// What a fence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// A request.
    Request,
    /// A response.
    Response,
    /// A documented type, named by `type`.
    Resource,
    /// Not an example.
    None,
}

/// How closely a response must match the documented body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fidelity {
    /// It has the documented structure, types and formats.
    Shape,
    /// It has the documented values.
    Exact,
}

/// What is expected of the bytes of a body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bytes {
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Length>,
    /// Their SHA-256, in hexadecimal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
}

/// Status codes that a service may send: with any other the case could never pass.
fn known_status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<StatusSet>, D::Error> {
    let status = StatusSet::deserialize(deserializer)?;
    match status.of_no_class() {
        Some(unknown) => {
            let why =
                format!("`{unknown}` is not a status code: they are from 100 to 599, the classes from `1xx` to `5xx`");
            Err(serde::de::Error::custom(why))
        }
        None => Ok(Some(status)),
    }
}

impl Directive {
    /// Whether it says what state the case makes, needs and takes back.
    pub fn is_about_state(&self) -> bool {
        let Self { capture, undo, fresh, needs, .. } = self;
        !capture.is_empty() || undo.is_some() || fresh.is_some() || needs.is_some()
    }

    /// Checks a directive that is in a page.
    ///
    /// # Errors
    /// Which key may not be there, and what to do.
    pub fn check_in_page(&self) -> Result<(), String> {
        if self.cases.is_some() {
            return Err("`where` is for settings only: in a page a directive is about the fence below it".to_owned());
        }
        self.check()
    }

    /// Checks an `[[expect]]` of the settings.
    ///
    /// # Errors
    /// Which key may not be there, and what to do.
    pub fn check_in_settings(&self) -> Result<(), String> {
        if self.page.is_some() {
            return Err("`page` is for pages only; `where = { page = ... }` selects cases".to_owned());
        }
        if self.skip.is_some() {
            return Err("`skip` is for pages only: in settings it is [[skip]] with a `reason`".to_owned());
        }
        let Some(cases) = &self.cases else {
            return Err("[[expect]] needs `where`, which selects cases: `where = { page = \"orders/**\" }`".to_owned());
        };
        let of_fence = [("role", self.role.is_some()), ("name", self.name.is_some())];
        if let Some((key, _)) = of_fence.into_iter().find(|(_, given)| *given) {
            if cases.needs_cases() {
                return Err(format!("`{key}` is about a fence: only `page`, `heading` and `line` select fences"));
            }
            if cases.line.is_none() && cases.heading.is_none() {
                return Err(format!("`{key}` is about a fence: select it by `line`, or by the `heading` above it"));
            }
        }
        self.check()
    }

    fn check(&self) -> Result<(), String> {
        if let Some(name) = self.headers.keys().find(|name| !is_token(name)) {
            return Err(format!("`{name}` is not a header field name (RFC 9110 section 5.6.2)"));
        }
        if let Some(request) = &self.request {
            request.check()?;
        }
        match self.bytes.as_ref().and_then(|bytes| bytes.sha256.as_deref()) {
            Some(hash) if hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Err(format!("`{hash}` is not a SHA-256: write 64 hexadecimal digits"))
            }
            _ => Ok(()),
        }
    }

    /// Whether it says anything about the fence below it.
    pub fn is_about_example(&self) -> bool {
        Self { page: None, ..self.clone() } != Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::rules::docs::UNREADABLE_DIRECTIVE;

    #[test]
    fn the_rule_about_unreadable_directives_names_every_key() {
        let error = toml::from_str::<Directive>("no-such-key = 1").expect_err("an unknown key").to_string();
        let (_, keys) = error.split_once("expected one of ").expect("the keys");
        let listed: Vec<&str> = keys.split('`').skip(1).step_by(2).collect();
        // `where` selects cases from the settings, where no comment is above a fence.
        for key in listed.iter().filter(|key| !matches!(**key, "where" | "of")) {
            let named = [format!("`{key}`"), format!("`{key}.")].iter().any(|it| UNREADABLE_DIRECTIVE.fix.contains(it));
            assert!(named, "{key} is not in the text of D110");
        }
    }
}
