//! Members of a response that a table of the page spells in another way: `created_at` and `createdAt`.

use std::collections::{BTreeMap, HashSet};

use crate::contract::DocumentedBody;
use crate::docs::outline::page_context::PageContext;
use crate::docs::{Example, PageDocs};
use crate::finding::{Finding, rules};
use crate::json::{Member, Node, Value};

/// A finding for each member whose name is that of a row except for case, `_` and `-`, where no row has its spelling and no
/// member has that of the row.
pub(super) fn lint(page: &PageContext<'_>, docs: &PageDocs) -> Vec<Finding> {
    let plain_bodies = || {
        let examples = docs.examples.iter().filter(|example| !example.dialect.is_annotated());
        examples.filter_map(|example: &Example| example.response.body.as_ref())
    };
    if docs.properties.is_empty() || plain_bodies().next().is_none() {
        return Vec::new();
    }
    let rows: BTreeMap<String, &str> =
        docs.properties.iter().map(|row| (plain(&row.name), row.name.as_str())).collect();
    let exact: HashSet<&str> = docs.properties.iter().map(|row| row.name.as_str()).collect();
    let mut found = Vec::new();
    for body in plain_bodies() {
        let mut members = Vec::new();
        body.root().into_iter().for_each(|root| collect(root, &mut members));
        let shown: HashSet<&str> = members.iter().map(|member| member.key.as_str()).collect();
        for member in &members {
            let Some(row) = rows.get(&plain(&member.key)) else { continue };
            if !exact.contains(member.key.as_str()) && !shown.contains(row) {
                found.push(finding(page, body, member, row));
            }
        }
    }
    found
}

fn finding(page: &PageContext<'_>, body: &DocumentedBody, member: &Member, row: &str) -> Finding {
    let message = format!("the example shows `{}`, a table of the page `{row}`", member.key);
    let span = body.source().token(member.key_start);
    let finding = Finding::docs(&rules::lint::MEMBER_SPELLING, page.path(), span, message);
    finding.help("make the two the same")
}

fn collect<'n>(node: &'n Node, members: &mut Vec<&'n Member>) {
    match &node.value {
        Value::Object { members: own, .. } => {
            for member in own {
                members.push(member);
                collect(&member.value, members);
            }
        }
        Value::Array { items, .. } => items.iter().for_each(|item| collect(item, members)),
        _ => {}
    }
}

fn plain(name: &str) -> String {
    if name.is_ascii() {
        let letters = name.bytes().filter(|byte| !matches!(byte, b'_' | b'-'));
        return letters.map(|byte| char::from(byte.to_ascii_lowercase())).collect();
    }
    name.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use crate::docs::lint::testing::found;

    #[test]
    fn another_spelling_is_reported_and_both_spellings_are_not() {
        let page = |body: &str| {
            format!(
                "## A\n\n|Field|Type|\n|-|-|\n|createdAt|string|\n\n```http\nGET /a HTTP/1.1\nHost: h\n```\n\n```http\nHTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}\n```\n"
            )
        };
        assert_eq!(found(&page(r#"{"created_at": "x"}"#), "L105").len(), 1);
        assert!(found(&page(r#"{"createdAt": "x"}"#), "L105").is_empty());
        assert!(found(&page(r#"{"created_at": "x", "of": {"createdAt": "x"}}"#), "L105").is_empty());
    }
}
