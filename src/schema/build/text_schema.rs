//! Which format the schema of a documented string asks for: here it is decided that an example shows a date, a UUID or a URI,
//! so that the response must have one; `notation/format.rs` knows what each format is.

use serde_json::{Value, json};

use crate::notation::format::{DURATION, RECOGNISED, has_format};
use crate::notation::stand_in::stands_for;
use crate::notation::type_word::Word;

/// What a string shows of the values at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::schema) enum TextKind {
    /// It names a type.
    Word(Word),
    /// Texts, all of one format.
    Format(&'static str),
    Duration,
    /// Any text.
    Plain,
}

impl TextKind {
    pub(in crate::schema) fn of(key: &str, text: &str) -> Self {
        if let Some(word) = stands_for(key, text) {
            return Self::Word(word);
        }
        let looks_like = |format: &str| match format {
            "date-time" | "date" => text.starts_with(|c: char| c.is_ascii_digit()),
            "uuid" => text.len() == 36,
            "uri" => text.starts_with("http://") || text.starts_with("https://"),
            _ => false,
        };
        if let Some(format) = RECOGNISED.into_iter().find(|format| looks_like(format) && has_format(format, text)) {
            return Self::Format(format);
        }
        let is_duration = text.trim_start_matches(['-', '+']).starts_with('P') && has_format("duration", text);
        if is_duration { Self::Duration } else { Self::Plain }
    }

    /// The schema of such a string, or of what it stands for.
    pub(in crate::schema) fn schema(self) -> Value {
        match self {
            Self::Word(word) => word.schema(),
            Self::Format(format) => json!({"type": "string", "format": format}),
            Self::Duration => json!({"type": "string", "pattern": DURATION}),
            Self::Plain => json!({"type": "string"}),
        }
    }
}
