//! The times that a limiter keeps, shared by the processes of a run.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// When the next request may be sent, in microseconds since 1970: processes that share it have one clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Times {
    /// By the limit of requests a second.
    next: u64,
    /// By what the service asks for.
    closed_until: u64,
}

impl Times {
    /// The turn of one more request: how long it is until then.
    pub(super) fn take_turn(&mut self, interval: Option<Duration>, now: SystemTime) -> Duration {
        let now = micros(now);
        let turn = now.max(self.next).max(self.closed_until);
        if let Some(interval) = interval {
            self.next = turn.saturating_add(u64::try_from(interval.as_micros()).unwrap_or(u64::MAX));
        }
        Duration::from_micros(turn - now)
    }

    /// No request is sent for a while; whether that is later than known.
    pub(super) fn close_for(&mut self, wait: Duration, now: SystemTime) -> bool {
        let until = micros(now).saturating_add(u64::try_from(wait.as_micros()).unwrap_or(u64::MAX));
        let is_later = until > self.closed_until;
        self.closed_until = self.closed_until.max(until);
        is_later
    }

    /// How long the service still asks to wait.
    pub(super) fn closed_for(&self, now: SystemTime) -> Option<Duration> {
        let left = self.closed_until.saturating_sub(micros(now));
        (left > 0).then(|| Duration::from_micros(left))
    }
}

fn micros(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_are_apart_and_none_is_taken_while_the_service_is_closed() {
        let (mut times, now, millis) = (Times::default(), UNIX_EPOCH + Duration::from_secs(9), Duration::from_millis);
        let turns: Vec<Duration> = (0..3).map(|_| times.take_turn(Some(millis(100)), now)).collect();
        assert_eq!(turns, [millis(0), millis(100), millis(200)]);
        assert!(times.close_for(millis(700), now) && !times.close_for(millis(600), now));
        assert_eq!(times.closed_for(now + millis(300)), Some(millis(400)));
        assert_eq!(times.take_turn(Some(millis(100)), now), millis(700));
        assert_eq!(times.take_turn(None, now + millis(900)), millis(0));
        assert_eq!(times.closed_for(now + millis(700)), None);
    }
}
