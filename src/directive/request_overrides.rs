//! What a case sends in the place of what its page shows.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::PointerPattern;
use crate::http::is_token;

/// `request.query.time = "${now}"`: parts of the request that are not sent as documented.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct RequestOverrides {
    /// Values of the query, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub query: BTreeMap<String, Value>,
    /// Header fields, by name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// Values of the body, by JSON Pointer; of a form, by `/name`.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub body: BTreeMap<PointerPattern, Value>,
    /// The whole body.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What is not sent: `?name` of the query, `/pointer` of the body, `Name` of the header fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remove: Vec<String>,
}

impl RequestOverrides {
    /// Adds what a later directive says; of two values for one part the later one counts.
    pub fn extend(&mut self, later: &Self) {
        self.query.extend(later.query.clone());
        self.headers.extend(later.headers.clone());
        self.body.extend(later.body.clone());
        self.text = later.text.clone().or(self.text.take());
        self.remove.extend(later.remove.iter().cloned());
    }

    /// The members of the query that are not sent as documented.
    pub fn replaces_in_query(&self, name: &str) -> bool {
        self.query.contains_key(name) || self.remove.iter().any(|part| part.strip_prefix('?') == Some(name))
    }

    /// The places of the body that are not sent.
    pub fn removed_from_body(&self) -> impl Iterator<Item = &str> {
        self.remove.iter().map(String::as_str).filter(|part| part.starts_with('/'))
    }

    /// The header fields that are not sent.
    pub fn removed_headers(&self) -> impl Iterator<Item = &str> {
        self.remove.iter().map(String::as_str).filter(|part| !part.starts_with(['/', '?']))
    }

    /// Whether it says anything about the body.
    pub fn is_about_body(&self) -> bool {
        !self.body.is_empty() || self.text.is_some() || self.removed_from_body().next().is_some()
    }

    /// # Errors
    /// What cannot be sent like this, and what to write.
    pub fn check(&self) -> Result<(), String> {
        let mut names = self.headers.keys().map(String::as_str).chain(self.removed_headers());
        if let Some(name) = names.find(|name| !is_token(name)) {
            return Err(format!("`{name}` is not a header field name (RFC 9110 section 5.6.2)"));
        }
        if let Some((name, _)) = self.headers.iter().find(|(_, value)| value.contains(['\r', '\n', '\0'])) {
            return Err(format!("the value of `request.headers.{name}` contains a line break or NUL"));
        }
        if let Some((name, _)) = self.query.iter().find(|(_, value)| value.is_array() || value.is_object()) {
            return Err(format!("`request.query.{name}` is neither a text nor a number nor a boolean"));
        }
        if self.text.is_some() && (!self.body.is_empty() || self.removed_from_body().next().is_some()) {
            return Err("`request.text` is the whole body, and cannot be combined with parts of one: keep one of them"
                .to_owned());
        }
        Ok(())
    }
}
