//! Header fields.

use crate::http::{Headers, MediaType, is_volatile};
use crate::mutation::catalogue_entry::{Mutation, wholly_wrong};
use crate::mutation::change::Change;
use crate::mutation::subject::Subject;

pub(super) static HEADERS: &[Mutation] = &[
    wholly_wrong("header-missing", "a documented header field does not come", missing),
    wholly_wrong("content-type-missing", "`Content-Type` does not come", content_type_missing),
    wholly_wrong("content-type-html", "`Content-Type` is `text/html`", |s| content_type(s, "text/html")),
    wholly_wrong("content-type-text", "`Content-Type` is `text/plain`", |s| content_type(s, "text/plain")),
    wholly_wrong("content-type-json", "`Content-Type` is `application/json` where another is documented", |s| {
        content_type(s, "application/json")
    }),
    wholly_wrong("content-type-octets", "`Content-Type` is `application/octet-stream`", |s| {
        content_type(s, "application/octet-stream")
    }),
    wholly_wrong("charset-other", "another charset than the documented one", charset),
    wholly_wrong("location-words", "`Location` holds words, no URL", |s| location(s, "see the new object")),
    wholly_wrong("location-template", "`Location` holds a template nobody filled", |s| location(s, "/items/{id}")),
    wholly_wrong("location-empty", "`Location` is empty", |s| location(s, "")),
];

/// The documented fields that the docs promise anything by.
fn promised<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = &'s str> {
    let fields = subject.case.expectation.headers.iter().map(|field| field.name.as_str());
    fields.filter(|name| !is_volatile(name))
}

/// The header fields without those of a name.
fn without(subject: &Subject<'_>, name: &str) -> Headers {
    let kept = subject.response.headers.0.iter().filter(|(other, _)| !other.eq_ignore_ascii_case(name));
    Headers(kept.cloned().collect())
}

fn missing(subject: &Subject<'_>) -> Vec<Change> {
    let names = promised(subject).filter(|name| !name.eq_ignore_ascii_case("content-type"));
    names.map(|name| Change::headers(name, without(subject, name))).collect()
}

/// The documented media type, where a body comes with it.
fn documented(subject: &Subject<'_>) -> Option<MediaType> {
    subject.case.expectation.media_type().filter(|_| subject.has_body())
}

fn content_type_missing(subject: &Subject<'_>) -> Vec<Change> {
    let shown = documented(subject);
    shown.map(|_| Change::headers("Content-Type", without(subject, "content-type"))).into_iter().collect()
}

fn content_type(subject: &Subject<'_>, value: &str) -> Vec<Change> {
    let other = documented(subject).filter(|shown| shown.essence() != value);
    let change = other.map(|_| with(subject, "Content-Type", value));
    change.into_iter().collect()
}

fn with(subject: &Subject<'_>, name: &str, value: &str) -> Change {
    let mut headers = subject.response.headers.clone();
    headers.set(name, value);
    Change::headers(name, headers)
}

fn charset(subject: &Subject<'_>) -> Vec<Change> {
    let shown = documented(subject).filter(|shown| shown.charset().is_some());
    let change = shown.map(|shown| with(subject, "Content-Type", &format!("{shown}; charset=utf-16")));
    change.into_iter().collect()
}

fn location(subject: &Subject<'_>, value: &str) -> Vec<Change> {
    let shown = promised(subject).find(|name| name.eq_ignore_ascii_case("location"));
    shown.map(|name| with(subject, name, value)).into_iter().collect()
}
