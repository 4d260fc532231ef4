//! Tolerances that were used although the run denies them: each kind becomes a finding at the places it was used.

use super::body::judge::BodyResult;
use super::context::JudgeContext;
use super::policy::Policy;
use crate::contract::{Case, Field};
use crate::finding::rules::body::DENIED_TOLERANCE;
use crate::finding::{At, Finding, Level, Tolerance, ToleranceKind, TolerancePlace};
use crate::json::Pointer;
use crate::text::{Location, Span, counted};

/// The findings about `kind`: one for the response body (or the whole case), one for each header field, one for the URL of the
/// request, one for each of its header fields, one for its body.
pub(super) fn findings(
    kind: ToleranceKind,
    level: Level,
    used: &[Tolerance],
    context: &JudgeContext<'_>,
    body: &BodyResult<'_>,
) -> Vec<Finding> {
    let places = || used.iter().filter(|tolerance| tolerance.kind == kind).map(|tolerance| &tolerance.at);
    let mut in_response = Vec::new();
    let mut in_request = Vec::new();
    let mut findings = Vec::new();
    for place in places() {
        match place {
            TolerancePlace::Case => {}
            TolerancePlace::Body(pointer) => in_response.push(pointer.clone()),
            TolerancePlace::Request => findings.push(of_request_part(kind, None, "the request", context)),
            TolerancePlace::RequestUrl => findings.push(of_request_part(kind, None, "the URL", context)),
            TolerancePlace::RequestHeader(name) => {
                let part = format!("the header field `{name}`");
                findings.push(of_request_part(kind, Some(name), &part, context));
            }
            TolerancePlace::RequestBody(pointer) => in_request.push(pointer.clone()),
            TolerancePlace::Header(name) => findings.push(of_header(kind, name, context)),
        }
    }
    let named = !findings.is_empty() || !in_response.is_empty() || !in_request.is_empty();
    // A tolerance of the whole case says less than those that name the place.
    if !named && places().next().is_some() {
        in_response.push(Pointer::root());
    }
    findings.extend(of_request(kind, &in_request, context));
    findings.extend(of_response(kind, in_response, context, body));
    for finding in &mut findings {
        finding.level = level;
    }
    findings
}

fn of_response(
    kind: ToleranceKind,
    pointers: Vec<Pointer>,
    context: &JudgeContext<'_>,
    body: &BodyResult<'_>,
) -> Option<Finding> {
    let mut pointers = pointers.into_iter();
    let first = pointers.next()?;
    let span = body.span(&first).unwrap_or(context.case.expectation.status_place.into());
    let mut finding = finding(kind, span, At::Body(first), context);
    pointers.for_each(|pointer| finding.fold(pointer));
    Some(finding)
}

fn of_header(kind: ToleranceKind, name: &str, context: &JudgeContext<'_>) -> Finding {
    let fields = &context.case.expectation.headers;
    let field = fields.iter().find(|field| field.name.eq_ignore_ascii_case(name));
    let span = field.map_or(context.case.expectation.status_place.into(), Field::span);
    finding(kind, span, At::Header(name.to_owned()), context)
}

/// A part of the request that has no places in it: where its header field `name` is, else where its URL is.
fn of_request_part(kind: ToleranceKind, name: Option<&str>, part: &str, context: &JudgeContext<'_>) -> Finding {
    let request = &context.case.request;
    let field = name.and_then(|name| request.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name)));
    let span = field.map_or(request.url_place.into(), Field::span);
    finding(kind, span, At::Request, context).actual(format!("used in {part}"))
}

fn of_request(kind: ToleranceKind, pointers: &[Pointer], context: &JudgeContext<'_>) -> Option<Finding> {
    /// How many places are named.
    const MOST: usize = 5;
    let first = pointers.first()?;
    let span = in_request_body(first, context).unwrap_or(context.case.request.url_place.into());
    let named: Vec<_> = pointers.iter().take(MOST).map(ToString::to_string).collect();
    let more = match pointers.len() - named.len() {
        0 => String::new(),
        count => format!(" and {}", counted(count, "more place")),
    };
    let used = format!("used in the request body at {}{more}", named.join(", "));
    Some(finding(kind, span, At::Request, context).actual(used))
}

fn in_request_body(pointer: &Pointer, context: &JudgeContext<'_>) -> Option<Span> {
    let body = context.case.request.body.as_ref()?;
    let located = body.root()?.locate(pointer)?;
    Some(body.source().span(located.start..located.node.end))
}

/// The finding about a case that would pass only because the baseline has what `accepted` says; `None` where that is not denied.
/// `entry`: where the baseline says it first.
pub fn denied_known(case: &Case, policy: &Policy, entry: &Location, accepted: &str) -> Option<Finding> {
    let kind = ToleranceKind::Known;
    let level = policy.denied(case, kind).filter(|level| *level != Level::Allow)?;
    let mut finding = Finding::docs(&DENIED_TOLERANCE, &entry.page, entry.place, message(kind))
        .actual(format!("the baseline has {accepted}"))
        .help("fix what it is about and remove the entry, or stop denying this tolerance in the settings");
    finding.level = level;
    Some(finding)
}

fn message(kind: ToleranceKind) -> String {
    format!("the case passes only with the tolerance `{kind}`, which this run denies")
}

fn finding(kind: ToleranceKind, docs: Span, at: At, context: &JudgeContext<'_>) -> Finding {
    context
        .finding(&DENIED_TOLERANCE, docs, at, message(kind))
        .help("show real and complete values in the page, or stop denying this tolerance in the settings")
}
