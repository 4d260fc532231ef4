//! Other headers that keep the same promises as the documented ones.

use crate::http::{Headers, StatusPattern};
use crate::mutation::catalogue_entry::{Mutation, benign_response};
use crate::mutation::change::Change;
use crate::mutation::subject::Subject;

pub(super) static BENIGN_HEADERS: &[Mutation] = &[
    benign_response("fine-further-headers", "undocumented header fields", |s| {
        fields(s, |headers| {
            headers.push("X-Request-Id", "8c1d");
            headers.push("Cache-Control", "private");
            headers.push("Set-Cookie", "a=b");
            headers.push("Strict-Transport-Security", "max-age=31536000");
        })
    }),
    benign_response("fine-header-lower-case", "header names in lower case", |s| {
        fields(s, |headers| headers.0.iter_mut().for_each(|(name, _)| name.make_ascii_lowercase()))
    }),
    benign_response("fine-header-upper-case", "header names in upper case", |s| {
        fields(s, |headers| headers.0.iter_mut().for_each(|(name, _)| name.make_ascii_uppercase()))
    }),
    benign_response("fine-header-order", "header fields in another order", |s| {
        fields(s, |headers| headers.0.reverse())
    }),
    benign_response("fine-charset", "`charset=utf-8` where no charset is documented", |s| {
        content_type(s, |value| (!value.contains("charset")).then(|| format!("{value}; charset=utf-8")))
    }),
    benign_response("fine-parameter", "a further parameter of the media type", |s| {
        content_type(s, |value| Some(format!("{value};odata.metadata=minimal; odata.streaming=true")))
    }),
    benign_response("fine-media-type-case", "the media type in another case", |s| {
        content_type(s, |value| {
            let (media_type, rest) = value.split_once(';').map_or((value, ""), |(m, r)| (m, r));
            let rest = if rest.is_empty() { String::new() } else { format!(";{rest}") };
            Some(media_type.to_ascii_uppercase() + &rest)
        })
    }),
    benign_response("fine-volatile-headers", "other `Date`, `Server` and `Content-Length`", |s| {
        fields(s, |headers| {
            for (name, value) in [("Date", "Mon, 12 Jan 2026 07:45:00 GMT"), ("Server", "x"), ("Via", "1.1 proxy")] {
                headers.set(name, value);
            }
        })
    }),
    benign_response("fine-header-values", "other values of documented header fields", other_values),
    benign_response("fine-location-relative", "`Location` as a path", |s| location(s, "/somewhere/else/7?x=1")),
    benign_response("fine-location-absolute", "`Location` as a URL of another host", |s| {
        location(s, "https://other.example/items('a%20b')")
    }),
    benign_response("fine-status-of-set", "another of the documented status codes", other_status),
];

fn fields(subject: &Subject<'_>, change: fn(&mut Headers)) -> Vec<Change> {
    let mut headers = subject.response.headers.clone();
    change(&mut headers);
    vec![Change::headers("", headers)]
}

fn content_type(subject: &Subject<'_>, other: fn(&str) -> Option<String>) -> Vec<Change> {
    let value = subject.response.headers.get("content-type").filter(|value| value.contains('/')).and_then(other);
    value.map(|value| with(subject, "Content-Type", &value)).into_iter().collect()
}

fn with(subject: &Subject<'_>, name: &str, value: &str) -> Change {
    let mut headers = subject.response.headers.clone();
    headers.set(name, value);
    Change::headers(name, headers)
}

fn other_values(subject: &Subject<'_>) -> Vec<Change> {
    let mut headers = subject.response.headers.clone();
    for (name, value) in &mut headers.0 {
        let shaped = ["content-type", "location", "content-location"].iter().any(|n| name.eq_ignore_ascii_case(n));
        if !shaped {
            "another-value".clone_into(value);
        }
    }
    if headers == subject.response.headers { Vec::new() } else { vec![Change::headers("", headers)] }
}

fn location(subject: &Subject<'_>, value: &str) -> Vec<Change> {
    let shown = subject.response.headers.get("location");
    shown.map(|_| with(subject, "Location", value)).into_iter().collect()
}

fn other_status(subject: &Subject<'_>) -> Vec<Change> {
    let promised = &subject.case.expectation.status;
    let candidates = [200, 201, 202, 206, 400, 404, 409, 422].into_iter();
    // A body is judged the same under any of them, as long as it may have one.
    let other =
        candidates.filter(|code| *code != subject.response.status && promised.overlaps(StatusPattern::Code(*code)));
    other.map(Change::status).collect()
}
