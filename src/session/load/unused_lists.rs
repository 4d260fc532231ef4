//! Entries of `optional` and `nullable` lists that are about no member: they have no effect.

use std::collections::BTreeMap;

use crate::contract::{Case, Expectation};
use crate::finding::rules::settings::UNUSED_OVERRIDE;
use crate::finding::{Finding, SkipKind};
use crate::schema::{SchemaSet, documents_listed};
use crate::text::{Location, Position};

/// A finding for each entry of a list that neither the example nor a documented type has a member for, in any case that the list
/// is about. Lists of annotations are about the docs: they are looked at by a `lint` only; those of the settings only if these
/// are `all` cases.
pub(super) fn unused_lists(cases: &[Case], schemas: &SchemaSet, lint: bool, all: bool) -> Vec<Finding> {
    let mut found = Vec::new();
    // Of each entry of a directive a case without such a member; none once a case has one.
    let mut stated: BTreeMap<(&Location, &str, &str), Option<&Case>> = BTreeMap::new();
    for case in cases.iter().filter(|case| is_readable(case)) {
        let Expectation { facts, .. } = &case.expectation;
        let overrides = &case.overrides;
        let lists = [
            ("optional", &facts.optional, &overrides.optional_at),
            ("nullable", &facts.nullable, &overrides.nullable_at),
        ];
        for (key, entries, source) in lists {
            let is_looked_at = source.as_ref().map_or(lint, |source| all || source.page == case.page);
            for entry in entries.iter().filter(|_| is_looked_at) {
                let is_used = documents_listed(schemas, &case.expectation, entry);
                match source {
                    Some(source) if is_used => _ = stated.insert((source, key, entry), None),
                    Some(source) => _ = stated.entry((source, key, entry)).or_insert(Some(case)),
                    None if is_used => {}
                    None => found.push(finding(case, key, entry, None)),
                }
            }
        }
    }
    let unused = stated.into_iter().filter_map(|((source, key, entry), case)| Some((case?, key, entry, source)));
    found.extend(unused.map(|(case, key, entry, source)| finding(case, key, entry, Some(source))));
    found.dedup();
    found
}

/// Whether the documented response can be compared with: one that cannot has a finding of its own.
fn is_readable(case: &Case) -> bool {
    case.skip.as_ref().is_none_or(|skip| skip.kind != SkipKind::Unreadable)
}

fn finding(case: &Case, key: &str, entry: &str, source: Option<&Location>) -> Finding {
    let message = format!("`{entry}` is listed as {key}, but neither the example nor its type has such a member");
    let in_page = Location::new(&case.page, Position::new(case.expectation.line, 1));
    let Location { page, place } = source.unwrap_or(&in_page);
    let finding = Finding::docs(&UNUSED_OVERRIDE, page, *place, message);
    finding.help("write a member's name, or the path to it from the documented object: `home/phone`, `pets/*/age`")
}
