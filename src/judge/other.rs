//! Bodies that are no JSON, and what the user says of a body as text or bytes.

use sha2::{Digest, Sha256};

use super::hearing::JudgeContext;
use super::{assertions, brief, csv, media, xml};
use crate::directive::{Bytes, Said};
use crate::finding::rules::other_body::{NOT_AS_SAID, TEXT_DIFFERS, WRONG_BYTES};
use crate::finding::{At, Finding, Rule, ToleranceKind};
use crate::http::media_type;
use crate::json::Pointer;
use crate::text::SourceText;

/// Judges a body by a documented one that is no JSON: CSV by its columns, XML by being well-formed, all else by its
/// presence and media type, which have been judged already.
pub(super) fn judge(hearing: &mut JudgeContext<'_>, passage: &SourceText) {
    let headers = &hearing.case.expectation.headers;
    let declared = headers.iter().find(|field| field.name.eq_ignore_ascii_case("content-type"));
    let declared = declared.map(|field| media_type(&field.value)).unwrap_or_default();
    if let Some(said) = &hearing.case.promise.exact {
        exactly(hearing, passage, said);
    } else if declared == "text/csv" {
        csv::judge(hearing, passage);
    } else if media::is_xml(&declared) || (declared.is_empty() && passage.text().trim_start().starts_with("<?xml")) {
        xml::judge(hearing, passage);
    } else {
        hearing.ledger.enter(ToleranceKind::Unread, "");
    }
}

fn exactly(hearing: &mut JudgeContext<'_>, passage: &SourceText, said: &Said) {
    let actual = String::from_utf8_lossy(&hearing.response.body);
    let same = actual.trim_end().lines().eq(passage.text().trim_end().lines());
    if !same {
        let message = "the body is not the documented text";
        let finding = hearing
            .finding(&TEXT_DIFFERS, passage.start(), At::Body(Pointer::root()), message)
            .expected(format!("{} (`match = \"exact\"`, {said})", brief::cut(passage.text(), 120)))
            .actual(media::glimpse(&hearing.response.body))
            .help("correct the example, or the service");
        hearing.report(finding);
    }
}

/// Judges what the user says of the body as text and as bytes.
pub(super) fn as_said(hearing: &mut JudgeContext<'_>) {
    let promise = &hearing.case.promise;
    let body = &hearing.response.body;
    if let Some((matcher, said)) = &promise.text {
        let text = std::str::from_utf8(body).ok();
        let trimmed = text.map(|text| text.trim_end_matches(['\r', '\n']));
        if !matcher.accepts_text(trimmed) {
            let finding = own(&TEXT_DIFFERS, said, "the body is not the text it is said to be");
            hearing.report(finding.expected(matcher.to_string()).actual(media::glimpse(body)));
        }
    }
    if let Some((Bytes { length, sha256 }, said)) = &promise.bytes {
        if let Some(length) = length.filter(|length| !length.contains(body.len() as u64)) {
            let finding = own(&WRONG_BYTES, said, "the body is not as long as it is said to be");
            hearing.report(finding.expected(format!("{length} in bytes")).actual(format!("{} bytes", body.len())));
        }
        let actual = hex(&Sha256::digest(body));
        if let Some(wanted) = sha256.as_ref().filter(|wanted| !wanted.eq_ignore_ascii_case(&actual)) {
            let finding = own(&WRONG_BYTES, said, "the body has not the SHA-256 it is said to have");
            hearing.report(finding.expected(wanted.to_ascii_lowercase()).actual(actual));
        }
    }
}

/// A body that the docs do not show: what the user says of places in it.
pub(super) fn undocumented(hearing: &mut JudgeContext<'_>) {
    let promise = &hearing.case.promise;
    let Some(first) = promise.body.first().filter(|_| hearing.case.expectation.body.is_none()) else { return };
    match serde_json::from_slice(&hearing.response.body) {
        Ok(instance) => drop(assertions::judge(hearing, None, &instance)),
        Err(error) => {
            let message = format!("the body is no JSON, so that nothing stands at `{}`: {error}", first.place.as_str());
            let finding = own(&NOT_AS_SAID, &first.said, &message);
            hearing.report(finding.expected("JSON").actual(media::glimpse(&hearing.response.body)));
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
