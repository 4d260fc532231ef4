//! Dates, times, GUIDs, URLs and durations in other notations.

use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::{Subject, json_text};

pub(super) static FORMATS: &[Mutation] = &[
    violation("time-without-zone", "a date-time without its offset", |s, site| {
        formatted(s, site, "date-time", "2026-01-12T07:45:00")
    }),
    violation("time-as-epoch", "a date-time as seconds since 1970", |s, site| {
        site.formatted("date-time").map(|_| s.replaced(site, "1768203900"))
    }),
    violation("time-as-epoch-text", "a date-time as a string of seconds since 1970", |s, site| {
        formatted(s, site, "date-time", "1768203900")
    }),
    violation("time-rfc-1123", "a date-time in the format of HTTP headers", |s, site| {
        formatted(s, site, "date-time", "Mon, 12 Jan 2026 07:45:00 GMT")
    }),
    violation("time-day-first", "a date-time with the day first", |s, site| {
        formatted(s, site, "date-time", "12/01/2026 07:45:00")
    }),
    violation("time-date-only", "a date where a date-time is documented", |s, site| {
        formatted(s, site, "date-time", "2026-01-12")
    }),
    violation("time-impossible", "a date-time on 30 February", |s, site| {
        formatted(s, site, "date-time", "2026-02-30T07:45:00Z")
    }),
    violation("time-ms-json", "a date-time as `/Date(1768203900000)/`", |s, site| {
        formatted(s, site, "date-time", "/Date(1768203900000)/")
    }),
    violation("time-empty", "an empty string where a date-time is documented", |s, site| {
        formatted(s, site, "date-time", "")
    }),
    violation("date-day-first", "a date with the day first", |s, site| formatted(s, site, "date", "12.01.2026")),
    violation("date-slashes", "a date with slashes", |s, site| formatted(s, site, "date", "2026/01/12")),
    violation("date-with-time", "a date-time where a date is documented", |s, site| {
        formatted(s, site, "date", "2026-01-12T00:00:00Z")
    }),
    violation("date-impossible", "a date in the thirteenth month", |s, site| formatted(s, site, "date", "2026-13-01")),
    violation("time-of-day-twelve-hours", "a time of day with am and pm", |s, site| {
        formatted(s, site, "time", "7:45 pm")
    }),
    violation("guid-without-dashes", "a GUID without its dashes", |s, site| {
        formatted(s, site, "uuid", "3f8a6d0c5b1e4a7d9c2f0e6b8a4d1c35")
    }),
    violation("guid-in-braces", "a GUID in braces", |s, site| {
        formatted(s, site, "uuid", "{3f8a6d0c-5b1e-4a7d-9c2f-0e6b8a4d1c35}")
    }),
    violation("guid-short", "a GUID without its last digits", |s, site| {
        formatted(s, site, "uuid", "3f8a6d0c-5b1e-4a7d-9c2f-0e6b8a4d")
    }),
    violation("guid-not-hex", "a GUID with letters that are not hexadecimal digits", |s, site| {
        formatted(s, site, "uuid", "3f8a6d0c-5b1e-4a7d-9c2f-0e6b8a4dxyzw")
    }),
    violation("url-relative", "a path where an absolute URL is documented", |s, site| {
        formatted(s, site, "uri", "/items/1")
    }),
    violation("url-without-scheme", "a URL without its scheme", |s, site| {
        formatted(s, site, "uri", "www.example.com/items")
    }),
    violation("url-with-spaces", "a URL with raw spaces", |s, site| {
        formatted(s, site, "uri", "https://example.com/two words")
    }),
    violation("duration-clock", "a duration as hours and minutes: `1:30:00`", |s, site| {
        formatted(s, site, "duration", "1:30:00")
    }),
    violation("duration-seconds", "a duration as a number of seconds", |s, site| {
        site.formatted("duration").map(|_| s.replaced(site, "5400"))
    }),
    violation("duration-words", "a duration in words", |s, site| formatted(s, site, "duration", "90 minutes")),
];

/// Another text where the docs promise a format.
fn formatted(subject: &Subject<'_>, site: &Site<'_>, format: &str, text: &str) -> Option<Edit> {
    site.formatted(format).map(|_| subject.replaced(site, json_text(text)))
}
