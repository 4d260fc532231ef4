//! Whether a body came, and whether one was promised: judged both ways.

use crate::contract::is_left_out;
use crate::finding::rules::body::{MISSING_BODY, UNEXPECTED_BODY};
use crate::finding::{At, Level, ToleranceKind, TolerancePlace};
use crate::http::method::is_head;
use crate::http::never_has_body;
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Judges whether a body came; true if there is one to be judged by a documented one.
pub(crate) fn judge(context: &mut JudgeContext<'_>) -> bool {
    let (expectation, overrides) = (&context.case.expectation, &context.case.overrides);
    match (&expectation.body, context.response.has_body()) {
        (Some(_), true) => return true,
        (None, false) => {}
        (Some(body), false) => {
            let start = body.source().token(0);
            let head = is_head(&context.request.method);
            if !head && never_has_body(expectation.status.representative()) {
                // The page shows a body where HTTP allows none: not the fault of the service.
                context.tolerances.record(ToleranceKind::Disputed, TolerancePlace::Case);
            } else if !head && is_left_out(body.text()) && expectation.media_type().is_none() {
                // Nothing but dots: they may stand for header fields.
                context.tolerances.record(ToleranceKind::Elided, TolerancePlace::Case);
            } else if !head && !never_has_body(context.response.status) {
                let finding = context
                    .finding(&MISSING_BODY, start, At::Body(Pointer::root()), "the response has no body")
                    .expected("the documented body")
                    .actual("an empty body")
                    .help("remove the body from the example, or have the service send one");
                context.report(finding);
            }
        }
        (None, true)
            if expectation.facts.type_name.is_some() && !never_has_body(expectation.status.representative()) =>
        {
            // The annotation promises a body of a type without showing one.
            let is_json = context.response.headers.media_type().is_some_and(|received| received.is_json());
            let kind = if is_json { ToleranceKind::Unshown } else { ToleranceKind::Unread };
            context.tolerances.record(kind, TolerancePlace::Case);
        }
        (None, true) if overrides.text.is_some() || overrides.bytes.is_some() || !overrides.body.is_empty() => {}
        (None, true) if expectation.status_only => {
            context.tolerances.record(ToleranceKind::Unshown, TolerancePlace::Case);
        }
        (None, true) => unexpected(context),
    }
    false
}

fn unexpected(context: &mut JudgeContext<'_>) {
    let place = context.case.expectation.status_place;
    let media_type = context.response.headers.get("content-type").unwrap_or("no Content-Type");
    let actual = format!(
        "{} bytes ({}): {}",
        context.response.body.len(),
        excerpt::cut(media_type, 60),
        excerpt::body(&context.response.body)
    );
    let message = "the response has a body, the docs show none";
    let mut finding = context
        .finding(&UNEXPECTED_BODY, place, At::Body(Pointer::root()), message)
        .expected("no body")
        .actual(actual)
        .help("show the body in the example (a long one may be truncated), or have the service send none");
    if context.case.expectation.facts.is_partial() {
        finding.level = Level::Warn;
    }
    context.report(finding);
}
