//! Ranges of numbers and of lengths, as matchers have them.

use std::fmt;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Number;

/// A range of numbers, both ends included; at least one end is given.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// The smallest number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<Number>,
    /// The largest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<Number>,
}

/// How long a text (in characters) or a list (in items) is: exactly, or within bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Length {
    /// The minimum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u64>,
    /// The maximum.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds<T> {
    min: Option<T>,
    max: Option<T>,
}

impl<'de> Deserialize<'de> for Limits {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Bounds::<Number> { min, max } = Bounds::deserialize(deserializer)?;
        let value = |end: &Option<Number>| end.as_ref().and_then(Number::as_f64);
        match (value(&min), value(&max)) {
            (None, None) => Err(D::Error::custom("a range needs `min`, `max` or both")),
            (Some(least), Some(most)) if least > most => {
                Err(D::Error::custom(format!("no number is at least {least} and at most {most}")))
            }
            _ => Ok(Self { min, max }),
        }
    }
}

impl<'de> Deserialize<'de> for Length {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a length: a whole number, or `{ min = 1, max = 9 }`")]
        enum LengthSpec {
            Exactly(u64),
            Within(Bounds<u64>),
        }
        match LengthSpec::deserialize(deserializer)? {
            LengthSpec::Exactly(length) => Ok(Self { min: Some(length), max: Some(length) }),
            LengthSpec::Within(Bounds { min: None, max: None }) => {
                Err(D::Error::custom("a length needs `min`, `max` or both"))
            }
            LengthSpec::Within(Bounds { min: Some(least), max: Some(most) }) if least > most => {
                Err(D::Error::custom(format!("nothing is at least {least} and at most {most} long")))
            }
            LengthSpec::Within(Bounds { min, max }) => Ok(Self { min, max }),
        }
    }
}

impl Limits {
    /// Whether a number is in the range.
    pub fn contain(&self, number: &Number) -> bool {
        let Some(number) = number.as_f64() else { return false };
        let end = |end: &Option<Number>| end.as_ref().and_then(Number::as_f64);
        end(&self.min).is_none_or(|least| number >= least) && end(&self.max).is_none_or(|most| number <= most)
    }
}

impl Length {
    /// Whether a length is in the range.
    pub fn contains(self, length: u64) -> bool {
        self.min.is_none_or(|least| length >= least) && self.max.is_none_or(|most| length <= most)
    }
}

impl fmt::Display for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.min, &self.max) {
            (Some(least), Some(most)) => write!(f, "a number from {least} to {most}"),
            (Some(least), None) => write!(f, "a number of at least {least}"),
            (None, Some(most)) => write!(f, "a number of at most {most}"),
            (None, None) => f.write_str("a number"),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.min, self.max) {
            (Some(least), Some(most)) if least == most => write!(f, "a length of {least}"),
            (Some(least), Some(most)) => write!(f, "a length from {least} to {most}"),
            (Some(least), None) => write!(f, "a length of at least {least}"),
            (None, Some(most)) => write!(f, "a length of at most {most}"),
            (None, None) => f.write_str("a length"),
        }
    }
}
