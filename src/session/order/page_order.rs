//! Which pages are fired in document order, alone or as a story.

use std::collections::BTreeMap;

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
    /// Pages whose cases build on one another, in their order.
    stories: Vec<Vec<Glob>>,
}

impl PageOrder {
    /// `pages`: globs with an order of their own; of several that match, the last one counts.
    pub(crate) fn new(suite: FireOrder, pages: &[(Glob, FireOrder)]) -> Self {
        Self { suite, pages: pages.to_vec(), own: BTreeMap::new(), stories: Vec::new() }
    }

    /// With pages that build on one another.
    pub(crate) fn with_stories(self, stories: &[Vec<Glob>]) -> Self {
        Self { stories: stories.to_vec(), ..self }
    }

    /// The story that a page is part of, and its place in it.
    pub(crate) fn place_in_story(&self, page: &str) -> Option<(usize, usize)> {
        let place = |pages: &Vec<Glob>| pages.iter().position(|glob| glob.matches_page(page));
        self.stories.iter().enumerate().find_map(|(story, pages)| Some((story, place(pages)?)))
    }

    /// The pages of the story that a page in document order is part of, as globs; none: all pages.
    pub(crate) fn story_pages(&self, page: &str) -> Vec<Glob> {
        match self.place_in_story(page) {
            Some((story, _)) => self.stories[story].clone(),
            None if self.suite == FireOrder::Document => Vec::new(),
            // Any path is a glob that matches itself, unless it is not a valid glob.
            None => page.parse().into_iter().collect(),
        }
    }

    /// A name for the story that a page is part of.
    pub(crate) fn story_key(&self, page: &str) -> String {
        self.story_pages(page).iter().fold("story".to_owned(), |key, page| format!("{key} {page}"))
    }

    /// Puts the cases of each story together, in the order of its pages, where the first of them is.
    pub(crate) fn arrange(&self, cases: &mut Vec<Case>) {
        if self.stories.is_empty() {
            return;
        }
        let place = |case: &Case| self.place_in_story(&case.page);
        let first_of = |story: usize| cases.iter().position(|case| place(case).is_some_and(|(own, _)| own == story));
        let firsts: Vec<Option<usize>> = (0..self.stories.len()).map(first_of).collect();
        let key = |(at, case): &(usize, Case)| match place(case) {
            Some((story, page)) => (firsts[story].unwrap_or(*at), page + 1, *at),
            None => (*at, 0, *at),
        };
        let mut numbered: Vec<(usize, Case)> = std::mem::take(cases).into_iter().enumerate().collect();
        numbered.sort_by_cached_key(key);
        cases.extend(numbered.into_iter().map(|(_, case)| case));
    }

    /// With the order that pages give themselves (`page.order`); that of the settings goes before it.
    pub(crate) fn with_pages(self, directives: &BTreeMap<String, Vec<PageDirective>>) -> Self {
        let order = |directives: &Vec<PageDirective>| directives.iter().rev().find_map(|directive| directive.order);
        let own = directives.iter().filter_map(|(page, directives)| Some((page.clone(), order(directives)?)));
        Self { own: own.collect(), ..self }
    }

    /// Whether the cases of a page build on one another, so that they are fired in document order.
    pub(crate) fn is_sequential(&self, page: &str) -> bool {
        if self.place_in_story(page).is_some() {
            return true;
        }
        let own = self.pages.iter().rev().find(|(glob, _)| glob.matches_page(page));
        let own = own.map(|(_, order)| *order).or_else(|| self.own.get(page).copied());
        own.unwrap_or(self.suite) == FireOrder::Document
    }
}
