use super::page_context::PageContext;
use super::role::Role;

/// The fences of a page as a dialect sees them: those that an earlier dialect has settled look like any other text.
pub(crate) struct OpenFences<'p> {
    pub(crate) page: &'p PageContext<'p>,
    settled: Vec<bool>,
}

impl<'p> OpenFences<'p> {
    /// All fences of a page are open.
    pub(crate) fn new(page: &'p PageContext<'p>) -> Self {
        Self { page, settled: vec![false; page.fences().len()] }
    }

    /// The same but for those that are settled now.
    pub(crate) fn without(mut self, settled: &[usize]) -> Self {
        for &fence in settled {
            self.settled[fence] = true;
        }
        self
    }

    pub(crate) const fn count(&self) -> usize {
        self.settled.len()
    }

    /// What a fence is, if it is still open.
    pub(crate) fn role(&self, fence: usize) -> &'p Role {
        if self.settled[fence] { &Role::Other } else { &self.page.fence(fence).role }
    }
}
