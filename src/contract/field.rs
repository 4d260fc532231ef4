//! Header fields as pages show them, with their positions.

use serde::{Deserialize, Serialize};

use crate::http::MediaType;
use crate::text::{Position, Span};

/// A header field as documented, with its position.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// As written.
    pub name: String,
    /// As written, outer white space trimmed.
    pub value: String,
    /// Where the name is.
    pub place: Position,
}

impl Field {
    /// The whole field, as it is usually written: `Name: value` on one line.
    pub fn span(&self) -> Span {
        Span::of_chars(self.place, self.name.chars().count() + ": ".len() + self.value.chars().count())
    }
}

/// The field that documents the media type of a body.
pub fn content_type(fields: &[Field]) -> Option<&Field> {
    fields.iter().find(|field| field.name.eq_ignore_ascii_case("content-type"))
}

/// The documented media type; `None` where no `Content-Type` is shown, or one that names none (`{type}`).
pub fn documented_media_type(fields: &[Field]) -> Option<MediaType> {
    MediaType::parse(&content_type(fields)?.value)
}

/// A row of a "Request headers" table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeaderRow {
    /// The header's name.
    pub name: String,
    /// The value cell (or description, where the table has no value column) as text.
    pub value: String,
    /// The row says "Required".
    pub required: bool,
    /// Where the name is.
    pub place: Position,
}
