//! `Content-Type`: compared by media type, with the charset and other parameters only where they are documented.

use super::missing_header::missing;
use super::parameters;
use crate::contract::Field;
use crate::finding::rules::header::{WRONG_CHARSET, WRONG_MEDIA_TYPE};
use crate::finding::{At, Level};
use crate::http::MediaType;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Judges the response's `Content-Type` by the documented one; false if the body is of another kind and not worth reading.
pub(crate) fn judge(context: &mut JudgeContext<'_>, field: &Field) -> bool {
    if !context.response.has_body() {
        // Docs often keep `Content-Type` on an example without a body; whether a body must come is judged elsewhere.
        return true;
    }
    let Some(value) = context.response.headers.get("content-type") else {
        missing(context, field);
        return true;
    };
    let Some(documented) = MediaType::parse(&field.value) else { return true };
    let received = MediaType::parse(value);
    if let Some(received) = received.as_ref().filter(|received| received.is_same(&documented)) {
        charset(context, field, value, &documented, received);
        parameters::judge(context, field, value, &documented, received);
        return true;
    }
    let strict_json = documented.is_json() && parses(&context.response.body);
    let shown = if strict_json { String::new() } else { format!(": {}", excerpt::body(&context.response.body)) };
    let help = if strict_json {
        "correct `Content-Type` in the page, or in the service"
    } else {
        "the body was not judged; something other than the documented service may have responded (a proxy, a login page)"
    };
    let actual = received.as_ref().map_or(value, MediaType::essence);
    let message = format!("the media type is `{}`, the docs show `{documented}`", excerpt::cut(actual, 60));
    let finding = context
        .finding(&WRONG_MEDIA_TYPE, field.span(), At::Header(field.name.clone()), message)
        .expected(documented.essence())
        .actual(format!("{}{shown}", excerpt::cut(value, 80)))
        .help(help);
    context.report(finding);
    strict_json || !documented.is_json()
}

fn charset(context: &mut JudgeContext<'_>, field: &Field, actual: &str, declared: &MediaType, received: &MediaType) {
    let Some(documented) = declared.charset() else { return };
    let charset = received.charset();
    if charset.as_deref() == Some(&documented) {
        return;
    }
    let message = format!("the charset is not the documented `{}`", excerpt::cut(&documented, 40));
    let mut finding = context
        .finding(&WRONG_CHARSET, field.span(), At::Header(field.name.clone()), message)
        .expected(excerpt::line(&field.value))
        .actual(excerpt::line(actual))
        .help("correct `Content-Type` in the page, or in the service");
    if declared.is_json() && charset.is_none() && documented == "utf-8" {
        // JSON is UTF-8 and its media type has no charset (RFC 8259 section 8.1, 11): nothing changes for a client.
        finding.level = Level::Warn;
    }
    context.report(finding);
}

fn parses(body: &[u8]) -> bool {
    serde_json::from_slice::<serde::de::IgnoredAny>(body).is_ok()
}
