use serde_json::{Value, json};

use crate::notation::format::{DURATION, has_format};
use crate::notation::stand_in::stands_for;

/// The schema of a string: of the type it names, or of the format it has.
pub(in crate::schema) fn text_schema(key: &str, text: &str) -> Value {
    if let Some(word) = stands_for(key, text) {
        return word.schema();
    }
    let looks_like = |format: &str| match format {
        "date-time" | "date" => text.starts_with(|c: char| c.is_ascii_digit()),
        "uuid" => text.len() == 36,
        "uri" => text.starts_with("http://") || text.starts_with("https://"),
        _ => false,
    };
    for format in ["date-time", "date", "uuid", "uri"] {
        if looks_like(format) && has_format(format, text) {
            return json!({"type": "string", "format": format});
        }
    }
    if text.trim_start_matches(['-', '+']).starts_with('P') && has_format("duration", text) {
        return json!({"type": "string", "pattern": DURATION});
    }
    json!({"type": "string"})
}
