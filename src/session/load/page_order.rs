use std::collections::BTreeMap;

use crate::config::Settings;
use crate::contract::Case;
use crate::directive::{FireOrder, PageDirective};
use crate::text::Glob;

/// Which pages are fired in document order.
#[derive(Debug)]
pub(crate) struct PageOrder {
    pub(crate) suite: FireOrder,
    pages: Vec<(Glob, FireOrder)>,
    /// The order that pages give themselves.
    own: BTreeMap<String, FireOrder>,
}

impl PageOrder {
    /// `pages`: globs with an order of their own; of several that match, the last one counts.
    pub(crate) fn new(suite: FireOrder, pages: &[(Glob, FireOrder)]) -> Self {
        Self { suite, pages: pages.to_vec(), own: BTreeMap::new() }
    }

    /// With the order that pages give themselves (`page.order`); that of the settings goes before it.
    pub(crate) fn with_pages(self, directives: &BTreeMap<String, Vec<PageDirective>>) -> Self {
        let order = |directives: &Vec<PageDirective>| directives.iter().rev().find_map(|directive| directive.order);
        let own = directives.iter().filter_map(|(page, directives)| Some((page.clone(), order(directives)?)));
        Self { own: own.collect(), ..self }
    }

    /// Whether the cases of a page build on one another, so that they are fired in document order.
    pub(crate) fn is_sequential(&self, page: &str) -> bool {
        let own = self.pages.iter().rev().find(|(glob, _)| glob.matches_page(page));
        let own = own.map(|(_, order)| *order).or_else(|| self.own.get(page).copied());
        own.unwrap_or(self.suite) == FireOrder::Document
    }
}

/// A warning for each `[[page]]` of the settings that matches no page with cases.
pub(crate) fn unused_pages(cases: &[Case], settings: &Settings) -> Vec<String> {
    let Settings { page_order, target, .. } = settings;
    let globs = page_order.iter().map(|(glob, _)| glob).chain(target.page_stand_ins.iter().map(|(glob, _)| glob));
    let unused = globs.filter(|glob| !cases.iter().any(|case| glob.matches_page(&case.page)));
    let mut warnings: Vec<String> = unused
        .map(|glob| format!("[[page]] path = \"{glob}\" matches no page with cases; correct it, or remove it"))
        .collect();
    warnings.dedup();
    warnings
}
