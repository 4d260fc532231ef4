//! What comments in a documented JSON body say of its members: `"name": "kim", // may be null`.

use super::field_row::field_row;
use super::property::property;
use crate::contract::{DocumentedBody, FieldRow};
use crate::json::{Member, Node, RepairKind};

/// The rows of the members that a comment is about: on the line of a member behind it, or on lines of its own above it.
pub(super) fn comment_fields(body: &DocumentedBody) -> Vec<FieldRow> {
    if body.is_plain() {
        return Vec::new();
    }
    let Ok(document) = body.json() else { return Vec::new() };
    let comments = document.repairs.iter().filter(|repair| repair.kind == RepairKind::Comment);
    let rows = comments.filter_map(|comment| {
        let (path, member) = member_at(&document.root, body.text(), comment.at)?;
        let row = field_row(&member.key, words(&body.text()[comment.at..]), body.place(comment.at));
        let around = |row, name: &&str| FieldRow::around(property(*name, "", "", body.place(comment.at)), vec![row]);
        Some(path.iter().rev().fold(row, around))
    });
    rows.collect()
}

/// The words of the comment that a text begins with.
fn words(text: &str) -> &str {
    let line = text.lines().next().unwrap_or_default();
    let inside = match text.strip_prefix("/*") {
        Some(rest) => rest.split_once("*/").map_or(rest, |(inside, _)| inside),
        None => line.trim_start_matches(['/', '#']),
    };
    inside.trim()
}

/// The member that a comment at `at` is about, with the names of those around it.
fn member_at<'n>(root: &'n Node, text: &str, at: usize) -> Option<(Vec<&'n str>, &'n Member)> {
    let line = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let own_line = text[line..at].trim().is_empty();
    let mut found = None;
    let mut open: Vec<(Vec<&str>, &Node)> = vec![(Vec::new(), root)];
    while let Some((path, node)) = open.pop() {
        for item in node.items().unwrap_or_default() {
            open.push((path.clone(), item));
        }
        for member in node.members().unwrap_or_default() {
            let is_about = if own_line {
                member.key_start > at && only_comments(&text[at..member.key_start])
            } else {
                is_behind(text, member, at, line)
            };
            if is_about {
                found = Some((path.clone(), member));
            }
            let below = path.iter().copied().chain([member.key.as_str()]).collect();
            open.push((below, &member.value));
        }
    }
    found
}

/// Whether nothing but the end of a member, or the opening of its value, is between it and a comment on its line.
fn is_behind(text: &str, member: &Member, at: usize, line: usize) -> bool {
    let end = member.value.end;
    let closed = end <= at && end >= line && text[end..at].trim().trim_matches(',').trim().is_empty();
    let start = member.value.start;
    let opened = start < at && start >= line && matches!(text[start..at].trim(), "{" | "[");
    closed || opened
}

/// Whether a text consists of comment lines only.
fn only_comments(text: &str) -> bool {
    text.lines().map(str::trim).all(|line| {
        line.is_empty()
            || line.starts_with("//")
            || line.starts_with('#')
            || line.starts_with("/*")
            || line.ends_with("*/")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    fn fields(text: &str) -> Vec<String> {
        let rows = comment_fields(&SourceText::new(text, 1, &[]).into());
        rows.iter().map(shown).collect()
    }

    fn shown(row: &FieldRow) -> String {
        let null = if row.property.nullable == Some(true) { " null" } else { "" };
        let optional = if row.optional { " optional" } else { "" };
        let below: Vec<String> = row.fields.iter().map(shown).collect();
        let below = if below.is_empty() { String::new() } else { format!("/{}", below.join("/")) };
        format!("{}{null}{optional}{below}", row.property.name)
    }

    #[test]
    fn a_comment_is_about_the_member_on_its_line_or_below_it() {
        let text = "{\n  \"name\": \"kim\", // can be null if not set\n  \"admin\": false,\n\
                    // optional\n  \"team\": { // may be null\n    \"id\": 1 /* optional */\n  }\n}";
        assert_eq!(fields(text), ["name null", "team optional", "team null", "team/id optional"]);
        assert_eq!(fields("[\n{\"a\": 1}, // may be null\n{\"b\": 2}]"), [""; 0]);
        assert_eq!(fields("{\"a\": 1}"), [""; 0]);
    }
}
