//! The words that name scalar types, and the schema of each.

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
    /// A time of day without an offset; JSON Schema's format `time` requires one.
    Time,
    Guid,
    /// ISO 8601; services send a leading minus, which JSON Schema's format `duration` rejects.
    Duration,
    Uri,
    /// Bytes as text (base64, hex): any string.
    Binary,
    /// Any JSON value at all (`Json`).
    Anything,
    /// A word that says next to nothing about the value (`Object`).
    Unspecified,
}

/// Where a word certainly names a type, as real values are words, too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Certainty {
    /// Only where a type is expected: `time`, `none` and `short` are values as well.
    InTypeCell,
    /// In an example whose values are all type words: `number`, `any`, `object`.
    AmongTypes,
    /// Everywhere.
    Always,
}

/// Whether a word of a type cell names a scalar (`String`, `Edm.Int32`) rather than a documented type; any case.
pub fn is_type_word(word: &str) -> bool {
    Word::parse(word).is_some()
}

/// Whether a word names a string, number or boolean of JSON, and is hardly ever a value itself.
pub(crate) fn is_name_of_json_scalar(word: &str) -> bool {
    Word::among_types(word)
        .is_some_and(|word| matches!(word, Word::String | Word::Boolean | Word::Integer | Word::Number))
}

impl Word {
    /// The type of a word in a type cell, in any case, with or without `Edm.`; `None` for a word that names no scalar type.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        classify(text).map(|(word, _)| word)
    }

    /// The type that a word names even in the place of a value (`"String"`).
    pub(crate) fn of_value(text: &str) -> Option<Self> {
        // Such a word is one word; most values begin in another way, and need not be looked up.
        let begins = |c: &u8| matches!(c.to_ascii_lowercase(), b'b' | b'd' | b'e' | b'g' | b'i' | b's' | b't' | b'u');
        let may_be_word = text.trim_start().as_bytes().first().is_some_and(begins);
        let known = if may_be_word { classify(text) } else { None };
        known.filter(|(_, certainty)| *certainty == Certainty::Always).map(|(word, _)| word)
    }

    /// The type that a word names in an example that shows types in the place of all values.
    pub(crate) fn among_types(text: &str) -> Option<Self> {
        classify(text).filter(|(_, certainty)| *certainty >= Certainty::AmongTypes).map(|(word, _)| word)
    }

    /// Whether values are JSON strings.
    pub(crate) const fn is_text(self) -> bool {
        !matches!(self, Self::Boolean | Self::Integer | Self::Number | Self::Anything | Self::Unspecified)
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
            Self::Anything | Self::Unspecified => json!({}),
        }
    }
}

/// All type words: the one list of them.
fn classify(text: &str) -> Option<(Word, Certainty)> {
    use Certainty::{Always, AmongTypes, InTypeCell};
    // Values are looked up, too, in great numbers: in lower case without an allocation.
    let mut buffer = [0; "edm.iso 8601 duration".len()];
    let text = text.trim();
    let lower = buffer.get_mut(..text.len())?;
    lower.copy_from_slice(text.as_bytes());
    lower.make_ascii_lowercase();
    let lower = std::str::from_utf8(lower).ok()?;
    Some(match lower.strip_prefix("edm.").unwrap_or(lower) {
        "string" => (Word::String, Always),
        "str" | "identifier" | "etag" | "email" => (Word::String, InTypeCell),
        "boolean" => (Word::Boolean, Always),
        "bool" => (Word::Boolean, AmongTypes),
        "integer" | "int32" | "int64" => (Word::Integer, Always),
        "int" => (Word::Integer, AmongTypes),
        "int16" | "long" | "short" | "byte" | "sbyte" => (Word::Integer, InTypeCell),
        "double" => (Word::Number, Always),
        "number" | "float" => (Word::Number, AmongTypes),
        "numeric" | "single" | "decimal" => (Word::Number, InTypeCell),
        "datetimeoffset" | "timestamp" => (Word::DateTime, Always),
        "datetime" => (Word::DateTime, AmongTypes),
        "date-time" | "date time" => (Word::DateTime, InTypeCell),
        "date" => (Word::Date, Always),
        "timeofday" | "time of day" | "time" => (Word::Time, InTypeCell),
        "guid" => (Word::Guid, Always),
        "uuid" => (Word::Guid, AmongTypes),
        "duration" | "timespan" | "iso 8601 duration" | "iso8601 duration" => (Word::Duration, InTypeCell),
        "url" => (Word::Uri, Always),
        "uri" => (Word::Uri, InTypeCell),
        "binary" | "stream" => (Word::Binary, Always),
        "base64" | "bytes" | "hex" => (Word::Binary, InTypeCell),
        "any" => (Word::Anything, AmongTypes),
        "json" | "untyped" | "primitive" => (Word::Anything, InTypeCell),
        "object" => (Word::Unspecified, AmongTypes),
        "complex" | "none" => (Word::Unspecified, InTypeCell),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::Word;
    use crate::json::TYPE_WORDS;
    use crate::notation::shape::Shape;
    use crate::notation::type_text;

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

    #[test]
    fn what_json_takes_for_a_type_without_quotes_names_one() {
        // A list of anything has no type word.
        for word in TYPE_WORDS.iter().filter(|word| **word != "array") {
            assert!(!matches!(type_text::parse(word), Shape::Named(_)), "{word}");
        }
    }

    #[test]
    fn a_word_names_the_same_type_in_a_cell_among_types_and_as_a_value() {
        let (everywhere, among_types) = (
            ["String", "Edm.Int32", "double", "url", "boolean", "Date", "timestamp", "guid", "binary", "stream"],
            ["bool", "uuid", "any", "float"],
        );
        for word in everywhere.into_iter().chain(among_types) {
            let in_cell = Word::parse(word);
            assert!(in_cell.is_some() && Word::among_types(word) == in_cell, "{word}");
            assert_eq!(Word::of_value(word), in_cell.filter(|_| everywhere.contains(&word)), "{word}");
            let stand_in = crate::notation::stand_in::stands_for("anything", word);
            assert_eq!(stand_in, Word::of_value(word), "{word}");
        }
        for value in ["none", "time", "short", "email", "json"] {
            assert!(Word::parse(value).is_some() && Word::among_types(value).is_none(), "{value}");
        }
    }
}
