//! Bodies that are no JSON, and what the user says of a body as text or bytes.

use super::{assertions, csv, xml};
use crate::directive::{Bytes, Said};
use crate::finding::rules::other_body::{NOT_AS_SAID, TEXT_DIFFERS, WRONG_BYTES};
use crate::finding::{At, Finding, Rule, ToleranceKind, TolerancePlace};
use crate::http::media_type;
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::judge::headers::content_type;
use crate::text::SourceText;

/// Judges a body by a documented one that is no JSON: CSV by its columns, XML by being well-formed, all else by its
/// presence and media type, which have been judged already.
pub(crate) fn judge(context: &mut JudgeContext<'_>, passage: &SourceText) {
    let headers = &context.case.expectation.headers;
    let declared = headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-type"));
    let declared = declared.map(|field| media_type(&field.value)).unwrap_or_default();
    if let Some(said) = &context.case.promise.exact {
        exactly(context, passage, said);
    } else if declared == "text/csv" {
        csv::judge(context, passage);
    } else if content_type::is_xml(&declared)
        || (declared.is_empty() && passage.text().trim_start().starts_with("<?xml"))
    {
        xml::judge(context, passage);
    } else {
        context.tolerances.record(ToleranceKind::Unread, TolerancePlace::Case);
    }
}

fn exactly(context: &mut JudgeContext<'_>, passage: &SourceText, said: &Said) {
    let actual = String::from_utf8_lossy(&context.response.body);
    let same = actual.trim_end().lines().eq(passage.text().trim_end().lines());
    if !same {
        let message = "the body is not the documented text";
        let finding = context
            .finding(&TEXT_DIFFERS, passage.start(), At::Body(Pointer::root()), message)
            .expected(format!("{} (`match = \"exact\"`, {said})", excerpt::cut(passage.text(), 120)))
            .actual(content_type::glimpse(&context.response.body))
            .help("correct the example, or the service");
        context.report(finding);
    }
}

/// Judges what the user says of the body as text and as bytes.
pub(crate) fn as_said(context: &mut JudgeContext<'_>) {
    let promise = &context.case.promise;
    let body = &context.response.body;
    if let Some((matcher, said)) = &promise.text {
        let text = std::str::from_utf8(body).ok();
        let trimmed = text.map(|text| text.trim_end_matches(['\r', '\n']));
        if !matcher.accepts_text(trimmed) {
            let finding = own(&TEXT_DIFFERS, said, "the body is not the text it is said to be");
            context.report(finding.expected(matcher.to_string()).actual(content_type::glimpse(body)));
        }
    }
    if let Some((Bytes { length, sha256 }, said)) = &promise.bytes {
        if let Some(length) = length.filter(|length| !length.contains(body.len() as u64)) {
            let finding = own(&WRONG_BYTES, said, "the body is not as long as it is said to be");
            context.report(finding.expected(format!("{length} in bytes")).actual(format!("{} bytes", body.len())));
        }
        let actual = hex(&hmac_sha256::Hash::hash(body));
        if let Some(wanted) = sha256.as_ref().filter(|wanted| !wanted.eq_ignore_ascii_case(&actual)) {
            let finding = own(&WRONG_BYTES, said, "the body has not the SHA-256 it is said to have");
            context.report(finding.expected(wanted.to_ascii_lowercase()).actual(actual));
        }
    }
}

/// A body that the docs do not show: what the user says of places in it.
pub(crate) fn undocumented(context: &mut JudgeContext<'_>) {
    let promise = &context.case.promise;
    let Some(first) = promise.body.first().filter(|_| context.case.expectation.body.is_none()) else { return };
    match serde_json::from_slice(&context.response.body) {
        Ok(instance) => drop(assertions::judge(context, None, &instance)),
        Err(error) => {
            let message = format!("the body is no JSON, so that nothing stands at `{}`: {error}", first.place.as_str());
            let finding = own(&NOT_AS_SAID, &first.said, &message);
            context.report(finding.expected("JSON").actual(content_type::glimpse(&context.response.body)));
        }
    }
}

fn own(rule: &'static Rule, said: &Said, message: &str) -> Finding {
    Finding::new(rule, &said.page, said.place, At::Body(Pointer::root()), message)
        .help("correct the directive, or the service")
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}
