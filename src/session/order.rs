use std::collections::BTreeMap;

use globset::GlobMatcher;

use super::conditions::glob;
use crate::contract::Case;
use crate::directive::{FireOrder, PageDirective};

/// Which pages are fired in document order.
#[derive(Debug)]
pub(super) struct Orders {
    suite: FireOrder,
    pages: Vec<(Option<GlobMatcher>, FireOrder)>,
    /// What the pages themselves say.
    said: BTreeMap<String, FireOrder>,
}

impl Orders {
    /// `pages`: globs with an order of their own; of several that fit the last one holds.
    pub(super) fn new(suite: FireOrder, pages: &[(String, FireOrder)]) -> Self {
        let pages = pages.iter().map(|(pattern, order)| (glob(pattern), *order)).collect();
        Self { suite, pages, said: BTreeMap::new() }
    }

    /// With what pages say of themselves (`page.order`); the settings' word on a page goes before it.
    pub(super) fn with_pages(self, directives: &BTreeMap<String, Vec<PageDirective>>) -> Self {
        let order = |said: &Vec<PageDirective>| said.iter().rev().find_map(|directive| directive.order);
        let said = directives.iter().filter_map(|(page, said)| Some((page.clone(), order(said)?)));
        Self { said: said.collect(), ..self }
    }

    /// Whether the cases of a page build on one another.
    pub(super) fn is_story(&self, page: &str) -> bool {
        let own = self.pages.iter().rev().find(|(glob, _)| glob.as_ref().is_some_and(|glob| glob.is_match(page)));
        let own = own.map(|(_, order)| *order).or_else(|| self.said.get(page).copied());
        own.unwrap_or(self.suite) == FireOrder::Document
    }
}

/// The cases in lanes: those of one lane are fired one after the other, the lanes side by side.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lanes(pub Vec<Vec<usize>>);

impl Lanes {
    /// Lanes by the order the settings ask for: of a page in document order all cases are one lane, and all such pages are
    /// one lane where the whole suite is in document order; any other case has a lane of its own.
    pub(super) fn of(cases: &[Case], orders: &Orders) -> Self {
        let whole = orders.suite == FireOrder::Document;
        let mut lanes: Vec<Vec<usize>> = Vec::new();
        let mut open: Option<(usize, &str)> = None;
        for (at, case) in cases.iter().enumerate() {
            let story = orders.is_story(&case.page);
            if let Some((lane, _)) = open.filter(|(_, page)| story && (whole || *page == case.page)) {
                lanes[lane].push(at);
                continue;
            }
            open = story.then_some((lanes.len(), case.page.as_str())).or(open);
            lanes.push(vec![at]);
        }
        Self(lanes)
    }

    /// For each case the one that must be over before it is fired.
    pub fn before(&self) -> Vec<Option<usize>> {
        let count = self.0.iter().map(Vec::len).sum();
        let mut before = vec![None; count];
        for lane in &self.0 {
            for pair in lane.windows(2) {
                before[pair[1]] = Some(pair[0]);
            }
        }
        before
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directive::FireOrder::{Any, Document};
    use crate::session::selection::tests::case;

    fn lanes(suite: FireOrder, page: Option<(&str, FireOrder)>) -> Vec<Vec<usize>> {
        let cases = ["a.md", "a.md", "b.md", "b.md", "c.md"].map(|page| case(&format!("{page}::h::n"), "GET", "/x"));
        let pages: Vec<_> = page.into_iter().map(|(glob, order)| (glob.to_owned(), order)).collect();
        Lanes::of(&cases, &Orders::new(suite, &pages)).0
    }

    #[test]
    fn pages_in_document_order_are_lanes() {
        let each: Vec<Vec<usize>> = (0..5).map(|at| vec![at]).collect();
        assert_eq!(lanes(Any, None), each);
        assert_eq!(lanes(Document, None), [vec![0, 1, 2, 3, 4]]);
        assert_eq!(lanes(Any, Some(("[ab].md", Document))), [vec![0, 1], vec![2, 3], vec![4]]);
        assert_eq!(lanes(Document, Some(("b.md", Any))), [vec![0, 1, 4], vec![2], vec![3]]);
    }

    #[test]
    fn a_case_waits_for_the_one_before_it() {
        assert_eq!(Lanes(vec![vec![0, 1, 4], vec![2], vec![3]]).before(), [None, Some(0), None, None, Some(1)]);
    }
}
