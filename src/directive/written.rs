use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{CaseMatcher, Length, Matcher, PlacePattern, Words};
use crate::finding::{Level, RuleRef};
use crate::http::{StatusSet, is_token};

/// One directive as it is written: every key optional, unknown ones refused.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Directive {
    /// Which cases are meant. In settings only: in a page the place of the comment tells.
    pub of: Option<CaseMatcher>,
    /// What the next fence is. In a page only.
    pub role: Option<Role>,
    /// The example's name. In a page only.
    pub name: Option<String>,
    /// The example is not fired, for this reason. In a page only: settings have `[[leave-out]]`.
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
    /// The answer is an error.
    pub expect_error: Option<bool>,
    /// Members that may be absent although shown.
    pub optional: Option<Vec<String>>,
    /// Members that may be `null`.
    pub nullable: Option<Vec<String>>,
    /// The name of the user's own schema of the body.
    pub schema: Option<String>,
    /// Tags, for `--tag`.
    pub tags: Option<Vec<String>>,
    /// Permission scopes, for `--scope`.
    pub scopes: Option<Vec<String>>,
    /// Values for placeholders.
    pub parameters: BTreeMap<String, Words>,
    /// The status codes promised.
    pub status: Option<StatusSet>,
    /// How near to the documented body the answer must come.
    #[serde(rename = "match")]
    pub fidelity: Option<Fidelity>,
    /// What must stand in places of the body.
    pub body: BTreeMap<PlacePattern, Matcher>,
    /// What header fields must be.
    pub headers: BTreeMap<String, Matcher>,
    /// What the body must be as a text.
    pub text: Option<Matcher>,
    /// What the body must be as bytes.
    pub bytes: Option<Bytes>,
    /// Levels of rules.
    pub rules: BTreeMap<RuleRef, Level>,
    /// What is said of the whole page. In a page only.
    pub page: Option<PageDirective>,
}

/// What a directive says of its whole page.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct PageDirective {
    /// No example of the page is fired, for this reason.
    pub skip: Option<String>,
    /// In which order the page's cases are fired.
    pub order: Option<FireOrder>,
    /// Levels of rules.
    pub rules: BTreeMap<RuleRef, Level>,
    /// Values for placeholders.
    pub parameters: BTreeMap<String, Words>,
}

/// In which order cases are fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FireOrder {
    /// Several at once.
    #[default]
    Any,
    /// One after the other, as the page has them: the docs tell a story.
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
    /// No example.
    None,
}

/// How near to the documented body an answer must come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fidelity {
    /// Of the documented structure, types and formats.
    Shape,
    /// Equal, value for value.
    Exact,
}

/// What the bytes of a body must be.
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

impl Directive {
    /// What a directive in a page may not say.
    ///
    /// # Errors
    /// The key, and what to do.
    pub fn permit_in_page(&self) -> Result<(), String> {
        if self.of.is_some() {
            return Err("`of` stands in settings only: in a page a directive is about the fence below it".to_owned());
        }
        self.permit()
    }

    /// What `[[expect]]` in settings may not say.
    ///
    /// # Errors
    /// The key, and what to do.
    pub fn permit_in_settings(&self) -> Result<(), String> {
        let page_only = [("role", self.role.is_some()), ("name", self.name.is_some()), ("page", self.page.is_some())];
        if let Some((key, _)) = page_only.into_iter().find(|(_, given)| *given) {
            return Err(format!("`{key}` stands in pages only; `of = {{ {key} = ... }}` says which cases are meant"));
        }
        if self.skip.is_some() {
            return Err("`skip` stands in pages only: in settings it is [[leave-out]] with a `reason`".to_owned());
        }
        if self.of.is_none() {
            return Err(
                "[[expect]] needs `of`, which says which cases are meant: `of = { page = \"orders/**\" }`".to_owned()
            );
        }
        self.permit()
    }

    fn permit(&self) -> Result<(), String> {
        if let Some(name) = self.headers.keys().find(|name| !is_token(name)) {
            return Err(format!("`{name}` is no header name (RFC 9110 section 5.6.2)"));
        }
        match self.bytes.as_ref().and_then(|bytes| bytes.sha256.as_deref()) {
            Some(hash) if hash.len() != 64 || !hash.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Err(format!("`{hash}` is no SHA-256: 64 hexadecimal digits"))
            }
            _ => Ok(()),
        }
    }

    /// Whether it says something of the fence below it.
    pub fn is_about_example(&self) -> bool {
        Self { page: None, ..self.clone() } != Self::default()
    }
}
