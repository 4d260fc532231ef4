//! Cases that build on one another, where each is asked for by a process of its own: the first process fires all of them, and the
//! others report the results of theirs.

use std::sync::Arc;

use super::pool::run_cases;
use super::traffic::TrafficPlan;
use crate::config::Settings;
use crate::record::CaseRecord;
use crate::session::load::{LoadOptions, LoadedCases, Selection, load_cases};
use crate::session::state_store::StateStore;
use crate::session::{RunPlan, SessionError};
use crate::text::Glob;

/// The story of which one case is run by itself.
#[derive(Debug)]
pub(super) struct Story {
    id: String,
    /// Its name in the store.
    key: String,
    /// Globs over its pages; none: all pages.
    pages: Vec<Glob>,
    store: StateStore,
}

impl Story {
    /// The story that the one case of a run is part of, if its processes share what they do.
    pub(super) fn of(loaded: &LoadedCases, store: &StateStore) -> Option<Self> {
        let [case] = loaded.cases.as_slice() else { return None };
        loaded.order.is_sequential(&case.page).then(|| Self {
            id: case.id.clone(),
            key: loaded.order.story_key(&case.page),
            pages: loaded.order.story_pages(&case.page),
            store: store.clone(),
        })
    }

    /// The result of the case: the story is fired unless another process has done so. `None`: the case is not in it.
    ///
    /// # Errors
    /// The pages of the story cannot be read, or the run cannot be started.
    pub(super) fn record(&self, settings: &Settings) -> Result<Option<CaseRecord>, SessionError> {
        let records: Vec<CaseRecord> = self.store.once(&self.key, || self.fire(settings))?;
        Ok(records.into_iter().find(|record| record.id == self.id))
    }

    fn fire(&self, settings: &Settings) -> Result<Vec<CaseRecord>, SessionError> {
        let selection = Selection { pages: self.pages.clone(), ..Selection::default() };
        let options = LoadOptions { selection: Some(&selection), to_fire: true, ..LoadOptions::default() };
        let loaded = LoadedCases { is_story: true, ..load_cases(settings, options)? };
        let plan = Arc::new(RunPlan::start_with(loaded, settings, TrafficPlan::Fire)?);
        Ok(run_cases(&plan, |_| {}).record.cases)
    }
}
