//! One case from its request to its verdict: prepare, send, judge, repeat where the service asks for it.

use std::borrow::Cow;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use futures_util::future::{Either, select};

use super::kept::{Kept, NotShown};
use super::large::LARGE;
use super::no_response::{NoResponse, interrupted};
use super::throttling::Attempt;
use crate::contract::Case;
use crate::finding::{Broken, BrokenKind, Outcome, Skip, SkipKind, Tolerance, ToleranceKind, Verdict};
use crate::http::status::is_error;
use crate::http::{Exchange, Request};
use crate::judge::Judgement;
use crate::record::{CaseRecord, Redactor};
use crate::request::{Bindings, PreparedRequest, RequestChange, prepare_request_with};
use crate::session::RunPlan;

/// How many tokens may expire while one case is fired.
const MOST_RENEWALS: u32 = 5;

/// How far a case has come.
#[derive(Default)]
pub(super) struct Fired {
    /// The key of the exchange in a recording; empty where there was nothing to record.
    pub(super) key: String,
    pub(super) request: Option<Request>,
    /// Why no response came.
    pub(super) error: Option<Broken>,
    pub(super) exchange: Option<Arc<Exchange>>,
    pub(super) changes: Vec<RequestChange>,
    /// The case with its schemas, where these had been put off until it was fired.
    pub(super) completed: Option<Box<Case>>,
    /// What was sent before.
    pub(super) attempts: Vec<Attempt>,
    pub(super) elapsed: Duration,
    /// What a recording keeps of a large response; of others that is made when the line is written.
    pub(super) kept: Kept,
    /// What hides the credentials of a large response that is shown.
    pub(super) redactor: Option<Redactor>,
}

impl Fired {
    /// The variables whose credentials the service refused, although the docs do not show that.
    pub(super) fn refused_variables(&self, case: &Case) -> Vec<String> {
        if !is_refused(case, self) {
            return Vec::new();
        }
        let captured = self.changes.iter().filter_map(RequestChange::captured);
        captured.filter(|(_, is_of_settings)| *is_of_settings).map(|(variable, _)| variable.to_owned()).collect()
    }
}

impl RunPlan {
    /// Fires one case and judges the response. Never fails: what went wrong is in the verdict.
    pub async fn fire(&self, case: &Case) -> CaseRecord {
        if let Some(record) = self.of_story.as_ref().filter(|record| record.id == case.id) {
            let mut record = record.clone();
            self.known.apply(&mut record, case, &self.policy, &self.redactor);
            return record;
        }
        let mut record = if let Some(node) = self.state.node_of(case) {
            Box::pin(self.fire_node(node)).await
        } else {
            let started = SystemTime::now();
            let (judgement, fired) = self.judged(case, &case.id, &self.with_fresh(Bindings::default())).await;
            self.case_record(case, judgement, &fired, started)
        };
        self.known.apply(&mut record, case, &self.policy, &self.redactor);
        self.spent.note(&record);
        record
    }

    /// Bindings with a source of fresh values.
    pub(super) fn with_fresh(&self, bindings: Bindings) -> Bindings {
        bindings.with_fresh(Arc::clone(&self.fresh) as _)
    }

    /// Fires a case with the values of earlier responses, and judges the response; repeatedly, if a directive says so, until it
    /// is as documented. `key`: the key of the exchange in a recording.
    pub(super) async fn judged(&self, case: &Case, key: &str, bindings: &Bindings) -> (Judgement, Fired) {
        let Some(poll) = case.overrides.poll else { return self.judged_once(case, key, bindings).await };
        let end = Instant::now() + poll.longest;
        loop {
            let (judgement, fired) = self.judged_once(case, key, bindings).await;
            let is_met = match &judgement.verdict.outcome {
                Outcome::Passed => true,
                Outcome::Skipped(skip) => skip.kind != SkipKind::FailedStep,
                Outcome::Failed | Outcome::Broken(_) => false,
            };
            let is_late = Instant::now() + poll.every > end || self.traffic.replay().is_some();
            if is_met || is_late || self.interrupt.is_raised_within(poll.every).await {
                return (judgement, fired);
            }
        }
    }

    /// Fires a case once; again with a new token, if the service refuses that of its identity: once, and some more times where it
    /// had accepted that very token before.
    async fn judged_once(&self, case: &Case, key: &str, bindings: &Bindings) -> (Judgement, Fired) {
        let Some(source) = self.token_source(case) else { return self.judged_with(case, key, bindings).await };
        let (mut refused, mut renewals): (Option<String>, u32) = (None, 0);
        loop {
            let token = self.tokens.token(source, refused.as_deref(), &self.target, &self.redactor).await;
            let token = match token {
                Ok(token) => token,
                Err(why) => {
                    let why = why.reworded(|why| format!("no token for identity `{}`: {why}", source.name));
                    return (plain(Verdict::broken(why)), Fired { key: key.to_owned(), ..Fired::default() });
                }
            };
            let bindings = bindings.clone().with_token(token.clone());
            let (judgement, fired) = self.judged_with(case, key, &bindings).await;
            if !is_refused(case, &fired) {
                if fired.exchange.is_some() {
                    self.tokens.note_accepted(&token);
                }
                return (judgement, fired);
            }
            if renewals > 0 && (renewals >= MOST_RENEWALS || !self.tokens.was_accepted(&token)) {
                return (judgement, fired);
            }
            renewals += 1;
            refused = Some(token);
        }
    }

    /// Whether a case that is not sent would be if no response had given an empty text.
    fn is_sent_with_texts(&self, case: &Case, bindings: &Bindings) -> bool {
        let bindings = bindings.with_texts();
        bindings.is_some_and(|bindings| {
            prepare_request_with(case, &self.target, &self.destination, &self.schemas, &bindings).is_ok()
        })
    }

    async fn judged_with(&self, case: &Case, key: &str, bindings: &Bindings) -> (Judgement, Fired) {
        let unsent = || Fired { key: key.to_owned(), ..Fired::default() };
        if let Some(skip) = self.not_now(case) {
            return (plain(Verdict::skipped(skip)), unsent());
        }
        let completed = self.completed(case);
        let case = &*completed;
        let prepared = match prepare_request_with(case, &self.target, &self.destination, &self.schemas, bindings) {
            Ok(prepared) => prepared,
            // The service gave less than the case needs.
            Err(skip) if self.is_sent_with_texts(case, bindings) => {
                return (plain(Verdict::broken(Broken::of(BrokenKind::FailedStep, skip.reason))), Fired::default());
            }
            Err(skip) => return (plain(Verdict::skipped(skip)), Fired::default()),
        };
        if let Err(skip) = self.spent.take() {
            return (plain(Verdict::skipped(skip)), unsent());
        }
        let PreparedRequest { request, changes, mut tolerances } = prepared;
        let (began, mut attempts) = (Instant::now(), Vec::new());
        // In a box, as what fires a case is moved several times before it begins.
        let response = match Box::pin(self.response(case, key, &request, &mut attempts)).await {
            Ok(exchange) => Ok(exchange),
            Err(NoResponse::Failed(why)) => Err(why),
            Err(NoResponse::NotRecorded(skip)) => return (plain(Verdict::skipped(skip)), Fired::default()),
        };
        if !attempts.is_empty() {
            tolerances.push(Tolerance::of_case(ToleranceKind::Retried));
        }
        match response {
            Ok(exchange) if case.step => {
                let (elapsed, skip) = (exchange.elapsed, step(exchange.response.status));
                let exchange = Some(Arc::new(exchange));
                (plain(Verdict::skipped(skip)), Fired { exchange, changes, attempts, elapsed, ..unsent() })
            }
            Err(why) => {
                let (request, error, elapsed) = (Some(request), Some(why.clone()), began.elapsed());
                let of_step = |why: &str| format!("a step for the cases after it failed: {why}");
                let why = if case.step { why.reworded(of_step) } else { why };
                let fired = Fired { request, error, changes, attempts, elapsed, ..unsent() };
                (plain(Verdict::broken(why)), fired)
            }
            Ok(exchange) => {
                let exchange = Arc::new(exchange);
                let mut judgement = self.judge(case, key, &exchange, tolerances, bindings).await;
                let (elapsed, is_large) = (exchange.elapsed, exchange.response.body.len() >= LARGE);
                let (kept, redactor) = if is_large {
                    let kept = Box::pin(self.kept_of_large(case, key, &exchange, &attempts, &mut judgement)).await;
                    (kept, Box::pin(self.redactor_of_large(case, &exchange, &mut judgement)).await)
                } else {
                    (Kept::NotYet, Ok(None))
                };
                let (redactor, exchange) = match redactor {
                    Ok(redactor) => (redactor, Some(exchange)),
                    Err(NotShown) => (None, None),
                };
                let completed = match completed {
                    Cow::Owned(case) => Some(Box::new(case)),
                    Cow::Borrowed(_) => None,
                };
                (judgement, Fired { exchange, changes, completed, attempts, elapsed, kept, redactor, ..unsent() })
            }
        }
    }

    /// The response to a request, unless the run is interrupted before it is there.
    async fn response(
        &self,
        case: &Case,
        key: &str,
        request: &Request,
        attempts: &mut Vec<Attempt>,
    ) -> Result<Exchange, NoResponse> {
        match select(pin!(self.stop_of(case)), pin!(self.send(case, key, request, attempts))).await {
            Either::Left(_) => {
                Err(NoResponse::Failed(interrupted("the run was interrupted before the response was received")))
            }
            Either::Right((response, _)) => response,
        }
    }

    /// Why a case is not fired at this moment, whatever its request is.
    fn not_now(&self, case: &Case) -> Option<Skip> {
        if self.interrupt.stops() {
            return Some(Skip::new(SkipKind::Interrupted, "the run was interrupted before this case's turn"));
        }
        self.unresponsive.skip(case)
    }
}

/// Whether the service refused the credentials, and the docs do not show that.
fn is_refused(case: &Case, fired: &Fired) -> bool {
    let status = fired.exchange.as_ref().map(|exchange| exchange.response.status);
    status == Some(401) && !case.expectation.status.contains(401)
}

/// Why a case without a documented response counts as skipped although it was sent, with its result.
fn step(status: u16) -> Skip {
    if !is_error(status) {
        let reason = format!("not judged: the docs show no response; fired for the cases after it: HTTP {status}");
        return Skip::new(SkipKind::Step, reason);
    }
    let reason =
        format!("the service refused it: HTTP {status}; it was fired for the cases after it, which may fail for that");
    Skip::new(SkipKind::FailedStep, reason)
}

pub(super) const fn plain(verdict: Verdict) -> Judgement {
    Judgement { verdict, diff: None }
}
