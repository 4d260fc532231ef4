//! What is tried on each case, and at how many places.

use super::catalogue_entry::Mutation;

/// What is tried.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The mutations.
    pub mutations: Vec<&'static Mutation>,
    /// At how many places of a body each is tried at most; `None`: at every one it fits.
    pub places: Option<usize>,
    /// How many bytes of changed responses are judged of one case. A body with more places than that allows is tried at
    /// fewer of them, but each mutation at one place at least.
    pub budget: usize,
}

impl Plan {
    /// The budget unless someone asks for a number of places.
    pub const BUDGET: usize = 16 << 20;

    /// At how many of `sites` places in the body of a `response` of that many bytes each mutation is tried at most, and whether
    /// that is for the budget.
    pub(super) fn places_of(&self, response: usize, sites: usize) -> (Option<usize>, bool) {
        /// What a response costs besides its bytes.
        const ANY: usize = 200;
        let trials = self.budget / (response + ANY);
        let affordable = (trials / self.mutations.len().max(1)).max(1);
        let asked = self.places.unwrap_or(usize::MAX);
        if affordable < asked.min(sites) { (Some(affordable), true) } else { (self.places, false) }
    }
}
