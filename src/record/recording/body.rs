//! The body of a recorded request or response.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

/// A body: as text or, where it is not UTF-8, in Base64.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct RecordedBody {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) body_base64: Option<String>,
}

impl RecordedBody {
    /// `hide`: hides the secrets of a text.
    pub(super) fn of(body: &[u8], hide: impl Fn(&str) -> String) -> Self {
        if let Ok(text) = std::str::from_utf8(body) {
            return Self { body: hide(text), body_base64: None };
        }
        // Each byte as the character of its number, so that secrets in plain letters are found.
        let text = hide(&body.iter().map(|byte| char::from(*byte)).collect::<String>());
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
        Self { body: String::new(), body_base64: Some(STANDARD.encode(bytes)) }
    }

    /// The text and, where it is not text, how it is encoded.
    #[cfg(feature = "cli")]
    pub(crate) fn as_text(&self) -> (&str, Option<&'static str>) {
        self.body_base64.as_deref().map_or((&self.body, None), |encoded| (encoded, Some("base64")))
    }

    /// As it came over the wire, as far as it is known.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match &self.body_base64 {
            Some(encoded) => STANDARD.decode(encoded).unwrap_or_default(),
            None => self.body.clone().into_bytes(),
        }
    }
}
