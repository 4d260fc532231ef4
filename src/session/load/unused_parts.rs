//! What directives say of parts that no request or response has: parts that are not sent, header fields that are ignored; and what
//! they expect of cases none of which is judged.

use std::collections::BTreeMap;

use crate::config::Settings;
use crate::contract::Case;
use crate::directive::Matcher;
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{Finding, Skip, SkipKind};
use crate::request::may_have;
use crate::text::Location;

/// A finding for each statement that is without effect in every case that it is about. `all`: the cases are all of the docs; unless
/// they are, nothing is known of the others.
pub(super) fn unused_parts(cases: &[Case], steps: &[Case], settings: &Settings, all: bool) -> Vec<Finding> {
    // Of a part of the cases nothing is known of the others.
    if !all {
        return Vec::new();
    }
    let given = |part: &str| settings.given.has_in_requests(part);
    let mut removed = Statements::default();
    let mut ignored = Statements::default();
    let mut expected: BTreeMap<&Location, Option<&Skip>> = BTreeMap::new();
    for case in cases.iter().chain(steps) {
        let of_request = case.overrides.written_at.iter().flat_map(|at| &at.removed);
        for (part, source) in of_request {
            removed.note(source, part, || may_have(case, part, given));
        }
        let of_fields = case.overrides.headers.iter().filter(|field| field.matcher == Matcher::Ignored);
        for field in of_fields {
            let documents = || {
                case.expectation.headers.iter().any(|own| own.name.eq_ignore_ascii_case(&field.name))
                    || settings.given.has_in_responses(&field.name)
            };
            ignored.note(&field.source, &field.name, documents);
        }
        for source in expectations(case) {
            let never = case.skip.as_ref().filter(|skip| skip.kind == SkipKind::Configured);
            let known = expected.entry(source).or_insert(never);
            *known = known.and(never);
        }
    }
    let of_request = removed.unused().map(|(source, part)| without_part(source, part));
    let of_fields = ignored.unused().map(|(source, name)| without_field(source, name));
    let of_skipped = expected.into_iter().filter_map(|(source, skip)| Some(never_judged(source, skip?)));
    of_request.chain(of_fields).chain(of_skipped).collect()
}

/// Statements by where they are and what they are about, and whether some case has that.
#[derive(Default)]
struct Statements<'c>(BTreeMap<(&'c Location, &'c str), bool>);

impl<'c> Statements<'c> {
    fn note(&mut self, source: &'c Location, about: &'c str, has: impl FnOnce() -> bool) {
        let used = self.0.entry((source, about)).or_default();
        *used = *used || has();
    }

    fn unused(self) -> impl Iterator<Item = (&'c Location, &'c str)> {
        self.0.into_iter().filter(|(_, used)| !used).map(|(statement, _)| statement)
    }
}

/// Where it is said what is expected of the response to a case.
fn expectations(case: &Case) -> impl Iterator<Item = &Location> {
    let overrides = &case.overrides;
    let of_parts = overrides.body.iter().map(|it| &it.source).chain(overrides.headers.iter().map(|it| &it.source));
    let of_whole =
        overrides.text.iter().map(|(_, source)| source).chain(overrides.bytes.iter().map(|(_, source)| source));
    of_parts.chain(of_whole).chain(&overrides.exact)
}

fn without_part(source: &Location, part: &str) -> Finding {
    let message = format!("`request.remove` names `{part}`, but no request that this is about has it");
    let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
    finding.help("write `?name` of the query, `/pointer` of the body or the name of a header field as the request has it, or remove it")
}

fn without_field(source: &Location, name: &str) -> Finding {
    let message = format!("header `{name}` is ignored, but no response that this is about shows it");
    let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
    finding.help("correct the name, or remove it: a field that the docs do not show is never required")
}

fn never_judged(source: &Location, skip: &Skip) -> Finding {
    let message =
        format!("what is expected here is never judged: every case that it is about is skipped ({})", skip.reason);
    let finding = Finding::docs(&UNUSED_OVERRIDE, &source.page, source.place, message);
    finding.help("have it fired again, or remove what is expected of it")
}
