//! `poll`: a request repeated until its response is as documented; durations as directives write them.

use std::time::Duration;

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};

use crate::text::duration;

/// `poll = "10s"`, or `{ for = "10s", every = "500ms" }`: the request is repeated until the response is as documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Poll {
    /// For at most this long.
    #[serde(rename = "for")]
    pub longest: Duration,
    /// The time between two of them.
    pub every: Duration,
}

/// Where no other time is given.
pub(super) const EVERY: Duration = Duration::from_millis(500);

impl<'de> Deserialize<'de> for Poll {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a duration such as \"10s\", or { for = \"10s\", every = \"500ms\" }")]
        enum DurationOrTable {
            For(Time),
            Table(Table),
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            #[serde(rename = "for")]
            longest: Time,
            every: Option<Time>,
        }
        Ok(match DurationOrTable::deserialize(deserializer)? {
            DurationOrTable::For(Time(longest)) => Self { longest, every: EVERY },
            DurationOrTable::Table(Table { longest, every }) => {
                Self { longest: longest.0, every: every.map_or(EVERY, |time| time.0) }
            }
        })
    }
}

/// A duration as users write it, or as contract files have it.
pub(super) struct Time(pub(super) Duration);

impl<'de> Deserialize<'de> for Time {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged, expecting = "a duration: \"30s\", \"500ms\", \"2m\", or whole seconds")]
        enum TimeSpec {
            Text(String),
            Seconds(u64),
            Exact(Duration),
        }
        let time = match TimeSpec::deserialize(deserializer)? {
            TimeSpec::Text(text) => duration(&text).ok_or_else(|| {
                D::Error::custom(format!("`{text}` is not a duration: write \"30s\", \"500ms\" or \"2m\""))
            })?,
            TimeSpec::Seconds(seconds) => Duration::from_secs(seconds),
            TimeSpec::Exact(time) => time,
        };
        if time.is_zero() { Err(D::Error::custom("the time is zero: write `1s` or more")) } else { Ok(Self(time)) }
    }
}

/// The value of a key that is a duration.
pub(super) fn some_time<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    Time::deserialize(deserializer).map(|time| Some(time.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poll_has_an_end_and_a_pause() {
        let read = |text: &str| {
            #[derive(Deserialize)]
            struct Table {
                poll: Poll,
            }
            toml::from_str::<Table>(&format!("poll = {text}")).map(|table| table.poll).map_err(|e| e.to_string())
        };
        let seconds = Duration::from_secs;
        for (text, longest, every) in [
            ("'10s'", seconds(10), EVERY),
            ("5", seconds(5), EVERY),
            ("{ for = '1m', every = '2s' }", seconds(60), seconds(2)),
        ] {
            let poll = read(text).expect(text);
            assert_eq!(poll, Poll { longest, every });
            let json = serde_json::to_string(&poll).expect("writes");
            assert_eq!(serde_json::from_str::<Poll>(&json).expect("reads"), poll);
        }
        for text in ["'soon'", "'0s'", "{ every = '1s' }", "{ for = '1s', until = 3 }"] {
            assert!(read(text).is_err(), "{text}");
        }
    }
}
