use serde_json::{Value, json};

use super::format::{DURATION, INFINITE, TIME_OF_DAY};

/// The scalar types that docs name by a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    String,
    Boolean,
    Integer,
    Number,
    /// RFC 3339, with an offset.
    DateTime,
    Date,
    /// A time of day without an offset; JSON Schema's format `time` demands one.
    Time,
    Guid,
    /// ISO 8601; services send a leading minus, which JSON Schema's format `duration` refuses.
    Duration,
    Uri,
    /// Bytes as text (base64, hex): any string.
    Binary,
    /// Any JSON value at all (`Json`).
    Anything,
    /// A word that says next to nothing about the value (`Object`).
    Unsaid,
}

/// Whether a word of a type cell names a scalar (`String`, `Edm.Int32`) rather than a documented type; any case.
pub fn is_type_word(word: &str) -> bool {
    Word::parse(word).is_some()
}

impl Word {
    /// The type of a word in any case, with or without `Edm.`; `None` for a word that names no scalar type.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let lower = text.trim().to_ascii_lowercase();
        Some(match lower.strip_prefix("edm.").unwrap_or(&lower) {
            "string" | "str" | "identifier" | "etag" | "email" => Self::String,
            "boolean" | "bool" => Self::Boolean,
            "integer" | "int" | "int16" | "int32" | "int64" | "long" | "short" | "byte" | "sbyte" => Self::Integer,
            "number" | "numeric" | "double" | "single" | "float" | "decimal" => Self::Number,
            "datetimeoffset" | "datetime" | "date-time" | "date time" | "timestamp" => Self::DateTime,
            "date" => Self::Date,
            "timeofday" | "time of day" | "time" => Self::Time,
            "guid" | "uuid" => Self::Guid,
            "duration" | "timespan" | "iso 8601 duration" | "iso8601 duration" => Self::Duration,
            "url" | "uri" => Self::Uri,
            "binary" | "stream" | "base64" | "bytes" | "hex" => Self::Binary,
            "json" | "any" | "untyped" | "primitive" => Self::Anything,
            "object" | "complex" | "none" => Self::Unsaid,
            _ => return None,
        })
    }

    /// Whether values are JSON strings.
    pub(crate) const fn is_text(self) -> bool {
        !matches!(self, Self::Boolean | Self::Integer | Self::Number | Self::Anything | Self::Unsaid)
    }

    /// The schema of a value.
    pub(crate) fn schema(self) -> Value {
        match self {
            Self::String | Self::Binary => json!({"type": "string"}),
            Self::Boolean => json!({"type": "boolean"}),
            Self::Integer => json!({"type": "integer"}),
            // OData's JSON format writes infinities and NaN of a number as strings.
            Self::Number => json!({"type": ["number", "string"], "pattern": INFINITE}),
            Self::DateTime => json!({"type": "string", "format": "date-time"}),
            Self::Date => json!({"type": "string", "format": "date"}),
            Self::Time => json!({"type": "string", "pattern": TIME_OF_DAY}),
            Self::Guid => json!({"type": "string", "format": "uuid"}),
            Self::Duration => json!({"type": "string", "pattern": DURATION}),
            Self::Uri => json!({"type": "string", "format": "uri"}),
            Self::Anything | Self::Unsaid => json!({}),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Word;

    #[test]
    fn words_are_known_in_any_case_and_with_the_edm_prefix() {
        for (text, word) in [
            ("String", Word::String),
            ("edm.int64", Word::Integer),
            ("Edm.DateTimeOffset", Word::DateTime),
            ("BOOLEAN", Word::Boolean),
            ("Edm.Stream", Word::Binary),
        ] {
            assert_eq!(Word::parse(text), Some(word), "{text}");
        }
        assert_eq!(Word::parse("identitySet"), None);
    }
}
