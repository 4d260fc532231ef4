//! `Matcher`: what is expected at one place of a response, as written; `judge/body/assertions.rs` applies it.

use std::fmt;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{Length, Limits};

/// What the user expects at one place of a response. Written as a word (`"present"`) or a table with one key
/// (`{ regex = "^p" }`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Matcher {
    /// It must exist, whatever its value.
    Present,
    /// It must not exist.
    Absent,
    /// Neither it nor what is below it is judged.
    Ignored,
    /// An array whose items may come in any order (only of interest where values are compared).
    Unordered,
    /// It is `null`.
    Null,
    /// It is this value.
    Equals(Value),
    /// A text (or a number as it is written) of which some part matches the regular expression.
    Regex(Regex),
    /// It is one of these values.
    OneOf(Vec<Value>),
    /// A number within a range.
    Range(Limits),
    /// A text or an array of a length.
    Length(Length),
    /// An object whose member names are data: others may come, and each value is judged by those shown.
    Map(bool),
}

/// A regular expression in the syntax of the `regex` crate, checked when it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Regex(String);

impl<'de> Deserialize<'de> for Regex {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        match regex::Regex::new(&text) {
            Ok(_) => Ok(Self(text)),
            Err(error) => {
                // The last line says what is wrong; those before draw an arrow for a terminal.
                let error = error.to_string();
                let why = error.lines().last().unwrap_or_default().trim_start_matches("error: ").to_owned();
                Err(serde::de::Error::custom(format!("`{text}` is not a regular expression: {why}")))
            }
        }
    }
}

impl Regex {
    fn is_match(&self, text: &str) -> bool {
        regex::Regex::new(&self.0).is_ok_and(|regex| regex.is_match(text))
    }

    /// The part of a text that the first group matches; without a group, everything that the pattern matches.
    pub fn part_of<'t>(&self, text: &'t str) -> Option<&'t str> {
        let found = regex::Regex::new(&self.0).ok()?.captures(text)?;
        found.iter().nth(1).flatten().or(found.get(0)).map(|part| part.as_str())
    }
}

impl std::fmt::Display for Regex {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl Matcher {
    /// Whether a value (`None`: there is none) is as the user expects.
    pub fn accepts(&self, actual: Option<&Value>) -> bool {
        let Some(actual) = actual else { return matches!(self, Self::Absent | Self::Ignored | Self::Map(_)) };
        match self {
            Self::Present | Self::Ignored | Self::Map(false) => true,
            Self::Map(true) => actual.is_object() || actual.is_null(),
            Self::Absent => false,
            Self::Unordered => actual.is_array(),
            Self::Null => actual.is_null(),
            Self::Equals(value) => equal(value, actual),
            Self::Regex(regex) => match actual {
                Value::String(text) => regex.is_match(text),
                Value::Number(number) => regex.is_match(&number.to_string()),
                _ => false,
            },
            Self::OneOf(values) => values.iter().any(|value| equal(value, actual)),
            Self::Range(limits) => actual.as_number().is_some_and(|number| limits.contain(number)),
            Self::Length(length) => match actual {
                Value::String(text) => length.contains(text.chars().count() as u64),
                Value::Array(items) => length.contains(items.len() as u64),
                _ => false,
            },
        }
    }

    /// Whether a text (a header's value, a body that is not JSON) is as the user expects.
    pub fn accepts_text(&self, actual: Option<&str>) -> bool {
        let parsed = |text: &str| text.trim().parse::<serde_json::Number>().ok();
        match (self, actual) {
            (Self::Range(limits), Some(text)) => parsed(text).is_some_and(|number| limits.contain(&number)),
            (Self::Equals(value), Some(text)) => as_text(value) == text,
            (Self::OneOf(values), Some(text)) => values.iter().any(|value| as_text(value) == text),
            (matcher, text) => matcher.accepts(text.map(Value::from).as_ref()),
        }
    }

    /// Whether the docs no longer decide about the place, except that it exists.
    pub const fn replaces_docs(&self) -> bool {
        !matches!(self, Self::Present | Self::Unordered | Self::Map(_))
    }
}

fn as_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Equality of JSON values: numbers by value (`1` is `1.0`), members in any order.
fn equal(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Number(a), Value::Number(b)) => a == b || (a.is_f64() != b.is_f64() && a.as_f64() == b.as_f64()),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| equal(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(name, a)| b.get(name).is_some_and(|b| equal(a, b)))
        }
        (one, other) => one == other,
    }
}

impl fmt::Display for Matcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("any value"),
            Self::Absent => f.write_str("nothing"),
            Self::Ignored => f.write_str("anything"),
            Self::Unordered => f.write_str("an array"),
            Self::Null => f.write_str("null"),
            Self::Equals(value) => write!(f, "{value}"),
            Self::Regex(regex) => write!(f, "a text that matches `{}`", regex.0),
            Self::OneOf(values) => {
                let values: Vec<String> = values.iter().map(Value::to_string).collect();
                write!(f, "one of {}", values.join(", "))
            }
            Self::Range(limits) => limits.fmt(f),
            Self::Length(length) => length.fmt(f),
            Self::Map(_) => f.write_str("an object with any member names"),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[derive(Deserialize)]
    struct One {
        m: Matcher,
    }

    fn matcher(text: &str) -> Result<Matcher, String> {
        toml::from_str::<One>(&format!("m = {text}")).map(|one| one.m).map_err(|e| e.message().to_owned())
    }

    #[test]
    fn each_matcher_accepts_what_it_names() {
        for (written, good, bad) in [
            ("'present'", json!(null), None),
            ("'unordered'", json!([1]), Some(json!({}))),
            ("'null'", json!(null), Some(json!(0))),
            ("{ equals = 1 }", json!(1.0), Some(json!("1"))),
            ("{ equals = { a = [1] } }", json!({"a": [1]}), Some(json!({"a": [1], "b": 2}))),
            ("{ regex = '^p\\d' }", json!("p7"), Some(json!("q7"))),
            ("{ regex = '^4' }", json!(42), Some(json!([4]))),
            ("{ one-of = ['a', 2] }", json!(2), Some(json!("b"))),
            ("{ range = { min = 1, max = 2.5 } }", json!(2.5), Some(json!(2.6))),
            ("{ length = 2 }", json!("äb"), Some(json!([1]))),
            ("{ length = { min = 1 } }", json!([1]), Some(json!(""))),
        ] {
            let matcher = matcher(written).expect(written);
            assert!(matcher.accepts(Some(&good)), "{written} refuses {good}");
            assert!(!bad.as_ref().is_some_and(|bad| matcher.accepts(Some(bad))), "{written} accepts {bad:?}");
            assert!(!matcher.accepts(None), "{written} accepts nothing at all");
        }
        let absent = matcher("'absent'").expect("reads");
        assert!(absent.accepts(None) && !absent.accepts(Some(&json!(null))));
    }

    #[test]
    fn what_is_not_a_matcher_is_explained() {
        for (written, part) in [
            ("'presnt'", "unknown variant `presnt`"),
            ("{ regex = '(' }", "`(` is not a regular expression"),
            ("{ range = {} }", "`min`, `max` or both"),
            ("{ length = { min = 3, max = 2 } }", "nothing is at least 3 and at most 2"),
            ("5", "string or table"),
        ] {
            let error = matcher(written).expect_err(written);
            assert!(error.contains(part), "{written}: {error}");
        }
    }

    #[test]
    fn texts_are_matched_as_texts() {
        assert!(matcher("{ equals = 5 }").expect("reads").accepts_text(Some("5")));
        assert!(matcher("{ range = { min = 5 } }").expect("reads").accepts_text(Some("17")));
        assert!(!matcher("{ one-of = ['a'] }").expect("reads").accepts_text(Some("b")));
    }
}
