//! What a list, table or comment of a page says of a member, and which level of the body it is about.

use std::collections::{HashMap, HashSet};

use super::Property;
use crate::json::Node;

/// What a list, a table or a comment of a page says of a member of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldRow {
    /// Name, type and description.
    pub property: Property,
    /// The member may be absent although it is shown.
    pub optional: bool,
    /// The member is an object whose names are data.
    pub map: bool,
    /// What it says about its own members.
    pub fields: Vec<FieldRow>,
}

impl FieldRow {
    /// A row that says nothing but what its fields say.
    pub fn around(property: Property, fields: Vec<Self>) -> Self {
        Self { property, optional: false, map: false, fields }
    }
}

/// The level of a body that rows are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DescribedLevel<'n> {
    /// The body itself, or its items.
    Body,
    /// What a member at the top holds, or its items.
    Member(&'n str),
}

/// The level that shows at least half of the names of `rows`; `None` where there is none.
pub fn described_level<'n>(body: &'n Node, rows: &[FieldRow]) -> Option<DescribedLevel<'n>> {
    let mut named: HashMap<&str, usize> = HashMap::new();
    for row in rows {
        *named.entry(&row.property.name).or_default() += 1;
    }
    let shows_most = |node: &Node| {
        let members = objects(node).into_iter().filter_map(Node::members).flatten();
        let shown: HashSet<&str> = members.map(|member| member.key.as_str()).collect();
        let count: usize = shown.iter().filter_map(|name| named.get(name)).sum();
        count > 0 && count * 2 >= rows.len()
    };
    if shows_most(body) {
        return Some(DescribedLevel::Body);
    }
    let member = body.members()?.iter().find(|member| shows_most(&member.value))?;
    Some(DescribedLevel::Member(&member.key))
}

/// The object a node is, or those that are its items.
fn objects(node: &Node) -> Vec<&Node> {
    match node.items() {
        Some(items) => items.iter().collect(),
        None => vec![node],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::contract::TableSubject;
    use crate::text::Position;

    #[test]
    fn rows_are_about_the_level_that_shows_their_names() {
        let level = |body: &str, names: &[&str]| {
            let property = |name: &&str| Property {
                name: (*name).to_owned(),
                type_text: String::new(),
                description: String::new(),
                possible_values: Vec::new(),
                combinable: false,
                nullable: None,
                required: false,
                read_only: false,
                place: Position::new(1, 1),
                relationship: false,
                subject: TableSubject::Any,
            };
            let rows: Vec<FieldRow> = names.iter().map(|name| FieldRow::around(property(name), Vec::new())).collect();
            let body = crate::json::read(body).expect("JSON").root;
            described_level(&body, &rows).map(|level| format!("{level:?}"))
        };
        assert_eq!(level(r#"{"id": 1}"#, &["id", "seen"]).as_deref(), Some("Body"));
        assert_eq!(level(r#"[{"id": 1}, {"seen": 2}]"#, &["id", "seen"]).as_deref(), Some("Body"));
        assert_eq!(level(r#"{"total": 1, "data": [{"id": 1}]}"#, &["id"]).as_deref(), Some("Member(\"data\")"));
        assert_eq!(level(r#"{"id": 1}"#, &["name", "size", "id"]), None);
    }
}
