use std::collections::BTreeMap;

use crate::directive::{FireOrder, PageDirective};
use crate::text::Glob;

/// Which pages are fired in document order.
#[derive(Debug)]
pub(crate) struct PageOrder {
    pub(crate) suite: FireOrder,
    pages: Vec<(Glob, FireOrder)>,
    /// What the pages themselves say.
    said: BTreeMap<String, FireOrder>,
}

impl PageOrder {
    /// `pages`: globs with an order of their own; of several that fit the last one holds.
    pub(crate) fn new(suite: FireOrder, pages: &[(Glob, FireOrder)]) -> Self {
        Self { suite, pages: pages.to_vec(), said: BTreeMap::new() }
    }

    /// With what pages say of themselves (`page.order`); the settings' word on a page goes before it.
    pub(crate) fn with_pages(self, directives: &BTreeMap<String, Vec<PageDirective>>) -> Self {
        let order = |said: &Vec<PageDirective>| said.iter().rev().find_map(|directive| directive.order);
        let said = directives.iter().filter_map(|(page, said)| Some((page.clone(), order(said)?)));
        Self { said: said.collect(), ..self }
    }

    /// Whether the cases of a page build on one another.
    pub(crate) fn is_sequential(&self, page: &str) -> bool {
        let own = self.pages.iter().rev().find(|(glob, _)| glob.matches_page(page));
        let own = own.map(|(_, order)| *order).or_else(|| self.said.get(page).copied());
        own.unwrap_or(self.suite) == FireOrder::Document
    }
}
