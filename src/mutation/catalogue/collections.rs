//! A collection that is something else, or that lost the object around it.

use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::Subject;

pub(super) static COLLECTIONS: &[Mutation] = &[
    violation("list-as-object", "an object where a list is shown", |s, site| list(s, site, "{}")),
    violation("list-as-text", "a string where a list is shown", |s, site| list(s, site, "\"text\"")),
    violation("list-as-number", "a number where a list is shown", |s, site| list(s, site, "3")),
    violation("list-as-first-item", "the first item where a list is shown", |s, site| {
        let first = &site.items()?[0];
        let is_allowed = first.items().is_some() || site.allows(first);
        (!is_allowed).then(|| s.replaced(site, s.source(first)))
    }),
    violation("list-nested", "the list inside another list", |s, site| {
        site.item().filter(|item| item.array.is_none()).map(|_| s.as_items(site, [s.source(site.node)]))
    }),
    violation("envelope-lost", "the bare items instead of the object around them", envelope_lost),
    violation("envelope-added", "an object around the items instead of the bare list", envelope_added),
    violation("collection-not-empty", "an item where the docs promise an empty collection", |s, site| {
        let shown = site.must_be_empty && site.node.items().is_some_and(<[_]>::is_empty);
        shown.then(|| s.replaced(site, "[{\"id\":\"1\"}]"))
    }),
];

fn list(subject: &Subject<'_>, site: &Site<'_>, value: &str) -> Option<Edit> {
    let shown = site.is_of_one_kind() && site.pattern.array.is_some();
    shown.then(|| subject.replaced(site, value))
}

fn envelope_lost(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let members = site.members().filter(|_| site.at.as_str().is_empty())?;
    let list = members
        .iter()
        .find(|m| m.key == subject.case.expectation.facts.collection_property && m.value.items().is_some());
    list.map(|list| subject.replaced(site, subject.source(&list.value)))
}

fn envelope_added(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let bare = site.at.as_str().is_empty() && site.items().is_some();
    bare.then(|| subject.replaced(site, format!("{{\"value\":{}}}", subject.text)))
}
