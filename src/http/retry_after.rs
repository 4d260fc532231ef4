//! How long a service asks its clients to wait.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::Headers;

/// How long a response asks for no further request: `Retry-After` (RFC 9110 section 10.2.3), or a quota of which
/// nothing remains, in the fields of the IETF draft and in those in use before it. `None`: it asks for nothing.
pub fn asked_wait(headers: &Headers, now: SystemTime) -> Option<Duration> {
    retry_after(headers, now).or_else(|| quota(headers, now))
}

/// How long to wait by `Retry-After` alone, in both forms.
pub fn retry_after(headers: &Headers, now: SystemTime) -> Option<Duration> {
    let value = headers.get("retry-after")?.trim();
    if let Ok(seconds) = value.parse::<u64>() {
        return Some(Duration::from_secs(seconds));
    }
    let at = http_date(value)?;
    Some(at.duration_since(now).unwrap_or(Duration::ZERO))
}

fn quota(headers: &Headers, now: SystemTime) -> Option<Duration> {
    if let Some(field) = headers.get("ratelimit") {
        return structured(field);
    }
    let number = |name: &str| headers.get(name)?.trim().parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0);
    ["ratelimit", "x-ratelimit", "x-rate-limit"].iter().find_map(|prefix| {
        let remaining = number(&format!("{prefix}-remaining"))?;
        if remaining >= 1.0 {
            return None;
        }
        let wait = number(&format!("{prefix}-reset-after")).or_else(|| number(&format!("{prefix}-reset")))?;
        Some(from_now(wait, now))
    })
}

/// `"default";r=0;t=30`, or `limit=10, remaining=0, reset=30` of older drafts.
fn structured(field: &str) -> Option<Duration> {
    let policies = field.split(',').filter_map(|policy| {
        let value = |names: [&str; 2]| {
            let pairs = policy.split(';').filter_map(|pair| pair.trim().split_once('='));
            pairs.filter(|(name, _)| names.contains(name)).find_map(|(_, value)| value.trim().parse::<u64>().ok())
        };
        (value(["r", "remaining"])? == 0).then(|| value(["t", "reset"]))?
    });
    let of_policies = policies.max().map(Duration::from_secs);
    of_policies.or_else(|| {
        let value = |name: &str| {
            let pairs = field.split(',').filter_map(|pair| pair.trim().split_once('='));
            pairs.filter(|(own, _)| *own == name).find_map(|(_, value)| value.trim().parse::<u64>().ok())
        };
        (value("remaining")? == 0).then(|| value("reset"))?.map(Duration::from_secs)
    })
}

/// Some services name the moment, in seconds since 1970, and some the time until then.
fn from_now(number: f64, now: SystemTime) -> Duration {
    const A_MOMENT: f64 = 1e9;
    let time = Duration::try_from_secs_f64(number).unwrap_or(Duration::MAX);
    if number < A_MOMENT {
        return time;
    }
    time.saturating_sub(now.duration_since(UNIX_EPOCH).unwrap_or_default())
}

/// A date of HTTP in each of its three forms (RFC 9110 section 5.6.7).
fn http_date(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let words: Vec<&str> = text.split([' ', '-', ',']).filter(|word| !word.is_empty()).collect();
    let ([_, day, month, year, time, "GMT"] | [_, month, day, time, year]) = words.as_slice() else { return None };
    let month = MONTHS.iter().position(|name| name == month)? as u64 + 1;
    let (day, year) = (day.parse::<u64>().ok()?, year.parse::<u64>().ok()?);
    // Two digits are of this century, or of the last one.
    let year = match year {
        0..=69 => year + 2000,
        70..=99 => year + 1900,
        1970.. => year,
        _ => return None,
    };
    let clock: Vec<u64> = time.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let [hour, minute, second] = clock[..] else { return None };
    let is_date = (1..=31).contains(&day) && hour < 24 && minute < 60 && second <= 60 && year < 10_000;
    is_date
        .then(|| UNIX_EPOCH + Duration::from_secs(days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second))
}

/// Days since 1970-01-01: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", `days_from_civil`.
const fn days(year: u64, month: u64, day: u64) -> u64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year / 400, year % 400);
    let month_from_march = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::timestamp;

    /// 2026-11-24T10:00:00Z
    fn now() -> SystemTime {
        UNIX_EPOCH + Duration::from_secs(1_795_514_400)
    }

    fn wait(fields: &[(&str, &str)]) -> Option<u64> {
        let headers = Headers(fields.iter().map(|(n, v)| ((*n).to_owned(), (*v).to_owned())).collect());
        asked_wait(&headers, now()).map(|wait| wait.as_secs())
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        for (value, seconds) in [
            ("120", Some(120)),
            (" 0 ", Some(0)),
            ("Tue, 24 Nov 2026 10:00:30 GMT", Some(30)),
            ("Tuesday, 24-Nov-26 10:01:00 GMT", Some(60)),
            ("Tue Nov 24 10:02:00 2026", Some(120)),
            ("Tue, 24 Nov 2026 09:00:00 GMT", Some(0)),
            ("soon", None),
            ("-1", None),
            ("Tue, 24 Nov 2026 25:00:00 GMT", None),
        ] {
            assert_eq!(wait(&[("Retry-After", value)]), seconds, "{value}");
        }
    }

    #[test]
    fn a_quota_that_is_used_up_asks_to_wait_until_its_reset() {
        for (fields, seconds) in [
            (&[("RateLimit", "\"default\";r=0;t=30")][..], Some(30)),
            (&[("RateLimit", "\"hour\";r=5;t=900, \"second\";r=0;t=1")], Some(1)),
            (&[("RateLimit", "limit=10, remaining=0, reset=7")], Some(7)),
            (&[("RateLimit", "\"default\";r=1;t=30")], None),
            (&[("RateLimit-Remaining", "0"), ("RateLimit-Reset", "4")], Some(4)),
            (&[("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "1795514460")], Some(60)),
            (&[("X-Rate-Limit-Remaining", "0"), ("X-Rate-Limit-Reset", "9")], Some(9)),
            (&[("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset-After", "1.5")], Some(1)),
            (&[("X-RateLimit-Remaining", "3"), ("X-RateLimit-Reset", "9")], None),
            (&[("X-RateLimit-Remaining", "0")], None),
            (&[("Retry-After", "2"), ("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "9")], Some(2)),
        ] {
            assert_eq!(wait(fields), seconds, "{fields:?}");
        }
    }

    #[test]
    fn dates_are_those_that_are_written() {
        for (text, date) in [
            ("Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00.000Z"),
            ("Tue, 29 Feb 2000 23:59:59 GMT", "2000-02-29T23:59:59.000Z"),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "1994-11-06T08:49:37.000Z"),
            ("Sun Nov  6 08:49:37 1994", "1994-11-06T08:49:37.000Z"),
        ] {
            assert_eq!(http_date(text).map(timestamp).as_deref(), Some(date), "{text}");
        }
    }
}
