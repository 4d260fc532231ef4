//! `${uuid}`, `${now-5m}`, `${random}`: values that each run generates, parsed as they are written. They are made in
//! `session/run/fresh_values.rs` and put into requests in `request/fresh.rs`.

use std::time::Duration;

use crate::text::duration;

/// A value that each run generates, as users write it in the place of a variable of the environment: `${uuid}`,
/// `${now-5m}`, `${random:order}`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreshValue {
    /// What it is.
    pub kind: FreshKind,
    /// Wherever this name is given, the run has the same value; without one each request gets its own.
    pub name: Option<String>,
}

/// A kind of fresh value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FreshKind {
    /// A random UUID (version 4, RFC 9562).
    Uuid,
    /// Twelve random letters and digits.
    Random,
    /// The time of the request, shifted.
    Now {
        /// How it is written.
        format: TimeFormat,
        /// How much it is shifted.
        shift: Duration,
        /// It is in the past.
        before: bool,
    },
}

/// How a time is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimeFormat {
    /// `2026-11-24T10:00:00Z`, as RFC 3339 has it.
    Rfc3339,
    /// `2026-11-24`
    Date,
    /// Seconds since 1970.
    Unix,
    /// Milliseconds since 1970.
    UnixMillis,
}

impl FreshValue {
    /// The value denoted by the text between `${` and `}`; `None`: it is the name of something else.
    pub fn parse(text: &str) -> Option<Self> {
        let (text, name) = match text.split_once(':') {
            Some((text, name)) if !name.trim().is_empty() => (text, Some(name.trim().to_owned())),
            Some(_) => return None,
            None => (text, None),
        };
        let kind = match text.trim() {
            "uuid" => FreshKind::Uuid,
            "random" => FreshKind::Random,
            time => now(time.strip_prefix("now")?)?,
        };
        Some(Self { kind, name })
    }
}

/// `.unix-ms+1h`
fn now(text: &str) -> Option<FreshKind> {
    let formats = [
        (".unix-ms", TimeFormat::UnixMillis),
        (".unix", TimeFormat::Unix),
        (".date", TimeFormat::Date),
        ("", TimeFormat::Rfc3339),
    ];
    let (rest, format) =
        formats.into_iter().find_map(|(suffix, format)| Some((text.strip_prefix(suffix)?.trim(), format)))?;
    let (shift, before) = match rest.split_at_checked(1) {
        None => (Duration::ZERO, false),
        Some(("+", shift)) => (duration(shift)?, false),
        Some(("-", shift)) => (duration(shift)?, true),
        Some(_) => return None,
    };
    Some(FreshKind::Now { format, shift, before })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fresh_values_are_distinguished_from_other_names() {
        let now = |format, seconds, before| FreshKind::Now { format, shift: Duration::from_secs(seconds), before };
        for (text, kind, name) in [
            ("uuid", FreshKind::Uuid, None),
            ("uuid:order", FreshKind::Uuid, Some("order")),
            ("random", FreshKind::Random, None),
            ("now", now(TimeFormat::Rfc3339, 0, false), None),
            ("now-5m", now(TimeFormat::Rfc3339, 300, true), None),
            ("now.date + 1d:due", now(TimeFormat::Date, 86_400, false), Some("due")),
            ("now.unix", now(TimeFormat::Unix, 0, false), None),
            ("now.unix-ms", now(TimeFormat::UnixMillis, 0, false), None),
            ("now.unix-5s", now(TimeFormat::Unix, 5, true), None),
        ] {
            assert_eq!(FreshValue::parse(text), Some(FreshValue { kind, name: name.map(str::to_owned) }), "{text}");
        }
        for text in ["", "UUID", "uuid:", "nowhere", "now+", "now.year", "random1", "TOKEN"] {
            assert_eq!(FreshValue::parse(text), None, "{text}");
        }
    }
}
