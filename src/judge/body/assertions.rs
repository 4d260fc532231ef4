//! Directives about places in the body, judged before the docs are.

use serde_json::Value;

use super::documented::DocumentedJson;
use super::overridden_paths::OverriddenPaths;
use crate::contract::JsonPattern;
use crate::directive::{BodyAssertion, Matcher, PointerPattern};
use crate::finding::rules::other_body::UNMET_EXPECTATION;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{At, Finding, ToleranceKind};
use crate::json::Pointer;
use crate::judge::context::JudgeContext;
use crate::judge::excerpt;
use crate::schema::MOST_VIOLATIONS;
use crate::text::Location;

/// Judges every assertion about the body; returns the places that they decide about in place of the docs.
pub(crate) fn judge(
    context: &mut JudgeContext<'_>,
    documented: Option<&DocumentedJson<'_>>,
    instance: &Value,
) -> OverriddenPaths {
    let mut overridden = OverriddenPaths::default();
    let (mut looked_at, mut broken_places) = (0, 0);
    for assertion in &context.case.overrides.body {
        let BodyAssertion { place, matcher, source } = assertion;
        let places = place.places(instance);
        looked_at += places.len();
        if looked_at > most_places(context) {
            context.cannot_judge(
                "the directives about the body are about too many places of it: not all of them were judged",
            );
            break;
        }
        for (pointer, value) in &places {
            let accepted = matcher.accepts(*value);
            if !accepted {
                broken_places += 1;
                if broken_places <= MOST_VIOLATIONS {
                    context.report(broken(context, documented, assertion, pointer, *value));
                }
            } else if *matcher == Matcher::Ignored && value.is_some() {
                context.tolerances.record(ToleranceKind::Ignored, pointer.clone());
            }
            if matcher.replaces_docs() || !accepted {
                overridden.add(pointer);
            }
        }
        // What the docs show and the response lacks is ignored, too.
        let shown_places = if *matcher == Matcher::Ignored { shown_at(documented, place) } else { Vec::new() };
        for pointer in &shown_places {
            overridden.add(pointer);
        }
        let known =
            |(pointer, value): &(Pointer, Option<&Value>)| value.is_some() || shown(documented, pointer).is_some();
        // Of a place with `*` there may be none to which another matcher applies.
        let needs_place = match matcher {
            Matcher::Ignored | Matcher::Map(true) => true,
            Matcher::Absent => false,
            _ => places.is_empty(),
        };
        let shown_places = if places.is_empty() { shown_at(documented, place) } else { shown_places };
        if needs_place && shown_places.is_empty() && !places.iter().any(known) {
            context.report(unused(place.as_str(), matcher, source));
        }
    }
    overridden
}

/// How many places of a body all directives together may be about: the numbers of matches multiply.
pub(crate) fn most_places(context: &JudgeContext<'_>) -> usize {
    const ALWAYS: usize = 100_000;
    context.response.body.len() / 4 + ALWAYS
}

/// The places of the documented body that a pattern matches.
fn shown_at(documented: Option<&DocumentedJson<'_>>, place: &PointerPattern) -> Vec<Pointer> {
    let Some(shown) = documented.map(DocumentedJson::value) else { return Vec::new() };
    let places = place.places(shown).into_iter().filter(|(_, value)| value.is_some());
    places.map(|(pointer, _)| pointer).collect()
}

/// What the docs show at this place.
fn shown<'d>(documented: Option<&'d DocumentedJson<'_>>, pointer: &Pointer) -> Option<&'d JsonPattern> {
    let (pattern, exact) = documented?.pattern.nearest(pointer);
    exact.then_some(pattern)
}

fn broken(
    context: &JudgeContext<'_>,
    documented: Option<&DocumentedJson<'_>>,
    assertion: &BodyAssertion,
    pointer: &Pointer,
    actual: Option<&Value>,
) -> Finding {
    let BodyAssertion { matcher, source, .. } = assertion;
    let message = format!("{} does not match the directive", subject(pointer));
    let at = At::Body(pointer.clone());
    let finding = match (documented, shown(documented, pointer)) {
        (Some(documented), Some(pattern)) => {
            context.finding(&UNMET_EXPECTATION, documented.member_span(pattern), at, message)
        }
        _ => Finding::new(&UNMET_EXPECTATION, &source.page, source.place, at, message),
    };
    finding
        .expected(format!("{} ({source})", excerpt::cut(&matcher.to_string(), 160)))
        .actual(actual.map_or_else(|| "nothing".to_owned(), excerpt::value))
        .help("correct the directive, or the service")
}

fn subject(pointer: &Pointer) -> String {
    pointer.tokens().last().map_or_else(|| "the body".to_owned(), |name| format!("`{}`", excerpt::cut(&name, 80)))
}

fn unused(place: &str, matcher: &Matcher, source: &Location) -> Finding {
    let state = match matcher {
        Matcher::Ignored => "is ignored",
        Matcher::Map(_) => "is called a map",
        _ => "has an expectation",
    };
    let message = format!("`{place}` {state}, but neither the docs nor the response have it");
    Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message).help("correct the pointer, or remove it")
}
