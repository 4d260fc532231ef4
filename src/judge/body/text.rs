//! The body as text and as bytes, where a directive asks for it.

use crate::contract::DocumentedBody;
use crate::directive::Bytes;
use crate::finding::rules::other_body::{TEXT_DIFFERS, WRONG_BYTES};
use crate::finding::{At, Finding, Rule};
use crate::http::hexadecimal;
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::text::{Location, counted};

/// Judges a body under `match = "exact"`: line ends and white space at the end apart, it is the documented text.
pub(crate) fn judge_exact(context: &mut JudgeContext<'_>, documented: &DocumentedBody, location: &Location) {
    let actual = String::from_utf8_lossy(&context.response.body);
    let same = actual.trim_end().lines().eq(documented.text().trim_end().lines());
    if !same {
        let whole = documented.source().span(0..documented.text().len());
        let message = "the body is not the documented text";
        let finding = context
            .finding(&TEXT_DIFFERS, whole, At::Body(Pointer::root()), message)
            .expected(format!("{} (`match = \"exact\"`, {location})", excerpt::cut(documented.text(), 120)))
            .actual(excerpt::body(&context.response.body))
            .help("correct the example, or the service");
        context.report(finding);
    }
}

/// Judges what directives say about the body as text and as bytes.
pub(crate) fn judge_directives(context: &mut JudgeContext<'_>) {
    let overrides = &context.case.overrides;
    let body = &context.response.body;
    if let Some((matcher, location)) = &overrides.text {
        let text = std::str::from_utf8(body).ok();
        let trimmed = text.map(|text| text.trim_end_matches(['\r', '\n']));
        if !matcher.accepts_text(trimmed) {
            let finding = at_directive(&TEXT_DIFFERS, location, "the text of the body does not match the directive");
            context.report(finding.expected(matcher.to_string()).actual(excerpt::body(body)));
        }
    }
    if let Some((Bytes { length, sha256 }, location)) = &overrides.bytes {
        if let Some(length) = length.filter(|length| !length.contains(body.len() as u64)) {
            let finding = at_directive(&WRONG_BYTES, location, "the length of the body does not match the directive");
            context.report(finding.expected(format!("{length} in bytes")).actual(counted(body.len(), "byte")));
        }
        let actual = hexadecimal(&hmac_sha256::Hash::hash(body));
        if let Some(expected) = sha256.as_ref().filter(|expected| !expected.eq_ignore_ascii_case(&actual)) {
            let finding = at_directive(&WRONG_BYTES, location, "the SHA-256 of the body does not match the directive");
            context.report(finding.expected(expected.to_ascii_lowercase()).actual(actual));
        }
    }
}

/// A finding about the body as a whole, at the directive that it breaks.
pub(super) fn at_directive(rule: &'static Rule, location: &Location, message: impl Into<String>) -> Finding {
    Finding::new(rule, &location.page, location.place, At::Body(Pointer::root()), message)
        .help("correct the directive, or the service")
}
