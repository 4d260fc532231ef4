//! One item of a list that is not like the others: the first, one in the middle, the last.

use crate::contract::{JsonPattern, MemberPattern};
use crate::json::Node;
use crate::mutation::catalogue_entry::{Mutation, violation};
use crate::mutation::change::Edit;
use crate::mutation::site::Site;
use crate::mutation::subject::Subject;

const FIRST: u8 = 0;
const MIDDLE: u8 = 1;
const LAST: u8 = 2;

/// Items of the lists these mutations make, at least.
const LEAST: usize = 5;

pub(super) static ITEMS: &[Mutation] = &[
    violation("item-null-first", "`null` for the first item", null::<FIRST>),
    violation("item-null-middle", "`null` for an item in the middle", null::<MIDDLE>),
    violation("item-null-last", "`null` for the last item", null::<LAST>),
    violation("item-other-kind-first", "the first item of another kind", other_kind::<FIRST>),
    violation("item-other-kind-middle", "an item in the middle of another kind", other_kind::<MIDDLE>),
    violation("item-other-kind-last", "the last item of another kind", other_kind::<LAST>),
    violation("item-member-missing-first", "the first item lacks a member that every item must have", lacking::<FIRST>),
    violation("item-member-missing-middle", "an item in the middle lacks such a member", lacking::<MIDDLE>),
    violation("item-member-missing-last", "the last item lacks such a member", lacking::<LAST>),
    violation("item-undocumented-member-first", "the first item has an undocumented member", further::<FIRST>),
    violation("item-undocumented-member-middle", "an item in the middle has an undocumented member", further::<MIDDLE>),
    violation("item-undocumented-member-last", "the last item has an undocumented member", further::<LAST>),
    violation("item-empty-object", "an item without any of the members it must have", empty_object),
    violation("item-nested", "an item inside an array of its own", nested),
    violation("item-other-scalar", "a number among strings, a string among numbers", other_scalar),
];

/// The list with one item changed, at least five of them.
fn changed<const AT: u8>(
    subject: &Subject<'_>,
    site: &Site<'_>,
    other: impl FnOnce(&Node) -> Option<String>,
) -> Option<Edit> {
    let items = site.items()?;
    let mut texts: Vec<String> = subject.repeated(items, LEAST).into_iter().map(str::to_owned).collect();
    let at = match AT {
        FIRST => 0,
        MIDDLE => texts.len() / 2,
        _ => texts.len() - 1,
    };
    texts[at] = other(&items[at % items.len()])?;
    Some(subject.as_items(site, texts.iter().map(String::as_str)))
}

fn null<const AT: u8>(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    site.item()?;
    changed::<AT>(subject, site, |_| Some("null".to_owned()))
}

fn other_kind<const AT: u8>(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let item = site.item()?;
    let other = if item.scalar.is_some() { "{}" } else { "\"text\"" };
    changed::<AT>(subject, site, |_| Some(other.to_owned()))
}

/// The members each item must have, annotations apart.
fn required<'p>(subject: &Subject<'_>, item: &'p JsonPattern) -> impl Iterator<Item = &'p MemberPattern> {
    let optional = subject.case.expectation.facts.optional.clone();
    let members = item.object.iter().flat_map(|object| &object.members);
    members.filter(move |m| m.required && !m.key.contains('@') && !optional.contains(&m.key))
}

fn lacking<const AT: u8>(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let name = &required(subject, site.item()?).last()?.key;
    changed::<AT>(subject, site, |item| {
        let members = item.members()?;
        let number = members.iter().position(|member| member.key == *name)?;
        let cut = subject.without_member(members, number);
        Some(format!("{}{}", &subject.text[item.start..cut.start], &subject.text[cut.end..item.end]))
    })
}

fn further<const AT: u8>(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    site.item()?.object.as_ref().filter(|object| !object.omitted)?;
    let first = subject.at(&site.at.item(0))?;
    if first.open {
        return None;
    }
    changed::<AT>(subject, site, |item| {
        let added = subject.with_member(item, "notDocumentedAnywhere", "1");
        Some(format!("{}{}}}", &subject.text[item.start..added.start], added.text))
    })
}

fn empty_object(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    required(subject, site.item()?).next()?;
    changed::<MIDDLE>(subject, site, |_| Some("{}".to_owned()))
}

fn nested(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    site.item().filter(|item| item.array.is_none())?;
    changed::<LAST>(subject, site, |item| Some(format!("[{}]", subject.source(item))))
}

fn other_scalar(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    site.item()?.scalar?;
    // Another row of a table may show the other kind.
    subject.at(&site.at.item(0)).filter(|item| item.is_of_one_kind())?;
    let items = site.items()?;
    let texts = items.iter().filter(|item| item.as_str().is_some()).count();
    let other = match texts {
        0 => "\"seven\"",
        _ if texts == items.len() => "7",
        _ => return None,
    };
    changed::<MIDDLE>(subject, site, |_| Some(other.to_owned()))
}
