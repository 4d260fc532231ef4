//! Texts and values of the settings that name variables: what responses gave takes their place, all else goes out as written.

use serde_json::Value;

use super::change::{ChangeKind, RequestPart};
use super::fill_placeholders::{Filler, IN_FIELD};
use super::fresh::with_fresh;
use super::placeholder_values::Filling;
use crate::contract::whole_placeholder;
use crate::http::url_template::{Part, Piece, TemplateText, may_hold_placeholder, normalized};
use crate::json::quoted;

impl Filler<'_> {
    /// A value of the settings with what earlier responses gave in place of the variables that it names; `None` where one of
    /// them has no value for this request.
    pub(super) fn setting(&mut self, name: &str, value: &str) -> Option<String> {
        let value = with_fresh(value, self.values.bindings);
        if self.values.bindings.is_empty() || !may_hold_placeholder(&value) {
            return Some(value.into_owned());
        }
        self.at = RequestPart::Header(name.to_owned());
        let mut filled = String::with_capacity(value.len());
        for piece in TemplateText::parse(&value, Part::Header).pieces() {
            match piece {
                Piece::Placeholder { name, .. } if self.values.bindings.knows(name) => {
                    let binding = self.values.bindings.named(name)?;
                    filled.push_str(&binding.text());
                    if binding.text().is_empty() {
                        self.note_missing(piece.text(), name, Some(IN_FIELD));
                    }
                    let (variable, step) = (normalized(name), binding.step.clone());
                    self.note(ChangeKind::CapturedForSettings { variable, step });
                }
                other => filled.push_str(other.text()),
            }
        }
        Some(filled)
    }

    /// A text of the user's: variables that have a value are filled, all else is sent as it is written.
    pub(super) fn own_text(&mut self, text: &str) -> String {
        let text = with_fresh(text, self.values.bindings);
        let mut filled = String::with_capacity(text.len());
        for piece in TemplateText::parse(&text, Part::Header).pieces() {
            match piece {
                Piece::Placeholder { shown, name } if self.has(name) => {
                    filled.push_str(&self.value_or_missing(shown, name).unwrap_or_default());
                }
                other => filled.push_str(other.text()),
            }
        }
        filled
    }

    /// As [`Filler::own_text`], of each text in a value; a variable that is all of a text keeps its type.
    pub(super) fn own_value(&mut self, value: &Value) -> Value {
        match value {
            Value::String(text) => {
                let typed = whole_placeholder(text).filter(|name| self.has(name)).map(str::to_owned);
                let filling = typed.and_then(|name| self.filling_or_missing(text, &name));
                match filling.as_ref().and_then(|filling| filling.json.as_deref()) {
                    Some(json) => serde_json::from_str(json).unwrap_or(Value::Null),
                    None => Value::from(filling.map_or_else(|| self.own_text(text), |filling| filling.text)),
                }
            }
            Value::Array(items) => items.iter().map(|item| self.own_value(item)).collect(),
            Value::Object(members) => {
                members.iter().map(|(name, value)| (name.clone(), self.own_value(value))).collect()
            }
            other => other.clone(),
        }
    }

    /// As [`Filler::own_value`], as JSON: a variable that is all of it goes out as it came.
    pub(super) fn own_json(&mut self, value: &Value) -> String {
        let variable = value.as_str().and_then(whole_placeholder).filter(|name| self.has(name));
        let filling = variable.and_then(|name| self.filling_or_missing(value.as_str()?, name));
        match filling {
            Some(Filling { json: Some(json), .. }) => json,
            Some(Filling { text, json: None }) => quoted(&text),
            None => self.own_value(value).to_string(),
        }
    }
}
