//! What the graph of steps is made of.

use std::collections::{BTreeSet, HashMap};

use crate::config::Literal;
use crate::contract::Case;
use crate::finding::Skip;
use crate::request::{Bindings, RequestChange};

/// What the graph is made of.
pub struct Input<'i> {
    /// The cases that are reported.
    pub cases: &'i [Case],
    /// Further cases that may be needed, then the steps of the settings.
    pub steps: &'i [Case],
    /// How many of the steps, at the end, are the settings' own.
    pub setups: usize,
    /// Texts of the docs that are replaced by values.
    pub literals: &'i [Literal],
    /// The variables that have a value without any step.
    pub given: &'i BTreeSet<String>,
    /// Of each case the story that it is part of.
    pub stories: &'i HashMap<usize, usize>,
}

impl<'i> Input<'i> {
    /// A node's case.
    pub fn case(&self, node: usize) -> &'i Case {
        self.cases.get(node).unwrap_or_else(|| &self.steps[node - self.cases.len()])
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = (usize, &'i Case)> {
        self.cases.iter().chain(self.steps).enumerate()
    }

    pub(super) fn is_setup(&self, node: usize) -> bool {
        node >= self.cases.len() + self.steps.len() - self.setups
    }
}

/// In what the request that a case would send differs from the documented one; or why none would be sent.
pub type Probe<'p> = dyn Fn(&Case, &Bindings) -> Result<Vec<RequestChange>, Skip> + 'p;
