//! The types that are still to be looked up, by what names them.

use std::collections::BTreeSet;

use crate::contract::{Case, DocumentedBody, Property, Resource};
use crate::docs::PageDocs;
use crate::json::{Node, Value};
use crate::notation::is_type_word;

/// `#microsoft.graph.user` -> `user`
pub(super) fn short(name: &str) -> String {
    name.rsplit(['.', '#']).next().unwrap_or(name).to_lowercase()
}

/// Which members of a type are followed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MemberSelection {
    /// All of them.
    All,
    /// Those that documented bodies show.
    Shown,
    /// Also those that a type of a selected page documents, which inherits from this one.
    Documented,
}

/// Names of types that are still to be looked up, short.
#[derive(Default)]
pub(super) struct PendingTypes {
    names: BTreeSet<String>,
    /// Of types that matter only as bases of others.
    bases: BTreeSet<String>,
    asked: BTreeSet<String>,
    asked_as_bases: BTreeSet<String>,
    members: Option<Members>,
}

/// The members by which types are followed, in lower case.
#[derive(Default)]
struct Members {
    /// What the documented bodies show.
    shown: BTreeSet<String>,
    /// What the types of the selected pages document: their bases may contradict it.
    documented: BTreeSet<String>,
}

impl PendingTypes {
    /// Follows only properties that documented bodies show: a check looks at no other members of a type.
    pub(super) fn by_shown_members() -> Self {
        Self { members: Some(Members::default()), ..Self::default() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.names.is_empty() && self.bases.is_empty()
    }

    /// The names that were not taken before.
    pub(super) fn take_names(&mut self) -> Vec<String> {
        let names = std::mem::take(&mut self.names);
        names.into_iter().filter(|name| self.asked.insert(name.clone())).collect()
    }

    /// The names of bases that were not taken before.
    pub(super) fn take_bases(&mut self) -> Vec<String> {
        let names = std::mem::take(&mut self.bases);
        names.into_iter().filter(|name| self.asked_as_bases.insert(name.clone())).collect()
    }

    pub(super) fn add_name(&mut self, name: &str) {
        self.names.extend(type_name(name));
    }

    fn add_base(&mut self, name: &str) {
        // Where all members are followed, any subtype of a base may be needed, too.
        let all = self.members.is_none();
        let names = if all { &mut self.names } else { &mut self.bases };
        names.extend(type_name(name));
    }

    /// Adds the types that a case names. To be called before any page is added: the members of its bodies are those that are
    /// followed.
    pub(super) fn add_case(&mut self, case: &Case) {
        for expectation in std::iter::once(&case.expectation).chain(&case.alternatives) {
            let facts = &expectation.facts;
            facts.type_name.iter().for_each(|name| self.add_name(name));
            if let Some(members) = &mut self.members {
                let listed = facts.optional.iter().chain(&facts.nullable);
                members.shown.extend(listed.flat_map(|entry| entry.split('/')).map(str::to_lowercase));
            }
            expectation.body.iter().for_each(|body| self.add_body(body));
        }
        case.request.body.iter().for_each(|body| self.add_body(body));
    }

    fn add_body(&mut self, body: &DocumentedBody) {
        let Some(root) = body.root() else { return };
        if let Some(members) = &mut self.members {
            gather_members(root, &mut members.shown);
        }
        self.add_node(root);
    }

    /// Adds the types that the types and tables of a page name.
    pub(super) fn add_page(&mut self, page: &PageDocs, selection: MemberSelection) {
        for resource in &page.resources {
            let bases = [&resource.base_type, &resource.prose_base];
            bases.into_iter().flatten().for_each(|name| self.add_base(name));
            self.add_resource(resource, selection);
        }
        page.properties.iter().for_each(|row| self.add_row(row, selection));
    }

    /// Adds the types that the types and tables of a selected page name: its types are checked as a whole.
    pub(super) fn add_selected_page(&mut self, page: &PageDocs) {
        for resource in &page.resources {
            self.names.insert(short(&resource.name));
            let Some(members) = &mut self.members else { continue };
            members.documented.extend(resource.properties.iter().map(|row| row.name.to_lowercase()));
            if let Some(root) = resource.body.root() {
                gather_members(root, &mut members.documented);
            }
        }
        self.add_page(page, MemberSelection::All);
    }

    fn add_resource(&mut self, resource: &Resource, selection: MemberSelection) {
        match resource.body.root() {
            Some(Node { value: Value::Object { members, .. }, .. }) => {
                for member in members {
                    if self.follows(&member.key, selection) {
                        self.add_node(&member.value);
                    }
                }
            }
            Some(root) => self.add_node(root),
            None => {}
        }
        resource.properties.iter().for_each(|row| self.add_row(row, selection));
    }

    fn follows(&self, member: &str, selection: MemberSelection) -> bool {
        let Some(members) = self.members.as_ref().filter(|_| selection != MemberSelection::All) else { return true };
        let member = member.to_lowercase();
        members.shown.contains(&member)
            || selection == MemberSelection::Documented && members.documented.contains(&member)
    }

    fn add_row(&mut self, row: &Property, selection: MemberSelection) {
        if self.follows(&row.name, selection) {
            let words = row.type_text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '#')));
            words.for_each(|word| self.add_name(word));
        }
    }

    fn add_node(&mut self, node: &Node) {
        match &node.value {
            Value::Array { items, .. } => items.iter().for_each(|item| self.add_node(item)),
            Value::Object { members, .. } => {
                for member in members {
                    let named = matches!(member.key.as_str(), "@odata.type" | "@type");
                    match member.value.as_str().filter(|_| named) {
                        Some(name) => self.add_name(name),
                        None => self.add_node(&member.value),
                    }
                }
            }
            _ => {}
        }
    }
}

/// The short name of a type; `None` for words that do not name one.
fn type_name(name: &str) -> Option<String> {
    let name = short(name.trim_end_matches(')'));
    (name.len() > 2 && !is_type_word(&name) && name != "collection").then_some(name)
}

fn gather_members(node: &Node, members: &mut BTreeSet<String>) {
    match &node.value {
        Value::Array { items, .. } => items.iter().for_each(|item| gather_members(item, members)),
        Value::Object { members: own, .. } => {
            for member in own {
                members.insert(member.key.to_lowercase());
                gather_members(&member.value, members);
            }
        }
        _ => {}
    }
}
