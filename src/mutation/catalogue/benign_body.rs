//! The same body in other notations, or with more or fewer items.

use crate::json::{Node, Value};
use crate::mutation::catalogue_entry::{Mutation, benign, benign_response};
use crate::mutation::change::{Change, Edit};
use crate::mutation::site::Site;
use crate::mutation::subject::{Subject, has, json_text};

pub(super) static BENIGN_BODY: &[Mutation] = &[
    benign_response("fine-key-order", "members in another order, at every depth", |s| whole(s, reversed)),
    benign_response("fine-pretty-print", "line breaks and indentation", |s| {
        whole(s, |s, _| {
            let value: serde_json::Value = serde_json::from_str(s.text).unwrap_or_default();
            format!("\r\n{value:#}\n\n").replace('\n', "\r\n")
        })
    }),
    benign_response("fine-white-space", "white space between all tokens", |s| whole(s, spaced)),
    benign("fine-annotation", "an undocumented OData annotation in an object", |s, site| {
        site.members().filter(|_| !has(site.node, "@odata.id"))?;
        Some(s.with_member(site.node, "@odata.id", "\"items/1\""))
    }),
    benign("fine-member-annotation", "an OData annotation of a member", |s, site| {
        let first = site.members()?.iter().find(|member| !member.key.contains('@'))?;
        let name = format!("{}@odata.navigationLink", first.key);
        (!has(site.node, &name)).then(|| s.with_member(site.node, &name, "\"items/1\""))
    }),
    benign("fine-vendor-annotation", "an annotation of a vendor's namespace", |s, site| {
        site.members().map(|_| s.with_member(site.node, "@example.note", "{\"a\":[1]}"))
    }),
    benign("fine-next-link", "a link to a next page", |s, site| {
        let fits = site.at.as_str().is_empty() && !has(site.node, "@odata.nextLink");
        site.members().filter(|_| fits)?;
        Some(s.with_member(site.node, "@odata.nextLink", "\"https://example.com/items?page=2\""))
    }),
    benign("fine-optional-missing", "a member that only some documented items have is missing", optional_missing),
    benign("fine-more-items", "more items of the documented kind", |s, site| {
        items(site).map(|items| s.as_items(site, s.repeated(items, 7)))
    }),
    benign("fine-fewer-items", "fewer items, but one at least", |s, site| {
        items(site).filter(|items| items.len() > 1).map(|items| s.as_items(site, [s.source(&items[0])]))
    }),
    benign("fine-no-items", "no items at all", |s, site| items(site).map(|_| s.replaced(site, "[]"))),
    benign("fine-items-order", "items in another order", |s, site| {
        items(site).map(|items| s.as_items(site, items.iter().rev().map(|item| s.source(item))))
    }),
    benign("fine-null", "`null` where the docs allow it", |s, site| {
        (site.member.is_some() && site.is_promised() && site.nullable).then(|| s.replaced(site, "null"))
    }),
];

fn whole(subject: &Subject<'_>, text: fn(&Subject<'_>, &Node) -> String) -> Vec<Change> {
    subject.root().map(|root| Change::body(text(subject, root.node))).into_iter().collect()
}

/// The items, where no keyword counts or compares them, and they are not those of a row.
fn items<'s>(site: &Site<'s>) -> Option<&'s [Node]> {
    let is_row = site.pattern.array.as_ref().is_some_and(|array| array.row.is_some() || !array.columns.is_empty());
    site.items().filter(|_| !is_row && !site.constraints.bound)
}

fn reversed(subject: &Subject<'_>, node: &Node) -> String {
    match &node.value {
        Value::Object { members, .. } => {
            let member = |m: &crate::json::Member| format!("{}:{}", json_text(&m.key), reversed(subject, &m.value));
            let members: Vec<String> = members.iter().rev().map(member).collect();
            format!("{{{}}}", members.join(","))
        }
        Value::Array { items, .. } => {
            let items: Vec<String> = items.iter().map(|item| reversed(subject, item)).collect();
            format!("[{}]", items.join(","))
        }
        _ => subject.source(node).to_owned(),
    }
}

fn spaced(subject: &Subject<'_>, node: &Node) -> String {
    match &node.value {
        Value::Object { members, .. } => {
            let member =
                |m: &crate::json::Member| format!("\t{} :\r\n {}", json_text(&m.key), spaced(subject, &m.value));
            let members: Vec<String> = members.iter().map(member).collect();
            format!(" {{ {} }} ", members.join(" ,"))
        }
        Value::Array { items, .. } => {
            let items: Vec<String> = items.iter().map(|item| spaced(subject, item)).collect();
            format!(" [ {} ] ", items.join(" , "))
        }
        _ => subject.source(node).to_owned(),
    }
}

fn optional_missing(subject: &Subject<'_>, site: &Site<'_>) -> Option<Edit> {
    let member = site.member.filter(|_| !site.required && !site.annotation)?;
    let members = site.around?.members()?;
    let number = members.iter().position(|other| other.key_start == member.key_start)?;
    Some(subject.without_member(members, number))
}
