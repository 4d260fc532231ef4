//! Formats: what is a date, a duration, a UUID, a URI; change here which texts have a format. Which format a documented example
//! asks for is decided in `schema/build/text_schema.rs`, and by type words in `type_word.rs`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jsonschema::Validator;
use serde_json::{Value, json};

/// A time of day without an offset, seconds optional (`OData` `Edm.TimeOfDay`).
pub(crate) const TIME_OF_DAY: &str = r"^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]+)?)?$";

/// An ISO 8601 duration with an optional sign (`OData` `Edm.Duration`, and what is written more freely).
pub(crate) const DURATION: &str = concat!(
    r"^[-+]?P(?=[0-9]|T[0-9])([0-9.]+Y)?([0-9.]+M)?([0-9.]+W)?([0-9.]+D)?",
    r"(T(?=[0-9])([0-9.]+H)?([0-9.]+M)?([0-9.]+S)?)?$"
);

/// The only strings that represent a number in `OData`'s JSON format.
pub(crate) const INFINITE: &str = "^(INF|-INF|NaN)$";

/// The formats that are recognised in texts, and judged.
pub(crate) const RECOGNISED: [&str; 4] = ["date-time", "date", "uuid", "uri"];

/// What a pattern of ours means: the keyword a reader expects, and words for it.
pub(crate) fn pattern_words(pattern: &str) -> Option<(&'static str, &'static str)> {
    match pattern {
        TIME_OF_DAY => Some(("format", "a time of day (hh:mm:ss, no offset)")),
        DURATION => Some(("format", "a duration (ISO 8601)")),
        INFINITE => Some(("type", "a number")),
        _ => None,
    }
}

/// What a format means, in words.
pub(crate) fn format_words(format: &str) -> String {
    match format {
        "date-time" => "a date-time (RFC 3339, with offset)".to_owned(),
        "date" => "a date (yyyy-mm-dd)".to_owned(),
        "uuid" => "a UUID (RFC 9562)".to_owned(),
        "uri" => "an absolute URI (RFC 3986)".to_owned(),
        other => format!("a text of format `{other}`"),
    }
}

static FORMATS: LazyLock<BTreeMap<&'static str, Validator>> = LazyLock::new(|| {
    let schemas = [
        ("date-time", json!({"format": "date-time"})),
        ("date", json!({"format": "date"})),
        ("uuid", json!({"format": "uuid"})),
        ("uri", json!({"format": "uri"})),
        ("time", json!({"pattern": TIME_OF_DAY})),
        ("duration", json!({"pattern": DURATION})),
    ];
    let options = jsonschema::options().should_validate_formats(true).offline();
    let compiled = schemas.into_iter().map(|(name, schema)| (name, options.build(&schema)));
    compiled.filter_map(|(name, validator)| Some((name, validator.ok()?))).collect()
});

/// Whether `text` is a `date-time`, `date`, `uuid`, `uri`, `time` (of day) or `duration`.
pub(crate) fn has_format(format: &str, text: &str) -> bool {
    FORMATS.get(format).is_some_and(|validator| validator.is_valid(&Value::String(text.to_owned())))
}

#[cfg(test)]
mod tests {
    use super::has_format;

    #[test]
    fn durations_of_services_are_durations() {
        for text in ["P0DT1H", "-PT17.1357909S", "PT0S", "P1Y2M3DT4H5M6S", "P2W"] {
            assert!(has_format("duration", text), "{text}");
        }
        for text in ["P", "PT", "P1", "1D", "Paris", "P1DT"] {
            assert!(!has_format("duration", text), "{text}");
        }
    }

    #[test]
    fn a_time_of_day_has_no_offset_and_a_date_time_has_one() {
        assert!(has_format("time", "08:00:00.0000000"));
        assert!(!has_format("time", "08:00:00Z"));
        assert!(has_format("date-time", "2016-12-31T23:57:10.8757278+03:00"));
        assert!(!has_format("date-time", "2021-07-16T10:00:00"));
    }
}
