//! A case fired with the steps it needs before it, and with what undoes it after.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::SystemTime;

use secrecy::SecretString;

use super::instance::{Instance, SharedInstance, Unmet};
use crate::contract::Case;
use crate::directive::{Capture, ResponsePart};
use crate::finding::{Broken, BrokenKind, Outcome, Skip, Verdict};
use crate::http::status::is_error;
use crate::http::url_template::normalized;
use crate::http::{Exchange, is_credential, is_credential_member};
use crate::record::CaseRecord;
use crate::request::{Binding, Bindings};
use crate::session::RunPlan;
use crate::session::run::fire::Fired;
use crate::state::{Extracted, Need, extract, extract_text, unmet_expectation};

/// How much of a response is shown where a step failed, in characters.
const SHOWN: usize = 300;

/// Whether an instance that was made before may be used.
type Fits<'f> = &'f (dyn Fn(&Instance) -> bool + Sync);

impl RunPlan {
    /// Fires a case that needs others, or that others need. What it made for itself is taken back at once.
    pub(in crate::session::run) async fn fire_node(&self, at: usize) -> CaseRecord {
        if self.state.shared.contains_key(&at) || self.is_shared_by_processes(at) {
            return self.instance(at).await.record.clone();
        }
        let instance = self.fire_with_needs(at, self.case_of(at).id.clone()).await;
        self.take_back(&instance).await;
        instance.record
    }

    /// A node's case.
    pub(super) fn case_of(&self, at: usize) -> &Case {
        self.cases.get(at).unwrap_or_else(|| &self.state.planned.steps[at - self.cases.len()])
    }

    /// The one instance of a shared step, fired when first needed.
    pub(super) async fn instance(&self, at: usize) -> Arc<Instance> {
        self.fitting_instance(at, &|_| true).await
    }

    /// The one instance of a shared step, fired again unless the one that is there fits.
    pub(super) async fn fitting_instance(&self, at: usize, fits: Fits<'_>) -> Arc<Instance> {
        let Some(cell) = self.state.shared.get(&at) else { return Arc::new(self.made_once(at, fits).await) };
        let mut cell = cell.lock().await;
        if let Some(instance) = cell.as_ref().filter(|instance| fits(instance)) {
            return Arc::clone(instance);
        }
        let instance = Arc::new(self.made_once(at, fits).await);
        self.note_to_undo(&instance);
        Arc::clone(cell.insert(instance))
    }

    /// Notes an instance that is to be taken back at the end.
    fn note_to_undo(&self, instance: &Arc<Instance>) {
        if self.is_to_be_undone(instance) {
            self.state.note(instance);
        }
    }

    /// Whether the processes of the run share one instance. What is to be taken back is not shared: none of them knows which
    /// is the last.
    pub(super) fn is_shared_by_processes(&self, at: usize) -> bool {
        let gives = !self.case_of(at).overrides.captures().is_empty();
        let is_own = self.state.is_story && at < self.cases.len();
        self.state.store.is_some() && gives && !is_own && self.state.planned.graph.node(at).undo.is_none()
    }

    /// Fires a node, unless another process of the run has done so, with an instance that fits.
    async fn made_once(&self, at: usize, fits: Fits<'_>) -> Instance {
        let id = self.case_of(at).id.clone();
        let Some(store) = self.state.store.clone().filter(|_| self.is_shared_by_processes(at)) else {
            return self.fire_with_needs(at, id).await;
        };
        let name = id.clone();
        let locked = tokio::task::spawn_blocking(move || store.lock(&name)).await;
        let Ok(Ok(entry)) = locked else { return self.fire_with_needs(at, id).await };
        let shared = entry.read::<SharedInstance>().map(|shared| shared.instance(at));
        if let Some(instance) = shared.filter(fits) {
            self.redactor.learn(instance.secrets.iter().map(|secret| secret.as_str().into()).collect());
            return instance;
        }
        let instance = self.fire_with_needs(at, id).await;
        if let Some(shared) = instance.to_share() {
            entry.write(&shared);
        }
        instance
    }

    /// Fires a node after everything that it needs. Instances that were made for it alone are taken back afterwards, whatever
    /// the result. `key`: the key of the exchange in a recording.
    pub(super) fn fire_with_needs(
        &self,
        at: usize,
        key: String,
    ) -> Pin<Box<dyn Future<Output = Instance> + Send + '_>> {
        Box::pin(async move {
            let node = self.state.planned.graph.node(at);
            if let Some(problem) = &node.problem {
                return self.not_fired(at, key, Unmet::NotFired(problem.clone()));
            }
            let (mut own, mut bindings) = (Vec::new(), self.with_fresh(self.state.planned.graph.unbound(node)));
            let mut unmet = None;
            for need in &node.needs {
                let instance = if need.is_fresh {
                    let of = format!("{} for {key}", self.case_of(need.provider).id);
                    Arc::new(self.fire_with_needs(need.provider, of).await)
                } else {
                    self.instance(need.provider).await
                };
                let met = bind(need, &instance, &mut bindings);
                if need.is_fresh {
                    own.push(instance);
                }
                if let Err(why) = met {
                    unmet = Some(self.unmet(need.provider, why));
                    break;
                }
            }
            let made = if let Some(why) = unmet {
                self.not_fired(at, key, why)
            } else {
                self.state.planned.add_given(node, self.case_of(at), &mut bindings);
                let made = self.fired_with(at, key.clone(), &bindings).await;
                if made.refused.is_empty() {
                    made
                } else {
                    self.renew_credentials(node, &made.refused, &mut bindings).await;
                    self.fired_with(at, key, &bindings).await
                }
            };
            for instance in own.iter().rev() {
                let is_taken_back = made.is_made && self.state.planned.graph.node(instance.node).undo == Some(at);
                if !is_taken_back {
                    self.take_back(instance).await;
                }
            }
            made
        })
    }

    /// Why a case is not sent that needs a step: the step is named with what happened to it.
    fn unmet(&self, provider: usize, why: Unmet) -> Unmet {
        let name = &self.case_of(provider).name;
        match why {
            Unmet::Failed(why) => Unmet::Failed(format!("needs `{name}`, which failed: {why}")),
            Unmet::NotFired(skip) => {
                let reason = format!("needs `{name}`, which is not fired: {}", skip.reason);
                Unmet::NotFired(Skip::new(skip.kind, reason))
            }
        }
    }

    fn not_fired(&self, at: usize, key: String, why: Unmet) -> Instance {
        let verdict = match &why {
            Unmet::Failed(why) => Verdict::broken(Broken::of(BrokenKind::FailedStep, why)),
            Unmet::NotFired(skip) => Verdict::skipped(skip.clone()),
        };
        let record = self.unsent_record(self.case_of(at), verdict);
        // Each case names only its own step: what that step needed is in its reason.
        Instance { node: at, key, values: Err(why), is_made: false, record, secrets: Vec::new(), refused: Vec::new() }
    }

    async fn fired_with(&self, at: usize, key: String, bindings: &Bindings) -> Instance {
        let (case, started) = (self.case_of(at), SystemTime::now());
        let (judgement, fired) = self.judged(case, &key, bindings).await;
        let values = match (&judgement.verdict.outcome, &fired.exchange) {
            (Outcome::Broken(why), None) => {
                Err(Unmet::Failed(fired.error.as_ref().map_or(why, |error| &error.cause).clone()))
            }
            (Outcome::Skipped(skip), None) => Err(Unmet::NotFired(skip.clone())),
            (_, Some(exchange)) => captured(case, exchange).map_err(Unmet::Failed),
            (_, None) => Ok(BTreeMap::new()),
        };
        let secrets = fired.exchange.as_ref().map(|exchange| secrets(case, exchange)).unwrap_or_default();
        // Before anything about the exchange is kept.
        self.redactor.learn(secrets.iter().map(|secret| SecretString::from(secret.as_str())).collect());
        let is_made = fired.exchange.as_ref().is_some_and(|exchange| !is_error(exchange.response.status));
        let refused = fired.refused_variables(case);
        let record = self.case_record(case, judgement, &fired, started);
        Instance { node: at, key, values, is_made, record, secrets, refused }
    }

    /// The record of a case for which no request was made.
    pub(super) fn unsent_record(&self, case: &Case, verdict: Verdict) -> CaseRecord {
        self.case_record(case, crate::judge::Judgement { verdict, diff: None }, &Fired::default(), SystemTime::now())
    }
}

/// Hands over the values of a step.
fn bind(need: &Need, instance: &Instance, bindings: &mut Bindings) -> Result<(), Unmet> {
    let values = instance.values.as_ref().map_err(Clone::clone)?;
    for variable in &need.variables {
        bindings.set(variable, values.get(variable).cloned());
    }
    Ok(())
}

/// The values that a response gives, by variable.
///
/// # Errors
/// The status is not the expected one, or a value is missing; with the response.
fn captured(case: &Case, exchange: &Exchange) -> Result<BTreeMap<String, Binding>, String> {
    let response = &exchange.response;
    let expected = &case.expectation.status;
    let is_success =
        if case.step && !is_setup(case) { !is_error(response.status) } else { expected.contains(response.status) };
    if !is_success {
        return Err(format!("{expected} is expected, and the response is {}", shown(exchange)));
    }
    if let Some(why) = unmet_expectation(case, response).filter(|_| case.step) {
        return Err(format!("{why}; the response is {}", shown(exchange)));
    }
    let mut values = BTreeMap::new();
    for Capture { variable, source, .. } in case.overrides.captures() {
        let found = extract(response, source).map_err(|why| format!("{why}; the response is {}", shown(exchange)))?;
        let Extracted { value, written } = found;
        values.insert(normalized(variable), Binding { value, written, step: case.name.clone() });
    }
    Ok(values)
}

/// A step of the settings states which statuses it expects; a documented one without a response does not.
fn is_setup(case: &Case) -> bool {
    case.expectation.status_only && case.step && case.page.starts_with("./")
}

/// The response, for a reader: `HTTP 500 to POST http://h/x: {"error": ...}`.
fn shown(exchange: &Exchange) -> String {
    let Exchange { request, response, .. } = exchange;
    let body = String::from_utf8_lossy(&response.body);
    let mut excerpt: String = body.trim().chars().take(SHOWN).collect();
    if excerpt.len() < body.trim().len() {
        excerpt.push_str("...");
    }
    let body = if excerpt.is_empty() { "without a body".to_owned() } else { excerpt };
    format!("HTTP {} to {} {}: {body}", response.status, request.method, request.url)
}

/// The captured values that are never shown, because the user marked them, or by their names.
fn secrets(case: &Case, exchange: &Exchange) -> Vec<String> {
    let is_secret = |capture: &&Capture| {
        let by_name = || match &capture.source.part {
            ResponsePart::Cookie(_) => true,
            ResponsePart::Header(name) => is_credential(name),
            ResponsePart::Body(path) => {
                let path = path.to_string();
                let mut words = path.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-')));
                words.find(|word| !word.is_empty()).is_some_and(is_credential_member)
            }
        };
        capture.source.secret.unwrap_or_else(|| is_credential_member(&capture.variable) || by_name())
    };
    let values = case.overrides.captures().iter().filter(is_secret);
    values.filter_map(|capture| extract_text(&exchange.response, &capture.source).ok()).collect()
}
