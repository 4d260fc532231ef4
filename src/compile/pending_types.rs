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

/// Which members of a type are followed, where not all are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Every one.
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
    /// Of types that matter as bases of others only.
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
    /// Follows the properties alone that documented bodies show: what else a type has is nothing that a check looks at.
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

    pub(super) fn name(&mut self, name: &str) {
        self.names.extend(type_name(name));
    }

    fn base(&mut self, name: &str) {
        // Whoever follows all members may ask for any subtype of a base, too.
        let all = self.members.is_none();
        let names = if all { &mut self.names } else { &mut self.bases };
        names.extend(type_name(name));
    }

    /// What a case names: before any page, for the members of its bodies are those that are followed.
    pub(super) fn case(&mut self, case: &Case) {
        for expectation in std::iter::once(&case.expectation).chain(&case.alternatives) {
            let facts = &expectation.facts;
            facts.type_name.iter().for_each(|name| self.name(name));
            if let Some(members) = &mut self.members {
                let listed = facts.optional.iter().chain(&facts.nullable);
                members.shown.extend(listed.flat_map(|entry| entry.split('/')).map(str::to_lowercase));
            }
            expectation.body.iter().for_each(|body| self.shown(body));
        }
        case.request.body.iter().for_each(|body| self.shown(body));
    }

    fn shown(&mut self, body: &DocumentedBody) {
        let Some(root) = body.root() else { return };
        if let Some(members) = &mut self.members {
            gather_members(root, &mut members.shown);
        }
        self.node(root);
    }

    /// What the types and tables of a page name.
    pub(super) fn page(&mut self, page: &PageDocs, which: Which) {
        for resource in &page.resources {
            let bases = [&resource.base_type, &resource.prose_base];
            bases.into_iter().flatten().for_each(|name| self.base(name));
            self.resource(resource, which);
        }
        page.properties.iter().for_each(|row| self.row(row, which));
    }

    /// What the types and tables of a selected page name: its types are checked as a whole.
    pub(super) fn selected_page(&mut self, page: &PageDocs) {
        for resource in &page.resources {
            self.names.insert(short(&resource.name));
            let Some(members) = &mut self.members else { continue };
            members.documented.extend(resource.properties.iter().map(|row| row.name.to_lowercase()));
            if let Some(root) = resource.body.root() {
                gather_members(root, &mut members.documented);
            }
        }
        self.page(page, Which::All);
    }

    fn resource(&mut self, resource: &Resource, which: Which) {
        match resource.body.root() {
            Some(Node { value: Value::Object { members, .. }, .. }) => {
                for member in members {
                    if self.follows(&member.key, which) {
                        self.node(&member.value);
                    }
                }
            }
            Some(root) => self.node(root),
            None => {}
        }
        resource.properties.iter().for_each(|row| self.row(row, which));
    }

    fn follows(&self, member: &str, which: Which) -> bool {
        let Some(members) = self.members.as_ref().filter(|_| which != Which::All) else { return true };
        let member = member.to_lowercase();
        members.shown.contains(&member) || which == Which::Documented && members.documented.contains(&member)
    }

    fn row(&mut self, row: &Property, which: Which) {
        if self.follows(&row.name, which) {
            let words = row.type_text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '#')));
            words.for_each(|word| self.name(word));
        }
    }

    fn node(&mut self, node: &Node) {
        match &node.value {
            Value::Array { items, .. } => items.iter().for_each(|item| self.node(item)),
            Value::Object { members, .. } => {
                for member in members {
                    let named = matches!(member.key.as_str(), "@odata.type" | "@type");
                    match member.value.as_str().filter(|_| named) {
                        Some(name) => self.name(name),
                        None => self.node(&member.value),
                    }
                }
            }
            _ => {}
        }
    }
}

/// The short name of a type; of words that are no name of one, none.
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
