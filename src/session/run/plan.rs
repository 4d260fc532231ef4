//! `RunPlan`: all that firing needs, prepared once (in `prepare_run.rs`).

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::runtime::Runtime;

use super::budget::Spent;
use super::destination::planned_destination;
use super::fresh_values::FreshValues;
use super::large::JudgeMemory;
use super::order_hint::OrderHints;
use super::state::RunState;
use super::throttling::Limiter;
use super::tokens::Tokens;
use super::traffic::Traffic;
use super::unresponsive::Unresponsive;
use crate::client::RunHeaders;
use crate::compile;
use crate::config::{Settings, Target};
use crate::contract::Case;
use crate::coverage::Observer;
use crate::finding::rules::state::{NEEDS_CYCLE, UNKNOWN_STEP, UNUSED_CAPTURE};
use crate::finding::{CoverageGate, Finding, Level, Skip, Threshold};
use crate::http::Exchange;
use crate::judge::Policy;
use crate::mock::Running;
use crate::record::{CaseRecord, Redactor, Shard};
use crate::request::{Destination, PreparedRequest, prepare_request_with};
use crate::schema::Schemas;
use crate::session::baseline::KnownFindings;
use crate::session::order::planned_state;
use crate::session::{Interrupt, LoadedCases, Sequences};
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
    pub(crate) min_fired: Option<Threshold>,
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
    /// One case was chosen by its whole id.
    pub(super) is_alone: bool,
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
    pub(super) run_headers: Option<Arc<RunHeaders>>,
    /// What fires the cases.
    pub(crate) runtime: &'static Runtime,
    /// Keeps the embedded service alive.
    pub(super) _service: Option<Running>,
}

impl RunPlan {
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
