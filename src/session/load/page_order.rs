use std::collections::BTreeMap;

use globset::GlobMatcher;

use super::case_matcher::glob;
use crate::directive::{FireOrder, PageDirective};

/// Which pages are fired in document order.
#[derive(Debug)]
pub(crate) struct PageOrder {
    pub(crate) suite: FireOrder,
    pages: Vec<(Option<GlobMatcher>, FireOrder)>,
    /// What the pages themselves say.
    said: BTreeMap<String, FireOrder>,
}

impl PageOrder {
    /// `pages`: globs with an order of their own; of several that fit the last one holds.
    pub(crate) fn new(suite: FireOrder, pages: &[(String, FireOrder)]) -> Self {
        let pages = pages.iter().map(|(pattern, order)| (glob(pattern), *order)).collect();
        Self { suite, pages, said: BTreeMap::new() }
    }

    /// With what pages say of themselves (`page.order`); the settings' word on a page goes before it.
    pub(crate) fn with_pages(self, directives: &BTreeMap<String, Vec<PageDirective>>) -> Self {
        let order = |said: &Vec<PageDirective>| said.iter().rev().find_map(|directive| directive.order);
        let said = directives.iter().filter_map(|(page, said)| Some((page.clone(), order(said)?)));
        Self { said: said.collect(), ..self }
    }

    /// Whether the cases of a page build on one another.
    pub(crate) fn is_sequential(&self, page: &str) -> bool {
        let own = self.pages.iter().rev().find(|(glob, _)| glob.as_ref().is_some_and(|glob| glob.is_match(page)));
        let own = own.map(|(_, order)| *order).or_else(|| self.said.get(page).copied());
        own.unwrap_or(self.suite) == FireOrder::Document
    }
}
