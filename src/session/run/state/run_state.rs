//! The shared instances of a run, and those that are yet to be undone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::Mutex as AsyncMutex;

use super::instance::Instance;
use crate::contract::Case;
use crate::finding::Finding;
use crate::session::order::Planned;
use crate::session::state_store::StateStore;

/// The instance of a shared step, if it has been made. It may be made again if what it gave is no longer accepted.
pub(super) type SharedCell = AsyncMutex<Option<Arc<Instance>>>;

/// The steps of a run, and what they have made so far.
#[derive(Debug, Default)]
pub(in crate::session) struct RunState {
    pub(in crate::session) planned: Planned,
    /// The one instance of each shared step, made when first needed.
    pub(super) shared: HashMap<usize, SharedCell>,
    /// Shared instances that are to be taken back, in the order in which they were made.
    made: Mutex<Vec<Arc<Instance>>>,
    /// What the processes of the run share.
    pub(super) store: Option<StateStore>,
    /// Whether the cases are those of a story, which no other process takes part in; steps are shared.
    pub(super) is_story: bool,
    /// Steps that could not be taken back.
    findings: Mutex<Vec<Finding>>,
}

impl RunState {
    pub(in crate::session) fn new(planned: Planned, store: Option<StateStore>, is_story: bool) -> Self {
        let shared = planned.graph.shared().map(|at| (at, SharedCell::default())).collect();
        Self { planned, shared, store, is_story, ..Self::default() }
    }

    /// The number of the node of a case, if it has one.
    pub(in crate::session) fn node_of(&self, case: &Case) -> Option<usize> {
        self.planned.graph.node_of(case).map(|(at, _)| at)
    }

    /// What was known to be wrong before anything was sent, and what could not be taken back.
    pub(in crate::session) fn findings(&self) -> &[Finding] {
        self.planned.graph.findings()
    }

    /// What could not be taken back.
    pub(in crate::session) fn left_over(&self) -> Vec<Finding> {
        lock(&self.findings).clone()
    }

    pub(super) fn report(&self, finding: Finding) {
        lock(&self.findings).push(finding);
    }

    /// Notes an instance that is to be taken back at the end.
    pub(super) fn note(&self, instance: &Arc<Instance>) {
        lock(&self.made).push(Arc::clone(instance));
    }

    /// What is to be taken back, the last one first.
    pub(super) fn take_made(&self) -> Vec<Arc<Instance>> {
        std::mem::take(&mut *lock(&self.made)).into_iter().rev().collect()
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    // Only whole values are pushed, so that a poisoned list is still valid.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
