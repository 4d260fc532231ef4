//! Values that earlier responses gave, for the request of one case.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fresh_source::FreshSource;
use crate::config::LiteralText;
use crate::http::url_template::normalized;

/// The values of variables, for one request. A variable that is known and has no value here is left out where the settings
/// name it.
#[derive(Debug, Clone, Default)]
pub struct Bindings {
    values: BTreeMap<String, Option<Binding>>,
    /// Texts of the docs that are replaced by values.
    pub literals: Vec<LiteralText>,
    /// What makes fresh values; `None` where nothing is sent.
    pub(super) fresh: Option<Arc<dyn FreshSource>>,
    /// The token of the identity whose credentials the request carries, if it has one.
    pub token: Option<String>,
}

/// The value of a variable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Binding {
    /// As it was received: a number stays a number.
    pub value: Value,
    /// The notation in the response, where `value` cannot hold it: `1.10`, `1e2`, more digits than a double has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written: Option<String>,
    /// The step that gave it.
    pub step: String,
}

impl Binding {
    /// A binding with the name of the variable in place of its value.
    pub fn of_name(variable: &str, step: String) -> Self {
        Self { value: format!("{{{variable}}}").into(), written: None, step }
    }

    /// The value as text: in a URL, a header field or a form.
    pub fn text(&self) -> String {
        match &self.value {
            Value::String(text) => text.clone(),
            _ => self.json(),
        }
    }

    /// The value in a JSON body.
    pub fn json(&self) -> String {
        self.written.clone().unwrap_or_else(|| self.value.to_string())
    }
}

impl Bindings {
    /// Bindings with only literals.
    pub fn of_literals(literals: Vec<LiteralText>) -> Self {
        Self { literals, ..Self::default() }
    }

    /// With a source of fresh values.
    #[must_use]
    pub fn with_fresh(self, source: Arc<dyn FreshSource>) -> Self {
        Self { fresh: Some(source), ..self }
    }

    /// With the token of an identity.
    #[must_use]
    pub fn with_token(self, token: String) -> Self {
        Self { token: Some(token), ..self }
    }

    /// Adds a variable, with its value if it has one here.
    pub fn set(&mut self, variable: &str, binding: Option<Binding>) {
        self.values.insert(normalized(variable), binding);
    }

    /// Whether there is nothing to fill.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// The value of a variable, by its name as names are compared.
    pub fn get(&self, normalized: &str) -> Option<&Binding> {
        self.values.get(normalized)?.as_ref()
    }

    /// The bindings with a text in place of each empty value; `None` if none is empty.
    pub fn with_texts(&self) -> Option<Self> {
        let is_empty = |binding: &Binding| binding.value.as_str().is_some_and(str::is_empty);
        let mut filled = self.clone();
        let mut is_any = false;
        for binding in filled.values.values_mut().flatten().filter(|binding| is_empty(binding)) {
            binding.value = Value::from("text");
            is_any = true;
        }
        is_any.then_some(filled)
    }

    /// A value by any spelling of the variable's name.
    pub fn named(&self, variable: &str) -> Option<&Binding> {
        self.get(&normalized(variable))
    }

    /// Whether the variable is known, with or without a value.
    pub(super) fn knows(&self, variable: &str) -> bool {
        self.values.contains_key(&normalized(variable))
    }
}
