//! The body as a whole.

use crate::http::is_bodiless;
use crate::mutation::catalogue_entry::{Mutation, violation, violation_of_response};
use crate::mutation::change::{Change, Edit};
use crate::mutation::site::Site;
use crate::mutation::subject::Subject;
use crate::text::first_bytes;

const HTML: &str = "<!DOCTYPE html>\n<html><head><title>Sign in</title></head><body><h1>Sign in</h1></body></html>";
const ERROR: &str = r#"{"error":{"code":"generalException","message":"Something went wrong."}}"#;
const PROBLEM: &str = r#"{"type":"about:blank","title":"Something went wrong","status":500,"detail":"Try again."}"#;

pub(super) static BODY: &[Mutation] = &[
    violation_of_response("body-empty", "no body where one is documented", |s| instead(s, "")),
    violation_of_response("body-white-space", "a body of white space alone", |s| instead(s, " \n")),
    violation_of_response("body-cut", "the body is cut off in the middle", cut),
    violation_of_response("body-html", "an HTML page under the documented media type", |s| instead(s, HTML)),
    violation_of_response("body-words", "words instead of JSON", |s| instead_of_json(s, "OK")),
    violation_of_response("body-unexpected", "a body where none is documented", unexpected),
    violation("body-null", "`null` instead of the body", |s, site| whole(s, site, "null")),
    violation("body-true", "`true` instead of the body", |s, site| whole(s, site, "true")),
    violation("body-string", "the body as JSON inside a string", encoded),
    violation("body-empty-object", "an empty object instead of the body", |s, site| object_instead(s, site, "{}")),
    violation("body-error-object", "an error object (OData) under the documented status", |s, site| {
        object_instead(s, site, ERROR)
    }),
    violation("body-problem", "a problem document (RFC 9457) under the documented status", |s, site| {
        object_instead(s, site, PROBLEM)
    }),
];

fn instead(subject: &Subject<'_>, body: &str) -> Vec<Change> {
    if subject.has_body() { vec![Change::body(body)] } else { Vec::new() }
}

fn instead_of_json(subject: &Subject<'_>, body: &str) -> Vec<Change> {
    if subject.root().is_some() { vec![Change::body(body)] } else { Vec::new() }
}

fn cut(subject: &Subject<'_>) -> Vec<Change> {
    let half = first_bytes(subject.text, subject.text.len() / 2);
    if half.is_empty() { Vec::new() } else { vec![Change::body(half)] }
}

/// Where a body is possible and none is shown; an annotation that names a type promises one nevertheless.
fn unexpected(subject: &Subject<'_>) -> Vec<Change> {
    let expectation = &subject.case.expectation;
    let bodiless = is_bodiless(&subject.case.request.method, subject.response.status);
    if expectation.body.is_some() || expectation.facts.type_name.is_some() || bodiless {
        return Vec::new();
    }
    vec![Change::body(r#"{"id":1}"#)]
}

/// Another value for the whole body.
fn whole(subject: &Subject<'_>, site: &Site<'_>, text: &str) -> Option<Edit> {
    let fits = site.at.as_str().is_empty() && (site.members().is_some() || site.pattern.array.is_some());
    fits.then(|| subject.replaced(site, text))
}

fn encoded(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    whole(subject, site, &crate::mutation::subject::json_text(subject.text))
}

/// Another object for the whole body, where the documented one has members it must have.
fn object_instead(subject: &Subject<'_>, site: &Site<'_>, text: &str) -> Option<Edit> {
    let object = site.pattern.object.as_ref().filter(|_| site.members().is_some())?;
    let lacks = |name: &str| !text.contains(&format!("\"{name}\":"));
    let listed = &subject.case.expectation.facts.optional;
    let must =
        object.members.iter().any(|m| m.required && !m.key.contains('@') && !listed.contains(&m.key) && lacks(&m.key));
    must.then(|| whole(subject, site, text)).flatten()
}
