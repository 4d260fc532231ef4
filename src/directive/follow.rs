//! `follow`: the URL that a response names is requested until the operation has ended. It is not a redirect: none is followed
//! (`client/http_client.rs`).

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serialize};

use super::poll::{EVERY, Time};
use super::{Matcher, PointerPattern, ValueSource};

/// `follow = "60s"`, or a table: what the request started is waited for, at the URL that the response names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Follow {
    /// For at most this long.
    #[serde(rename = "for")]
    pub longest: Duration,
    /// The time between two requests.
    pub every: Duration,
    /// Where the response has the URL; `None`: in `Operation-Location` or `Location`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<ValueSource>,
    /// The values in the body there at the end, by place; empty: any other status than 202 is the end.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub until: BTreeMap<PointerPattern, Matcher>,
}

impl<'de> Deserialize<'de> for Follow {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(
            untagged,
            expecting = "a duration such as \"60s\", or { for = \"60s\", every = \"1s\", url = ..., until = ... }"
        )]
        enum DurationOrTable {
            For(Time),
            Table(Box<Table>),
        }
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct Table {
            #[serde(rename = "for")]
            longest: Time,
            every: Option<Time>,
            url: Option<ValueSource>,
            #[serde(default)]
            until: BTreeMap<PointerPattern, Matcher>,
        }
        Ok(match DurationOrTable::deserialize(deserializer)? {
            DurationOrTable::For(Time(longest)) => Self { longest, every: EVERY, url: None, until: BTreeMap::new() },
            DurationOrTable::Table(table) => {
                let Table { longest, every, url, until } = *table;
                Self { longest: longest.0, every: every.map_or(EVERY, |time| time.0), url, until }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_followed_survives_its_file_form() {
        #[derive(Deserialize)]
        struct Table {
            follow: Follow,
        }
        for text in [
            "'10s'",
            "{ for = '1m', every = '2s', url = { header = 'Azure-AsyncOperation' } }",
            "{ for = '1m', url = '$.status_url', until.'/status' = { one-of = ['done', 'failed'] } }",
        ] {
            let follow = toml::from_str::<Table>(&format!("follow = {text}")).expect(text).follow;
            let json = serde_json::to_string(&follow).expect("writes");
            assert_eq!(serde_json::from_str::<Follow>(&json).expect("reads"), follow, "{json}");
        }
        assert!(toml::from_str::<Table>("follow = { every = '1s' }").is_err());
    }
}
