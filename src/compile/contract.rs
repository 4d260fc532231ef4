//! `Contract`: the result of compiling: cases and documented types with the findings about the docs.

use std::collections::{BTreeMap, BTreeSet};

use super::own_tables::Rows;
use crate::contract::Case;
use crate::directive::{FireOrder, PageDirective};
use crate::docs::FenceCounts;
use crate::finding::Finding;
use crate::schema::SchemaSet;

/// Cases with their schemas, and the documented types: everything that a run needs from the docs.
#[derive(Debug, Clone, Default)]
pub struct Contract {
    /// In the order of pages, then of the page.
    pub cases: Vec<Case>,
    /// The documented types; the user's own schemas among them.
    pub schemas: SchemaSet,
    /// What is wrong with the docs, by page and place.
    pub findings: Vec<Finding>,
    /// Every page that was read, with what became of its HTTP-looking fences.
    pub pages: BTreeMap<String, FenceCounts>,
    /// What directives say about whole pages, by page.
    pub page_directives: BTreeMap<String, Vec<PageDirective>>,
    /// Types of which not every property is known: defined in several places, or inheriting from an unnamed type.
    pub(crate) incomplete_types: BTreeSet<String>,
    /// The rows of the tables of pages, where the docs were read for what is wrong with them.
    pub(super) rows: Rows,
}

impl Contract {
    /// What became of the HTTP-looking fences of all pages.
    pub fn account(&self) -> FenceCounts {
        let mut account = FenceCounts::default();
        for page in self.pages.values() {
            account.add_all(*page);
        }
        account
    }

    /// The order in which the cases of a page are fired, where the page has one.
    pub(crate) fn order_of(&self, page: &str) -> Option<FireOrder> {
        self.page_directives.get(page)?.iter().rev().find_map(|directive| directive.order)
    }
}
