//! What comments in a documented JSON body say of its members: `"name": "kim", // may be null`.

use super::field_row::field_row;
use super::property::property;
use crate::contract::{DocumentedBody, FieldRow};
use crate::json::{Member, Node, RepairKind};

/// Whether a body may have comments: a quick check that is certain only where it says no.
pub(super) fn may_have_comments(body: &DocumentedBody) -> bool {
    memchr::memchr2(b'/', b'#', body.text().as_bytes()).is_some() && !body.is_plain()
}

/// The rows of the members that a comment is about: on the line of a member after it, or on lines of its own above it.
pub(super) fn comment_fields(body: &DocumentedBody) -> Vec<FieldRow> {
    if !may_have_comments(body) {
        return Vec::new();
    }
    let Ok(document) = body.json() else { return Vec::new() };
    let comments = document.repairs.iter().filter(|repair| repair.kind == RepairKind::Comment);
    let mut comments = comments.peekable();
    if comments.peek().is_none() {
        return Vec::new();
    }
    let members = Members::of(&document.root);
    let rows = comments.filter_map(|comment| {
        let at = members.about(body.text(), comment.at)?;
        let key = &members.all[at].member.key;
        let row = field_row(key, words(&body.text()[comment.at..]), body.place(comment.at));
        let around = |row, name: &str| FieldRow::around(property(name, "", "", body.place(comment.at)), vec![row]);
        Some(members.ancestors(at).fold(row, around))
    });
    rows.collect()
}

/// The words of the comment that a text begins with.
fn words(text: &str) -> &str {
    let inside = match text.strip_prefix("/*") {
        Some(rest) => rest.split_once("*/").map_or(rest, |(inside, _)| inside),
        None => text.lines().next().unwrap_or_default().trim_start_matches(['/', '#']),
    };
    inside.trim()
}

/// The members of a document, in an order in which those near a comment are found at once.
struct Members<'n> {
    all: Vec<Placed<'n>>,
    /// Sorted by where their keys start, which is also the order of their values.
    by_start: Vec<usize>,
    /// By where their values end.
    by_end: Vec<usize>,
}

/// A member, and the one whose value it is in.
struct Placed<'n> {
    member: &'n Member,
    parent: Option<usize>,
}

impl<'n> Members<'n> {
    /// All members of a document.
    fn of(root: &'n Node) -> Self {
        let mut all: Vec<Placed<'n>> = Vec::new();
        let mut open: Vec<(Option<usize>, &Node)> = vec![(None, root)];
        while let Some((parent, node)) = open.pop() {
            open.extend(node.items().unwrap_or_default().iter().rev().map(|item| (parent, item)));
            let first = all.len();
            let members = node.members().unwrap_or_default();
            all.extend(members.iter().map(|member| Placed { member, parent }));
            let below = members.iter().enumerate().rev().map(|(at, member)| (Some(first + at), &member.value));
            open.extend(below);
        }
        let mut by_start: Vec<usize> = (0..all.len()).collect();
        let mut by_end = by_start.clone();
        by_start.sort_by_key(|&at| all[at].member.key_start);
        by_end.sort_by_key(|&at| all[at].member.value.end);
        Self { all, by_start, by_end }
    }

    /// The names around a member, innermost first.
    fn ancestors(&self, member: usize) -> impl Iterator<Item = &'n str> {
        let above = std::iter::successors(self.all[member].parent, |&at| self.all[at].parent);
        above.map(|at| self.all[at].member.key.as_str())
    }

    /// The member that a comment at `at` is about: the one that it follows on its line, or whose value opens before it; for
    /// a comment on a line of its own, the next one.
    fn about(&self, text: &str, at: usize) -> Option<usize> {
        /// How far, in bytes, to look for the next member.
        const FAR: usize = 4000;
        let before = text[..at].trim_end_matches([' ', '\t', '\r']);
        if before.is_empty() || before.ends_with('\n') {
            let after = self.by_start.partition_point(|&member| self.all[member].member.key_start <= at);
            let next = *self.by_start.get(after)?;
            let start = self.all[next].member.key_start;
            return (start - at < FAR && only_comments(&text[at..start])).then_some(next);
        }
        let after = self.by_end.partition_point(|&member| self.all[member].member.value.end <= at);
        let closed = self.by_end[..after].last().copied().filter(|&member| {
            let between = &text[self.all[member].member.value.end..at];
            between.len() < FAR && !between.contains('\n') && between.trim().trim_matches(',').trim().is_empty()
        });
        closed.or_else(|| {
            let open = before.ends_with(['{', '[']).then(|| before.len() - 1)?;
            let value_start = |member: usize| self.all[member].member.value.start;
            let first = self.by_start.partition_point(|&member| value_start(member) < open);
            self.by_start.get(first).copied().filter(|&member| value_start(member) == open)
        })
    }
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
