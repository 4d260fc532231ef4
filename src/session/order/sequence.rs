//! `Sequences`: the cases that are fired one after the other.

use super::PageOrder;
use crate::contract::Case;
use crate::directive::FireOrder;

/// The cases in sequences, by their index in the list: those of one sequence are fired one after the other, sequences are
/// fired concurrently.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sequences(pub Vec<Vec<usize>>);

/// What cases that build on one another have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Story<'p> {
    Suite,
    Pages(usize),
    Page(&'p str),
}

impl Sequences {
    /// The cases of a page in document order are one sequence; so are the pages of a story, and all such pages together if the
    /// whole suite is in document order. Any other case is a sequence of its own.
    pub(crate) fn of(cases: &[Case], order: &PageOrder) -> Self {
        let whole = order.suite == FireOrder::Document;
        let mut sequences: Vec<Vec<usize>> = Vec::new();
        let mut open: Option<(usize, Story<'_>)> = None;
        for (at, case) in cases.iter().enumerate() {
            let story = match order.place_in_story(&case.page) {
                Some((story, _)) => Some(Story::Pages(story)),
                None if !order.is_sequential(&case.page) => None,
                None if whole => Some(Story::Suite),
                None => Some(Story::Page(&case.page)),
            };
            if let Some((sequence, _)) = open.filter(|(_, open)| story == Some(*open)) {
                sequences[sequence].push(at);
                continue;
            }
            open = story.map(|story| (sequences.len(), story)).or(open);
            sequences.push(vec![at]);
        }
        Self(sequences)
    }

    /// For each case the one that must have ended before it is fired.
    pub fn before(&self) -> Vec<Option<usize>> {
        let count = self.0.iter().map(Vec::len).sum();
        let mut before = vec![None; count];
        for sequence in &self.0 {
            for pair in sequence.windows(2) {
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
    use crate::session::load::case;

    fn sequences(suite: FireOrder, page: Option<(&str, FireOrder)>) -> Vec<Vec<usize>> {
        let cases = ["a.md", "a.md", "b.md", "b.md", "c.md"].map(|page| case(&format!("{page}::h::n"), "GET", "/x"));
        let pages: Vec<_> = page.into_iter().map(|(glob, order)| (glob.parse().expect("a glob"), order)).collect();
        Sequences::of(&cases, &PageOrder::new(suite, &pages)).0
    }

    #[test]
    fn pages_in_document_order_are_sequences() {
        let each: Vec<Vec<usize>> = (0..5).map(|at| vec![at]).collect();
        assert_eq!(sequences(Any, None), each);
        assert_eq!(sequences(Document, None), [vec![0, 1, 2, 3, 4]]);
        assert_eq!(sequences(Any, Some(("[ab].md", Document))), [vec![0, 1], vec![2, 3], vec![4]]);
        assert_eq!(sequences(Document, Some(("b.md", Any))), [vec![0, 1, 4], vec![2], vec![3]]);
    }

    #[test]
    fn pages_of_a_story_are_one_sequence_in_its_order() {
        let stories = [vec!["c.md".parse().expect("a glob"), "a.md".parse().expect("a glob")]];
        let order = PageOrder::new(Any, &[]).with_stories(&stories);
        let mut cases =
            ["a.md", "a.md", "b.md", "c.md"].map(|page| case(&format!("{page}::h::n"), "GET", "/x")).to_vec();
        order.arrange(&mut cases);
        let pages: Vec<&str> = cases.iter().map(|case| case.page.as_str()).collect();
        assert_eq!(pages, ["c.md", "a.md", "a.md", "b.md"]);
        assert_eq!(Sequences::of(&cases, &order).0, [vec![0, 1, 2], vec![3]]);
    }

    #[test]
    fn a_case_waits_for_the_one_before_it() {
        assert_eq!(Sequences(vec![vec![0, 1, 4], vec![2], vec![3]]).before(), [None, Some(0), None, None, Some(1)]);
    }
}
