//! A token with its end, as processes share it.

use std::fmt;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// A token, as the processes of a run share it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct CachedToken {
    pub(super) token: String,
    /// Seconds since 1970 from which on it is no longer used.
    pub(super) ends: Option<u64>,
    /// The refresh token by which the next one is obtained, where the server gave a new one.
    pub(super) refresh: Option<String>,
}

impl fmt::Debug for CachedToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[token]")
    }
}

/// A token is renewed so long before its end, so that it does not end under way.
const MARGIN: Duration = Duration::from_secs(30);

impl CachedToken {
    /// A token that is good for so long, if that is known.
    pub(super) fn new(token: String, lifetime: Option<Duration>, refresh: Option<String>, now: SystemTime) -> Self {
        let ends = lifetime.map(|lifetime| {
            // One that lives for a few seconds only is used for the most part of them.
            let used = lifetime.saturating_sub(MARGIN.min(lifetime / 5));
            seconds(now).saturating_add(used.as_secs())
        });
        Self { token, ends, refresh }
    }

    /// Whether it can be used still, and is not the one that was refused.
    pub(super) fn is_good(&self, refused: Option<&str>, now: SystemTime) -> bool {
        refused != Some(self.token.as_str()) && self.ends.is_none_or(|ends| seconds(now) < ends)
    }
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or_default().as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_used_until_shortly_before_its_end() {
        let now = UNIX_EPOCH + Duration::from_secs(1_000);
        let held = |lifetime| CachedToken::new("t".to_owned(), lifetime, None, now);
        let later = |seconds| now + Duration::from_secs(seconds);
        let hour = held(Some(Duration::from_secs(3600)));
        assert!(hour.is_good(None, later(3569)) && !hour.is_good(None, later(3570)));
        let short = held(Some(Duration::from_secs(5)));
        assert!(short.is_good(None, later(3)) && !short.is_good(None, later(4)));
        assert!(held(None).is_good(None, later(1 << 30)));
        assert!(!held(None).is_good(Some("t"), now) && held(None).is_good(Some("other"), now));
    }
}
