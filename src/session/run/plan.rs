//! `RunPlan`: all that firing needs, prepared once.

use std::borrow::Cow;
use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use secrecy::ExposeSecret as _;
use tokio::runtime::Runtime;

use super::budget::Spent;
use super::destination::{any_port, destination, planned_destination};
use super::fresh_values::{FreshValues, new_uuid};
use super::give_up::Unresponsive;
use super::large::JudgeMemory;
use super::order_hint::OrderHints;
use super::redactor::redactor;
use super::runtime::runtime_for;
use super::state::RunState;
use super::story::Story;
use super::throttling::Limiter;
use super::tokens::Tokens;
use super::traffic::{Traffic, TrafficPlan};
use crate::client::{Client, Marks};
use crate::compile;
use crate::config::{Settings, Target};
use crate::contract::Case;
use crate::coverage::Observer;
use crate::finding::rules::state::{NEEDS_CYCLE, UNKNOWN_STEP, UNUSED_CAPTURE};
use crate::finding::{CoverageGate, Finding, Level, MinFired, Skip};
use crate::http::Exchange;
use crate::judge::Policy;
use crate::mock::{Running, Service};
use crate::record::{CaseRecord, Redactor, Shard};
use crate::request::{Destination, PreparedRequest, prepare_request_with};
use crate::schema::Schemas;
use crate::session::baseline::KnownFindings;
use crate::session::order::planned_state;
use crate::session::state_store::StateStore;
use crate::session::{Interrupt, LoadedCases, Sequences, SessionError};
use crate::text::counted;

/// Exchanges of cases by their ids.
pub type Exchanges = HashMap<String, Arc<Exchange>>;

/// Everything that firing needs, prepared once and shared by every case in flight.
#[derive(Debug)]
pub struct RunPlan {
    /// The docs root or contract folder, as given.
    pub source: String,
    /// The cases to fire, in the order of the list.
    pub cases: Arc<Vec<Case>>,
    /// Where they are fired.
    pub destination: Destination,
    /// Cases in flight at once.
    pub concurrency: usize,
    /// Which of them are fired one after the other.
    pub sequences: Sequences,
    /// Raised when the run is to stop.
    pub interrupt: Interrupt,
    pub(crate) min_fired: Option<MinFired>,
    pub(crate) target: Target,
    pub(crate) schemas: Arc<Schemas>,
    pub(crate) traffic: Traffic,
    /// The exchanges of cases, where they are asked for in addition to the record.
    pub(super) kept: Option<Mutex<Exchanges>>,
    /// Counts what is exercised, where that is asked for.
    pub(super) observer: Option<Mutex<Observer>>,
    pub(super) min_coverage: Vec<CoverageGate>,
    pub(crate) policy: Policy,
    /// What large responses may take while they are judged.
    pub(crate) judge_memory: JudgeMemory,
    /// Hides the secrets of the run.
    pub redactor: Redactor,
    pub(crate) order_hints: OrderHints,
    /// What cases need of one another.
    pub(in crate::session) state: RunState,
    /// Keeps requests apart, where that is asked for.
    pub(crate) limiter: Option<Limiter>,
    /// How often a request is repeated.
    pub(crate) retries: u32,
    /// The result of the one case of the run, where it is part of a story.
    pub(super) of_story: Option<CaseRecord>,
    /// The part of all cases that these are.
    pub(super) shard: Option<Shard>,
    /// How many cases there are, of which filters chose these.
    pub(super) chosen_of: Option<usize>,
    /// A hash of all cases, of which these are a part.
    pub(super) docs_hash: Option<String>,
    /// Findings that are known.
    pub(super) known: KnownFindings,
    /// The tokens of identities.
    pub(crate) tokens: Tokens,
    /// How much of the run's budget is used.
    pub(crate) spent: Spent,
    /// Generates values that no earlier run had.
    pub(crate) fresh: Arc<FreshValues>,
    /// Notices that the service does not respond at all.
    pub(crate) unresponsive: Unresponsive,
    /// Nothing was selected: an override without effect in this run has none at all.
    pub(crate) all: bool,
    /// Exceptions without effect, which the levels in force deny.
    pub(super) denied: Vec<Finding>,
    /// The file of settings, as findings name it.
    pub(crate) settings_file: String,
    /// The header fields by which requests identify the run.
    pub(super) marks: Option<Arc<Marks>>,
    /// What fires the cases.
    pub(crate) runtime: &'static Runtime,
    /// Keeps the embedded service alive.
    _service: Option<Running>,
}

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
        // Not a slice: that would be a second copy of all cases for a moment.
        let cases = Arc::new(loaded.cases);
        let schemas = Arc::new(Schemas::new(loaded.schemas));
        let observer =
            settings.coverage.then(|| Mutex::new(Observer::new(&cases, &loaded.without_example, schemas.set())));
        let start = || Service::start(Arc::clone(&cases), Arc::clone(&schemas), runtime.handle(), any_port());
        let (destination, service) = destination(settings, &traffic, start)?;
        let fresh = fresh_values(&traffic, shared.as_ref());
        let order_hints = OrderHints::of(&cases, &loaded.order);
        let sequences = Sequences::of(&cases, &loaded.order);
        let planned = planned_state(&cases, loaded.steps, &sequences, settings, &destination, &schemas);
        let needs_steps = is_of_several && !planned.is_empty();
        let store = if needs_steps { shared.clone().or_else(|| StateStore::of(settings)) } else { None };
        let marks = marks(settings, &traffic);
        let client = || Client::new(&settings.target).map(|client| client.marking(marks.clone()));
        let traffic = Traffic::new(traffic, client)?;
        let limiter = Limiter::new(&settings.throttling, &destination.base_url, shared.clone());
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
            marks,
            policy: Policy { levels: settings.levels.clone(), denied_tolerances: settings.denied_tolerances.clone() },
            kept: None,
            observer,
            min_coverage: settings.min_coverage.clone(),
            of_story,
            shard: loaded.shard,
            chosen_of: loaded.chosen_of,
            docs_hash: loaded.docs_hash,
            known: KnownFindings::read(&settings.baseline)?,
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

    /// Keeps the exchanges of cases, for [`RunPlan::take_exchanges`].
    #[must_use]
    pub fn keeping_exchanges(self) -> Self {
        Self { kept: Some(Mutex::default()), ..self }
    }

    /// The exchanges of the cases that were fired, by their ids; secrets are in there.
    pub fn take_exchanges(&self) -> Exchanges {
        let kept =
            self.kept.as_ref().map(|kept| std::mem::take(&mut *kept.lock().unwrap_or_else(PoisonError::into_inner)));
        kept.unwrap_or_default()
    }

    /// The one line a run begins with: how many cases of which docs are fired at which service.
    pub fn describe(&self) -> String {
        let cases = match self.chosen_of {
            Some(all) => format!("{} of {}", self.cases.len(), counted(all, "case")),
            None => counted(self.cases.len(), "case"),
        };
        let Self { source, destination: Destination { base_url, embedded }, .. } = self;
        if let Some(replay) = self.traffic.replay() {
            let (folder, started) = (replay.folder.display(), &replay.header.started);
            return format!("{cases} of {source} by what {base_url} sent at {started}, as recorded in {folder}");
        }
        if *embedded {
            let why = "no base URL is set: the docs are checked against themselves";
            return format!("{cases} of {source} against the embedded service at {base_url} ({why})");
        }
        format!("{cases} of {source} against {base_url}")
    }

    /// The request a case sends, or why none is sent. Pure.
    ///
    /// # Errors
    /// The reason for which the case is not fired.
    pub fn prepare_request(&self, case: &Case) -> Result<PreparedRequest, Skip> {
        let planned = &self.state.planned;
        planned.prepare(case, &self.cases, |bindings| {
            prepare_request_with(&self.completed(case), &self.target, &self.destination, &self.schemas, bindings)
        })
    }

    /// What to report before anything is sent: whose certificate is not checked, what is wrong with captures and steps. A
    /// sentence each.
    pub fn warnings(&self) -> Vec<String> {
        let unchecked = self.target.unchecked_certificate();
        let unchecked = unchecked.map(|host| {
            format!("the certificate of {host} is not checked (`insecure`): what {host} says may come from anyone")
        });
        // Where cases are selected, others may take what is captured.
        let is_said = |finding: &&Finding| !is_error(finding) && (self.all || finding.rule.code != UNUSED_CAPTURE.code);
        unchecked
            .into_iter()
            .chain(self.state.findings().iter().filter(is_said).map(|finding| self.sentence(finding)))
            .collect()
    }

    /// What makes the settings or directives wrong, so that nothing is to be sent: a step that does not exist, cases that need
    /// one another. A sentence each.
    pub fn errors(&self) -> Vec<String> {
        self.state.findings().iter().filter(|finding| is_error(finding)).map(|finding| self.sentence(finding)).collect()
    }

    fn sentence(&self, finding: &Finding) -> String {
        let finding = self.redactor.finding(finding.clone());
        let rule = finding.rule;
        format!("{}: {} ({} {})", finding.location, finding.message, rule.code, rule.name)
    }

    /// The case with its schemas, as far as it is sent.
    pub(super) fn completed<'c>(&self, case: &'c Case) -> Cow<'c, Case> {
        if case.skip.is_some() { Cow::Borrowed(case) } else { compile::completed(case, self.schemas.set()) }
    }
}

/// Whether nothing is to be sent with what a finding is about.
fn is_error(finding: &Finding) -> bool {
    [UNKNOWN_STEP.code, NEEDS_CYCLE.code].contains(&finding.rule.code) && finding.level == Level::Deny
}

/// What each case would send, or why nothing; only the port of the embedded service is not known yet. Pure.
pub fn request_planner<'p>(
    settings: &'p Settings,
    loaded: &'p mut LoadedCases,
) -> (&'p [Case], impl Fn(&Case) -> Result<PreparedRequest, Skip> + use<'p>) {
    let (schemas, steps) = (std::mem::take(&mut loaded.schemas), std::mem::take(&mut loaded.steps));
    let (destination, schemas, cases) = (planned_destination(settings), Schemas::new(schemas), &*loaded.cases);
    let sequences = Sequences::of(cases, &loaded.order);
    let planned = planned_state(cases, steps, &sequences, settings, &destination, &schemas);
    let planner = move |case: &Case| {
        planned.prepare(case, cases, |bindings| {
            prepare_request_with(case, &settings.target, &destination, &schemas, bindings)
        })
    };
    (cases, planner)
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
fn marks(settings: &Settings, traffic: &TrafficPlan) -> Option<Arc<Marks>> {
    let is_sent = settings.target.run_headers && settings.target.base_url.is_some();
    let id = || settings.run_id.clone().unwrap_or_else(new_uuid);
    (is_sent && !matches!(traffic, TrafficPlan::Replay(_))).then(|| Arc::new(Marks::of_run(id())))
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

/// A leading `./` distinguishes the file of settings from a page of the docs.
fn settings_page(file: &Path) -> String {
    Path::new(".").join(file).display().to_string()
}
