//! Values of settings that are more than a string: each parses itself, and its errors say what it expects.

use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use secrecy::SecretString;
use serde::de::{Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::contract::{Dialect, RemarkKind};
use crate::finding::suggest::{did_you_mean, nearest};
use crate::finding::{CoverageGate, RuleRef, Threshold, ToleranceKind};
use crate::text::duration;

/// The longest time to wait: `30` (seconds), `30s`, `500ms`, `2m`. Never zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeout(pub Duration);

impl FromStr for Timeout {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match duration(text) {
            None => Err(format!("`{text}` is not a duration: write `30s`, `500ms`, `2m`, or whole seconds")),
            Some(Duration::ZERO) => Err("zero leaves no time at all: write `1s` or more, or leave it out".to_owned()),
            Some(time) => Ok(Self(time)),
        }
    }
}

/// A rule, by code or name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleKey(pub &'static str);

impl FromStr for RuleKey {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(|RuleRef(rule)| Self(rule.code))
    }
}

/// A tolerance, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToleranceName(pub ToleranceKind);

impl FromStr for ToleranceName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = ToleranceKind::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(text));
        let names = ToleranceKind::ALL.map(ToleranceKind::name);
        known.map(Self).ok_or_else(|| match nearest(text, names) {
            Some(near) => format!("unknown tolerance `{text}`; {}", did_you_mean(near)),
            None => format!("unknown tolerance `{text}`; known are {}", names.join(", ")),
        })
    }
}

/// The minimum number or share of cases to be fired.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LeastFired(pub Threshold);

impl FromStr for LeastFired {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self)
    }
}

/// How much of the docs is to be exercised at least: `80%`, or `80%, properties=60%`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeastCovered(pub Vec<CoverageGate>);

impl FromStr for LeastCovered {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',').map(str::parse).collect::<Result<_, _>>().map(Self)
    }
}

/// A dialect, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DialectName(pub Dialect);

impl FromStr for DialectName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self)
    }
}

/// A kind of remark in property tables, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RemarkName(pub RemarkKind);

impl FromStr for RemarkName {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.parse().map(Self)
    }
}

/// A value that may be a secret: never shown.
#[derive(Debug, Clone)]
pub struct Hidden(pub SecretString);

impl Hidden {
    /// A credential as written: a text, as TOML would not keep the digits of a number as written (`0815`, `1_000`).
    pub(super) fn credential<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self(text.into()))
    }

    /// The same, where it may be left out.
    pub(super) fn some_credential<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Self>, D::Error> {
        Self::credential(deserializer).map(Some)
    }
}

impl FromStr for Hidden {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Ok(Self(SecretString::from(text)))
    }
}

/// The destination of a report: a path, `-` for standard output, or `false` for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WrittenDestination {
    /// `true`: the usual name in the folder of reports.
    InFolder,
    /// `false`
    Nowhere,
    /// `-`
    StandardOutput,
    /// A file, or an existing pipe, socket or device.
    Path(PathBuf),
}

impl FromStr for WrittenDestination {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "" => Err("the path of the report is empty: write a path, `-` for standard output, or false".to_owned()),
            "-" => Ok(Self::StandardOutput),
            path => Ok(Self::Path(path.into())),
        }
    }
}

impl<'de> Deserialize<'de> for WrittenDestination {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a path, `-` for standard output, or false for no report")]
        enum SwitchOrText {
            Switch(bool),
            Text(String),
        }
        match SwitchOrText::deserialize(deserializer)? {
            SwitchOrText::Switch(true) => Ok(Self::InFolder),
            SwitchOrText::Switch(false) => Ok(Self::Nowhere),
            SwitchOrText::Text(text) => text.parse().map_err(D::Error::custom),
        }
    }
}

/// Deserializes a string (or a whole number) by `FromStr`: an error keeps its position in the file.
struct Text<T>(std::marker::PhantomData<T>);

impl<T: FromStr<Err = String>> Visitor<'_> for Text<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        text.parse().map_err(E::custom)
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<T, E> {
        number.to_string().parse().map_err(E::custom)
    }
}

macro_rules! read_from_text {
    ($($name:ident),*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                deserializer.deserialize_any(Text(std::marker::PhantomData))
            }
        }
    )*};
}

read_from_text!(Timeout, LeastFired, LeastCovered, RuleKey, ToleranceName, DialectName, RemarkName, Hidden);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units_and_no_zero() {
        let timeout = |text: &str| text.parse::<Timeout>().map(|timeout| timeout.0.as_millis());
        assert_eq!(
            [timeout("30"), timeout("30s"), timeout("500ms"), timeout("2m")],
            [Ok(30_000), Ok(30_000), Ok(500), Ok(120_000)]
        );
        for wrong in ["", "s", "-1s", "1.5s", "30 days", "0", "99999999999999999999"] {
            assert!(timeout(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_misspelt_name_is_refused_with_a_suggestion() {
        let refusal = "wrong-statsu".parse::<RuleKey>().expect_err("no such rule");
        assert_eq!(refusal, "unknown rule `wrong-statsu`; did you mean `wrong-status` (S001)?");
        assert_eq!("s001".parse(), Ok(RuleKey("S001")));
        let refusal = "not-exercized".parse::<ToleranceName>().expect_err("no such tolerance");
        assert_eq!(refusal, "unknown tolerance `not-exercized`; did you mean `not-exercised`?");
    }

    #[test]
    fn a_report_goes_to_a_path_to_standard_output_or_nowhere() {
        let read = |text: &str| toml::from_str::<crate::config::WrittenReports>(&format!("junit = {text}"));
        let junit = |text: &str| read(text).expect("reads").junit;
        assert_eq!(junit("false"), Some(WrittenDestination::Nowhere));
        assert_eq!(junit("true"), Some(WrittenDestination::InFolder));
        assert_eq!(junit("'-'"), Some(WrittenDestination::StandardOutput));
        assert_eq!(junit("'out/j.xml'"), Some(WrittenDestination::Path("out/j.xml".into())));
        assert!(read("''").expect_err("empty").message().contains("is empty"));
        assert!(read("3").expect_err("a number").message().contains("a path, `-` for standard output"));
    }
}
