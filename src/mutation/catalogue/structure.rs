//! The right values in the wrong places.

use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::Subject;

pub(super) static STRUCTURE: &[Mutation] = &[
    violation("value-in-array", "a value as the only item of an array", in_array),
    violation("value-wrapped", "a scalar inside an object: `{\"value\": ...}`", |s, site| {
        site.is_scalar().then(|| s.replaced(site, format!("{{\"value\":{}}}", s.source(site.node))))
    }),
    violation("object-wrapped", "an object one level deeper than documented", |s, site| {
        emptied(site).then(|| s.replaced(site, format!("{{\"notDocumentedAnywhere\":{}}}", s.source(site.node))))
    }),
    violation("object-emptied", "an object without the members it must have", |s, site| {
        emptied(site).then(|| s.replaced(site, "{}"))
    }),
    violation("object-flattened", "the members of a nested object in the object around it", flattened),
    violation("array-unwrapped", "the only item instead of the array", unwrapped),
    violation("array-as-object", "an array as an object with indices for names", |s, site| {
        site.items().map(|items| s.replaced(site, format!("{{\"0\":{}}}", s.source(&items[0]))))
    }),
    violation("array-as-text", "a list of strings as one string, joined by commas", joined),
];

fn in_array(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let fits = (site.is_scalar() || site.members().is_some()) && site.is_of_one_kind();
    fits.then(|| subject.as_items(site, [subject.source(site.node)]))
}

/// Whether an object without its members breaks a promise.
fn emptied(site: &Site<'_>) -> bool {
    let object = site.pattern.object.as_ref().filter(|_| site.members().is_some());
    let must = |name: &str| !name.contains('@');
    // Which of the members of the body itself are optional is up to the annotation: only those below are certain to be
    // required.
    object.is_some_and(|object| object.members.iter().any(|m| m.required && must(&m.key)))
        && site.at.tokens().count() > 1
}

fn flattened(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let member = site.member.filter(|_| site.required)?;
    let members = site.members().filter(|members| !members.is_empty())?;
    if members.iter().any(|inner| inner.key == member.key) {
        return None;
    }
    let (start, end) = (site.node.start + 1, site.node.end - 1);
    Some(Edit::new(member.key_start, site.node.end, &subject.text[start..end]))
}

fn unwrapped(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let [item] = site.items()? else { return None };
    let is_allowed = item.items().is_some() || site.allows(item);
    (!is_allowed).then(|| subject.replaced(site, subject.source(item)))
}

fn joined(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let texts: Option<Vec<&str>> = site.items()?.iter().map(crate::json::Node::as_str).collect();
    Some(subject.replaced(site, crate::mutation::subject::json_text(&texts?.join(", "))))
}
