//! Response header fields: each documented one is there; some have a form.

use super::missing_header::missing;
use super::{content_type, cookies, framing, repeated};
use crate::contract::Field;
use crate::directive::{HeaderAssertion, Matcher};
use crate::finding::rules::header::{UNMET_HEADER_EXPECTATION, WRONG_LOCATION};
use crate::finding::{At, Finding, ToleranceKind, TolerancePlace};
use crate::http::url_template::holds_placeholder;
use crate::http::{is_uri_reference, is_volatile};
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;

/// Judges the documented fields; false if the media type already says that the body is something else.
pub(crate) fn judge(context: &mut JudgeContext<'_>) -> bool {
    let case = context.case;
    let mut readable = true;
    let mut seen = Vec::<&str>::new();
    for field in &case.expectation.headers {
        if seen.iter().any(|name| name.eq_ignore_ascii_case(&field.name)) {
            continue;
        }
        seen.push(&field.name);
        if case.overrides.header(&field.name).is_some_and(|assertion| assertion.matcher.replaces_docs()) {
            continue;
        }
        if field.name.eq_ignore_ascii_case("content-type") {
            readable = content_type::judge(context, field);
        } else if !is_volatile(&field.name) {
            let same_name = |other: &&Field| other.name.eq_ignore_ascii_case(&field.name);
            let shown: Vec<&Field> = case.expectation.headers.iter().filter(same_name).collect();
            if field.name.eq_ignore_ascii_case("set-cookie") {
                cookies::judge(context, &shown);
            } else {
                present(context, field);
                repeated::count_values(context, &shown);
            }
        }
    }
    repeated::judge_single(context);
    framing::judge(context);
    judge_directives(context);
    readable
}

/// Judges what directives say about header fields.
fn judge_directives(context: &mut JudgeContext<'_>) {
    for HeaderAssertion { name, matcher, source } in &context.case.overrides.headers {
        let actual = context.response.headers.get(name);
        if matcher.accepts_text(actual) {
            if *matcher == Matcher::Ignored {
                context.tolerances.record(ToleranceKind::Ignored, TolerancePlace::Header(name.clone()));
            }
            continue;
        }
        let documented = context.case.expectation.headers.iter().find(|field| field.name.eq_ignore_ascii_case(name));
        if documented.is_some() && actual.is_none() && !matcher.replaces_docs() {
            continue;
        }
        let message = format!("header `{name}` does not match the directive");
        let at = At::Header(name.clone());
        let finding = match documented {
            Some(field) => context.finding(&UNMET_HEADER_EXPECTATION, field.span(), at, message),
            None => Finding::new(&UNMET_HEADER_EXPECTATION, &source.page, source.place, at, message),
        };
        let finding = finding
            .expected(format!("{} ({source})", excerpt::cut(&matcher.to_string(), 160)))
            .actual(actual.map_or_else(|| "no such header".to_owned(), excerpt::line))
            .help("correct the directive, or the service");
        context.report(finding);
    }
}

fn present(context: &mut JudgeContext<'_>, field: &Field) {
    match context.response.headers.get(&field.name) {
        None => missing(context, field),
        // A template sent as the page shows it is as documented, but nobody knows where it leads.
        Some(value) if value == field.value => {
            if holds_placeholder(value) {
                context.tolerances.record(ToleranceKind::Placeholder, TolerancePlace::Header(field.name.clone()));
            }
        }
        Some(value) if field.name.eq_ignore_ascii_case("location") && !is_uri_reference(value) => {
            let message = "the value of `Location` is not a URL";
            let finding = context
                .finding(&WRONG_LOCATION, field.span(), At::Header(field.name.clone()), message)
                .expected(format!("an absolute or relative URL, as in {}", excerpt::line(&field.value)))
                .actual(excerpt::line(&format!("{value:?}")))
                .help("correct the service: clients cannot follow this header");
            context.report(finding);
        }
        Some(_) => {}
    }
}
