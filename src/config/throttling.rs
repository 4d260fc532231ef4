//! How a run limits its load on the service: limits of requests, retries; and when a run stops early.

use std::time::Duration;

use serde::Deserialize;

use super::Timeout;
use super::defaults::LONGEST_WAIT;

/// `[[limit]]`: the limits of a part of the service.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct WrittenLimit {
    /// The path below the base URL, with everything that is below it.
    pub path: String,
    /// Requests a second.
    pub requests_per_second: Option<Rate>,
    /// Requests at once.
    pub concurrency: Option<std::num::NonZeroUsize>,
}

/// Requests a second: a number above zero, possibly with a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
#[serde(try_from = "f64")]
pub struct Rate(pub f64);

impl TryFrom<f64> for Rate {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, String> {
        if number.is_finite() && (0.001..=1e6).contains(&number) {
            return Ok(Self(number));
        }
        Err(format!("{number} requests a second are not possible: write a number from 0.001 to 1000000"))
    }
}

impl std::str::FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.trim().parse::<f64>().map_err(|_| format!("`{text}` is not a number"))?.try_into()
    }
}

/// How a run limits its load on the service.
#[derive(Debug, Clone, Default)]
pub struct Throttling {
    /// How often a request that the service could not handle for now is repeated.
    pub retries: u32,
    /// The longest time that a service may ask to wait for.
    pub longest_wait: Duration,
    /// The limits of parts of the service; the first is about all of it.
    pub limits: Vec<Limit>,
}

impl Throttling {
    /// Whether anything is asked for: a limit, or repetitions.
    pub fn is_any(&self) -> bool {
        self.retries > 0 || self.limits.iter().any(|limit| limit.interval.is_some() || limit.concurrency.is_some())
    }
}

/// The limits of a part of the service.
#[derive(Debug, Clone, Default)]
pub struct Limit {
    /// The path below the base URL, without a slash at its end.
    pub path: String,
    /// The time between two requests.
    pub interval: Option<Duration>,
    /// Requests at once.
    pub concurrency: Option<usize>,
}

/// When a run stops early.
#[derive(Debug, Clone, Copy, Default)]
pub struct Budget {
    /// After this many cases that failed or are broken.
    pub max_failures: Option<usize>,
    /// No case is fired after this time.
    pub max_time: Option<Duration>,
    /// No more requests are sent for cases.
    pub max_requests: Option<usize>,
}

/// The limits as they are used.
pub(super) fn throttling(
    retries: Option<u32>,
    longest_wait: Option<Timeout>,
    rate: Option<Rate>,
    limits: Vec<WrittenLimit>,
) -> Throttling {
    let interval = |rate: Rate| Duration::from_secs_f64(1.0 / rate.0);
    let of_all = Limit { path: String::new(), interval: rate.map(interval), concurrency: None };
    let of_parts = limits.into_iter().map(|written| Limit {
        path: format!("/{}", written.path.trim_matches('/')).trim_end_matches('/').to_owned(),
        interval: written.requests_per_second.map(interval),
        concurrency: written.concurrency.map(std::num::NonZeroUsize::get),
    });
    Throttling {
        retries: retries.unwrap_or(0),
        longest_wait: longest_wait.map_or(LONGEST_WAIT, |time| time.0),
        limits: std::iter::once(of_all).chain(of_parts).collect(),
    }
}
