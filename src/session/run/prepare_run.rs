//! `RunPlan::start`: what a run needs, prepared out of loaded cases and settings.

use std::path::Path;
use std::sync::{Arc, Mutex};

use secrecy::ExposeSecret as _;

use super::budget::Spent;
use super::destination::{any_port, destination};
use super::fresh_values::{FreshValues, new_uuid};
use super::large::JudgeMemory;
use super::order_hint::OrderHints;
use super::redactor::redactor;
use super::runtime::runtime_for;
use super::state::RunState;
use super::story::Story;
use super::throttling::Limiter;
use super::tokens::Tokens;
use super::traffic::{Traffic, TrafficPlan};
use super::unresponsive::Unresponsive;
use crate::client::{Client, RunHeaders};
use crate::config::Settings;
use crate::contract::Case;
use crate::coverage::Observer;
use crate::judge::Policy;
use crate::mock::Service;
use crate::record::CaseRecord;
use crate::schema::Schemas;
use crate::session::baseline::KnownFindings;
use crate::session::order::planned_state;
use crate::session::state_store::StateStore;
use crate::session::{Interrupt, LoadedCases, RunPlan, Sequences, SessionError};

impl RunPlan {
    /// Prepares to fire; starts the embedded service if the settings have no base URL.
    ///
    /// # Errors
    /// The runtime, the client or the embedded service cannot be started, or the settings do not allow the latter.
    pub fn start(loaded: LoadedCases, settings: &Settings) -> Result<Self, SessionError> {
        Self::start_with(loaded, settings, TrafficPlan::Fire)
    }

    /// The same; exchanges are kept, or those of a recording judged, by `traffic`.
    ///
    /// # Errors
    /// As [`RunPlan::start`].
    pub fn start_with(loaded: LoadedCases, settings: &Settings, traffic: TrafficPlan) -> Result<Self, SessionError> {
        let runtime = runtime_for(settings.concurrency).map_err(SessionError::Runtime)?;
        let traffic = match traffic {
            TrafficPlan::Replay(replay) => TrafficPlan::Replay(Box::new(replay.named_as_in(&loaded))),
            sent => sent,
        };
        // A process that fires many cases shares with no other, and most have nothing to share.
        let is_of_several = loaded.is_one || loaded.is_story;
        let shares = is_of_several && shares(settings, &loaded);
        let shared = if shares { StateStore::of(settings) } else { None };
        let of_story = record_of_story(&loaded, settings, &traffic, shared.as_ref())?;
        let denied = loaded.denied_overrides().cloned().collect();
        let redactor = redactor(settings, &loaded.cases);
        let is_of_all_docs = is_of_all_docs(&loaded, settings);
        // Not a slice: that would be a second copy of all cases for a moment.
        let cases = Arc::new(loaded.cases);
        let schemas = Arc::new(Schemas::new(loaded.schemas));
        let observer = settings.coverage.then(|| Mutex::new(Observer::new(&cases, &loaded.stated, schemas.set())));
        let start = || Service::start(Arc::clone(&cases), Arc::clone(&schemas), runtime.handle(), any_port());
        let (destination, service) = destination(settings, &traffic, start)?;
        let fresh = fresh_values(&traffic, shared.as_ref());
        let order_hints = OrderHints::of(&cases, &loaded.order);
        let sequences = Sequences::of(&cases, &loaded.order);
        let planned = planned_state(&cases, loaded.steps, &sequences, settings, &destination, &schemas);
        let needs_steps = is_of_several && !planned.is_empty();
        let store = if needs_steps { shared.clone().or_else(|| StateStore::of(settings)) } else { None };
        let run_headers = run_headers(settings, &traffic);
        let client = || Client::new(&settings.target).map(|client| client.with_run_headers(run_headers.clone()));
        let traffic = Traffic::new(traffic, client)?;
        let limiter = Limiter::new(&settings.throttling, &destination.base_url, shared.clone());
        let known = KnownFindings::read(&settings.baseline, is_of_all_docs)?;
        Ok(Self {
            source: loaded.source.display().to_string(),
            destination,
            sequences,
            cases,
            state: RunState::new(planned, store, loaded.is_story),
            concurrency: settings.concurrency,
            interrupt: Interrupt::on_ctrl_c(runtime),
            min_fired: settings.min_fired,
            target: settings.target.clone(),
            schemas,
            traffic,
            run_headers,
            policy: Policy { levels: settings.levels.clone(), denied_tolerances: settings.denied_tolerances.clone() },
            kept: None,
            observer,
            min_coverage: settings.min_coverage.clone(),
            of_story,
            shard: loaded.shard,
            chosen_of: loaded.chosen_of,
            is_alone: loaded.is_one,
            docs_hash: loaded.docs_hash,
            known,
            judge_memory: JudgeMemory::new(settings.response_memory),
            redactor,
            order_hints,
            limiter,
            retries: settings.throttling.retries,
            tokens: Tokens::new(&settings.target, shared.clone(), settings.throttling.retries),
            spent: Spent::new(settings.budget),
            fresh: Arc::new(fresh),
            unresponsive: Unresponsive::default(),
            all: loaded.all,
            denied,
            settings_file: settings.file.as_deref().map_or_else(|| "settings".to_owned(), settings_page),
            runtime,
            _service: service,
        })
    }
}

/// The result of the one case that is run, where it is part of a story that processes share.
fn record_of_story(
    loaded: &LoadedCases,
    settings: &Settings,
    traffic: &TrafficPlan,
    shared: Option<&StateStore>,
) -> Result<Option<CaseRecord>, SessionError> {
    let is_fired = matches!(traffic, TrafficPlan::Fire) && settings.target.base_url.is_some();
    let shared = shared.filter(|_| is_fired && !loaded.is_story);
    match shared.and_then(|store| Story::of(loaded, store)) {
        Some(story) => story.record(settings),
        None => Ok(None),
    }
}

/// Generates the values that no earlier run had, or takes those of the recording.
fn fresh_values(traffic: &TrafficPlan, shared: Option<&StateStore>) -> FreshValues {
    match traffic {
        TrafficPlan::Replay(replay) => FreshValues::of_recording(&replay.fresh),
        TrafficPlan::Record(_) => FreshValues::new(shared.cloned()).keeping(),
        TrafficPlan::Fire => FreshValues::new(shared.cloned()),
    }
}

/// The header fields by which requests identify the run. The embedded service needs none of it.
fn run_headers(settings: &Settings, traffic: &TrafficPlan) -> Option<Arc<RunHeaders>> {
    let is_sent = settings.target.run_headers && settings.target.base_url.is_some();
    let id = || settings.run_id.clone().unwrap_or_else(new_uuid);
    (is_sent && !matches!(traffic, TrafficPlan::Replay(_))).then(|| Arc::new(RunHeaders::of_run(id())))
}

/// Whether the process of one case has more to share with others than what steps give: limits, tokens, fresh values, a story.
fn shares(settings: &Settings, loaded: &LoadedCases) -> bool {
    let Settings { throttling, target, .. } = settings;
    let is_fresh = |text: &str| text.contains("${");
    let of_case = |case: &Case| {
        let overrides = &case.overrides;
        let own = overrides.parameters.values().flat_map(|parameter| &parameter.values);
        overrides.request.is_some() || own.into_iter().any(|value| is_fresh(value))
    };
    throttling.is_any()
        || target.auths().any(|auth| auth.token_source().is_some())
        || target.parameters.values().flat_map(|parameter| &parameter.values).any(|value| is_fresh(value))
        || target.headers.iter().any(|(_, value)| is_fresh(value.expose_secret()))
        || loaded.cases.iter().any(|case| loaded.order.is_sequential(&case.page) || of_case(case))
}

/// Whether the cases are all that the docs of the settings have.
fn is_of_all_docs(loaded: &LoadedCases, settings: &Settings) -> bool {
    let is_filtered = !settings.include.is_empty() || !settings.exclude.is_empty();
    loaded.all && loaded.source == settings.docs && !is_filtered
}

/// A leading `./` distinguishes the file of settings from a page of the docs.
fn settings_page(file: &Path) -> String {
    Path::new(".").join(file).display().to_string()
}
