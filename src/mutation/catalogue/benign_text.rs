//! Other strings of the documented format, and the same strings in other notations.

use std::fmt::Write as _;

use crate::mutation::catalogue_entry::{Mutation, benign};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::{Subject, json_text};

pub(super) static BENIGN_TEXT: &[Mutation] = &[
    benign("fine-escapes", "a string with its letters as `\\u` escapes", |s, site| {
        site.node.as_str().map(|text| s.replaced(site, escaped(text)))
    }),
    benign("fine-escaped-slash", "slashes in a string as `\\/`", |s, site| {
        let shown = site.node.as_str().filter(|text| text.contains('/'))?;
        Some(s.replaced(site, json_text(shown).replace('/', "\\/")))
    }),
    benign("fine-escaped-name", "a member's name with a letter as `\\u` escape", |_, site| {
        let member = site.member.filter(|m| !m.key.is_empty() && m.key.bytes().all(|b| b.is_ascii_alphanumeric()))?;
        Some(Edit::new(member.key_start, member.key_start + member.key.len() + 2, escaped(&member.key)))
    }),
    benign("fine-other-text", "another string where any is allowed", |s, site| free(s, site, "Other text, no. 7")),
    benign("fine-long-text", "a long string where any is allowed", |s, site| free(s, site, &"long text ".repeat(60))),
    benign("fine-foreign-text", "a string with letters of other scripts", |s, site| {
        free(s, site, "Žofie \u{1f600} 日本 \u{202b}שלום")
    }),
    benign("fine-empty-text", "an empty string where any is allowed", |s, site| free(s, site, "")),
    benign("fine-text-of-digits", "digits in a string where any string is allowed", |s, site| free(s, site, "0042")),
    benign("fine-other-time", "another date-time", |s, site| formatted(s, site, "date-time", "2031-07-04T23:59:59Z")),
    benign("fine-time-fraction", "a date-time with fractions of a second", |s, site| {
        formatted(s, site, "date-time", "2031-07-04T23:59:59.1234567Z")
    }),
    benign("fine-time-offset", "a date-time with an offset", |s, site| {
        formatted(s, site, "date-time", "2031-07-04T23:59:59+05:30")
    }),
    benign("fine-time-year-one", "the first possible date-time", |s, site| {
        formatted(s, site, "date-time", "0001-01-01T00:00:00Z")
    }),
    benign("fine-other-date", "another date, a leap day", |s, site| formatted(s, site, "date", "2028-02-29")),
    benign("fine-other-time-of-day", "another time of day", |s, site| formatted(s, site, "time", "23:59:59.5")),
    benign("fine-other-guid", "another GUID", |s, site| {
        formatted(s, site, "uuid", "3f8a6d0c-5b1e-4a7d-9c2f-0e6b8a4d1c35")
    }),
    benign("fine-guid-upper-case", "a GUID in upper case", |s, site| {
        formatted(s, site, "uuid", "3F8A6D0C-5B1E-4A7D-9C2F-0E6B8A4D1C35")
    }),
    benign("fine-other-url", "another URL, with a query and a fragment", |s, site| {
        formatted(s, site, "uri", "https://other.example:8443/a/b?c=d%20e&f#g")
    }),
    benign("fine-other-duration", "another duration", |s, site| formatted(s, site, "duration", "P3DT4H5M6.5S")),
    benign("fine-other-member", "another value of the documented set", other_member),
];

fn escaped(text: &str) -> String {
    let mut out = String::from('"');
    for unit in text.encode_utf16() {
        let _ = write!(out, "\\u{unit:04X}");
    }
    out.push('"');
    out
}

fn free(subject: &Subject<'_>, site: &Site<'_>, text: &str) -> Option<Edit> {
    site.free_text().map(|_| subject.replaced(site, json_text(text)))
}

fn formatted(subject: &Subject<'_>, site: &Site<'_>, format: &str, text: &str) -> Option<Edit> {
    site.formatted(format).filter(|_| !site.constraints.bound).map(|_| subject.replaced(site, json_text(text)))
}

fn other_member(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let shown = site.text().filter(|_| !site.constraints.bound)?;
    let other = site.constraints.members.iter().flatten().find(|member| *member != shown)?;
    Some(subject.replaced(site, json_text(other)))
}
