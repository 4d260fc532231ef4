//! Bodies that are not JSON, or that the docs do not show.

use super::{assertions, csv, text, xml};
use crate::contract::{DocumentedBody, is_left_out};
use crate::directive::{BodyAssertion, Matcher};
use crate::finding::rules::other_body::UNMET_EXPECTATION;
use crate::finding::{ToleranceKind, TolerancePlace};
use crate::http::MediaType;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Judges a body by a documented one that is not JSON: CSV by its columns, XML by being well-formed, all else by its
/// presence and media type, which have been judged already.
pub(crate) fn judge(context: &mut JudgeContext<'_>, documented: &DocumentedBody) {
    let declared = context.case.expectation.media_type();
    // Where the docs show no media type, as below a command, the one that comes decides how to compare.
    let actual = if declared.is_none() { context.response.headers.media_type() } else { None };
    let is = |kind: fn(&MediaType) -> bool| declared.as_ref().or(actual.as_ref()).is_some_and(kind);
    let looks_like_xml = || declared.is_none() && documented.text().trim_start().starts_with("<?xml");
    let shows_markup = || declared.is_some() || documented.text().trim_start().starts_with('<');
    if let Some(location) = &context.case.overrides.exact {
        text::judge_exact(context, documented, location);
    } else if is_left_out(documented.text()) {
        context.tolerances.record(ToleranceKind::Elided, TolerancePlace::Case);
    } else if is(MediaType::is_csv) {
        csv::judge(context, documented.source());
    } else if is(MediaType::is_xml) && shows_markup() || looks_like_xml() {
        xml::judge(context, documented.source());
    } else {
        context.tolerances.record(ToleranceKind::Unread, TolerancePlace::Case);
    }
}

/// Judges what directives say about places of a body that the docs do not show as JSON.
pub(crate) fn judge_places(context: &mut JudgeContext<'_>) {
    let has_body = context.response.has_body();
    // Without a body there is nothing to ignore.
    let is_about_something = |said: &&BodyAssertion| {
        has_body || !matches!(said.matcher, Matcher::Ignored | Matcher::Absent | Matcher::Map(_))
    };
    let Some(first) = context.case.overrides.body.iter().find(is_about_something) else { return };
    match serde_json::from_slice(&context.response.body) {
        Ok(instance) => drop(assertions::judge(context, None, &instance)),
        Err(error) => {
            let message = format!("the body is not JSON, so there is no `{}` in it: {error}", first.place.as_str());
            let finding = text::at_directive(&UNMET_EXPECTATION, &first.source, message);
            context.report(finding.expected("JSON").actual(excerpt::body(&context.response.body)));
        }
    }
}
