//! Header fields.

use crate::http::{Headers, MediaType, is_volatile};
use crate::mutation::catalogue_entry::{Mutation, violation_of_response};
use crate::mutation::change::Change;
use crate::mutation::subject::Subject;

pub(super) static HEADERS: &[Mutation] = &[
    violation_of_response("header-missing", "a documented header field is missing", missing),
    violation_of_response("content-type-missing", "`Content-Type` is missing", content_type_missing),
    violation_of_response("content-type-html", "`Content-Type` is `text/html`", |s| content_type(s, "text/html")),
    violation_of_response("content-type-text", "`Content-Type` is `text/plain`", |s| content_type(s, "text/plain")),
    violation_of_response(
        "content-type-json",
        "`Content-Type` is `application/json` where another is documented",
        |s| content_type(s, "application/json"),
    ),
    violation_of_response("content-type-octets", "`Content-Type` is `application/octet-stream`", |s| {
        content_type(s, "application/octet-stream")
    }),
    violation_of_response("charset-other", "another charset than the documented one", charset),
    violation_of_response("location-words", "`Location` is words, not a URL", |s| location(s, "see the new object")),
    violation_of_response("location-template", "`Location` is an unfilled template", |s| location(s, "/items/{id}")),
    violation_of_response("location-empty", "`Location` is empty", |s| location(s, "")),
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
    /// Of more fields the first ones will do: each change is a copy of all of them.
    const MOST: usize = 50;
    let names = promised(subject).filter(|name| !name.eq_ignore_ascii_case("content-type")).take(MOST);
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
