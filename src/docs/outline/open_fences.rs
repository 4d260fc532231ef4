//! The fences that no earlier dialect has settled, and the nearest of them.

use std::cell::OnceCell;
use std::ops::Range;

use super::fence_index::FenceIndex;
use super::page_context::PageContext;
use super::role::Role;

/// The fences of a page as a dialect sees them: those that an earlier dialect has settled look like any other text.
pub(crate) struct OpenFences<'p> {
    pub(crate) page: &'p PageContext<'p>,
    settled: Vec<bool>,
    index: OnceCell<FenceIndex>,
}

impl<'p> OpenFences<'p> {
    /// All fences of a page are open.
    pub(crate) fn new(page: &'p PageContext<'p>) -> Self {
        Self { page, settled: vec![false; page.fences().len()], index: OnceCell::new() }
    }

    /// The same but for those that are settled now.
    pub(crate) fn without(mut self, settled: &[usize]) -> Self {
        for &fence in settled {
            self.settled[fence] = true;
        }
        self.index = OnceCell::new();
        self
    }

    /// The fences around one, up to `most` above it and as many from it on.
    pub(crate) fn near(&self, at: usize, most: usize) -> Range<usize> {
        at.saturating_sub(most)..self.count().min(at + most)
    }

    /// Those of them that are in its section.
    pub(crate) fn near_in_section(&self, at: usize, most: usize) -> Range<usize> {
        let (fences, section) = (self.page.fences(), self.page.fence(at).section);
        let Range { start: first, end } = self.near(at, most);
        let first = first + fences[first..at].partition_point(|fence| fence.section < section);
        let near = &fences[at..end];
        first..at + near.partition_point(|fence| fence.section <= section)
    }

    /// The nearest fence above one that is like a request.
    pub(crate) fn request_above(&self, at: usize) -> Option<usize> {
        self.index().above(at).request
    }

    /// The nearest fence above one that shows commands.
    pub(crate) fn commands_above(&self, at: usize) -> Option<usize> {
        self.index().above(at).commands
    }

    /// The nearest fence or route above one that says what is requested.
    pub(crate) fn message_above(&self, at: usize) -> Option<usize> {
        self.index().above(at).message
    }

    /// The routes outside of fences above a fence, the nearest first.
    pub(crate) fn named_routes_above(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.index().above(at).named_route, |&route| self.index().above(route).named_route)
    }

    /// The first fence below one at which an example ends: it is like a request, or shows commands.
    pub(crate) fn end_below(&self, at: usize) -> Option<usize> {
        self.index().end_below(at)
    }

    fn index(&self) -> &FenceIndex {
        self.index.get_or_init(|| FenceIndex::new(self.count(), |at| self.role(at)))
    }

    pub(crate) const fn count(&self) -> usize {
        self.settled.len()
    }

    /// What a fence is, if it is still open.
    pub(crate) fn role(&self, fence: usize) -> &'p Role {
        if self.settled[fence] { &Role::Other } else { &self.page.fence(fence).role }
    }
}
