//! One case from its request to its record: prepare, send, judge, repeat where the service asks for it.

use std::borrow::Cow;
use std::pin::pin;
use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant, SystemTime};

use futures_util::future::{Either, select};

use super::large::{Abandoned, LARGE, run_or_abandon};
use super::late_bytes::add_late_bytes;
use super::throttling::Attempt;
use super::traffic::NoResponse;
use super::unused_overrides::unused_overrides;
use super::unused_places::fold_unused_places;
use crate::contract::Case;
use crate::finding::{Broken, BrokenKind, Outcome, Skip, SkipKind, Tolerance, ToleranceKind, Verdict};
use crate::http::{Exchange, Request, timestamp};
use crate::judge::{Judgement, judge};
use crate::record::{CaseRecord, RunHeader, RunRecord};
use crate::request::{Bindings, PreparedRequest, RequestChange, prepare_request_with};
use crate::session::{Replay, RunPlan};

/// How many tokens a case may use up that end while it is fired.
const MOST_RENEWALS: u32 = 5;

/// How far a case got.
#[derive(Default)]
pub(super) struct Fired {
    /// By which the exchange is found in a recording; empty where there was nothing to record.
    pub(super) key: String,
    pub(super) request: Option<Request>,
    /// Why no response came.
    pub(super) error: Option<Broken>,
    pub(super) exchange: Option<Arc<Exchange>>,
    changes: Vec<RequestChange>,
    /// The case with its schemas, where these had been put off until it was fired.
    pub(super) completed: Option<Box<Case>>,
    /// What was sent before.
    pub(super) attempts: Vec<Attempt>,
    pub(super) elapsed: Duration,
}

impl Fired {
    /// The variables that gave credentials which the service refused, though the docs do not show that.
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
            self.known.apply(&mut record);
            return record;
        }
        let mut record = if let Some(node) = self.state.node_of(case) {
            self.fire_node(node).await
        } else {
            let started = SystemTime::now();
            let (judgement, fired) = self.judged(case, &case.id, &self.with_fresh(Bindings::default())).await;
            self.case_record(case, judgement, &fired, started)
        };
        self.known.apply(&mut record);
        self.spent.note(&record);
        record
    }

    /// Bindings with a source of fresh values.
    pub(super) fn with_fresh(&self, bindings: Bindings) -> Bindings {
        bindings.with_fresh(Arc::clone(&self.fresh) as _)
    }

    /// Fires a case with what earlier responses gave, and judges the response; again and again, if a directive says so, until it
    /// is as documented. `key`: by which a recording finds the exchange.
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

    async fn judged_with(&self, case: &Case, key: &str, bindings: &Bindings) -> (Judgement, Fired) {
        let unsent = || Fired { key: key.to_owned(), ..Fired::default() };
        if let Some(skip) = self.not_now(case) {
            return (plain(Verdict::skipped(skip)), unsent());
        }
        let completed = self.completed(case);
        let case = &*completed;
        let prepared = match prepare_request_with(case, &self.target, &self.destination, &self.schemas, bindings) {
            Ok(prepared) => prepared,
            Err(skip) => return (plain(Verdict::skipped(skip)), Fired::default()),
        };
        if let Err(skip) = self.spent.take() {
            return (plain(Verdict::skipped(skip)), unsent());
        }
        let PreparedRequest { request, changes, mut tolerances } = prepared;
        let (began, mut attempts) = (Instant::now(), Vec::new());
        let response = match select(pin!(self.stop_of(case)), pin!(self.send(case, key, &request, &mut attempts))).await
        {
            Either::Left(_) => Err(interrupted("the run was interrupted before the response came")),
            Either::Right((Ok(exchange), _)) => Ok(exchange),
            Either::Right((Err(NoResponse::Failed(why)), _)) => Err(why),
            Either::Right((Err(NoResponse::NotRecorded(skip)), _)) => {
                return (plain(Verdict::skipped(skip)), Fired::default());
            }
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
                let judgement = self.judge(case, key, &exchange, tolerances, bindings).await;
                let (elapsed, exchange) = (exchange.elapsed, Some(exchange));
                let completed = match completed {
                    Cow::Owned(case) => Some(Box::new(case)),
                    Cow::Borrowed(_) => None,
                };
                (judgement, Fired { exchange, changes, completed, attempts, elapsed, ..unsent() })
            }
        }
    }

    /// Why a case is not fired at this moment, whatever its request is.
    fn not_now(&self, case: &Case) -> Option<Skip> {
        if self.interrupt.stops() {
            return Some(Skip::new(SkipKind::Interrupted, "the run was interrupted before this case's turn"));
        }
        self.unresponsive.skip(case)
    }

    /// The judgement of a response, and of those that it names as its continuation.
    async fn judge(
        &self,
        case: &Case,
        key: &str,
        exchange: &Arc<Exchange>,
        tolerances: Vec<Tolerance>,
        bindings: &Bindings,
    ) -> Judgement {
        let mut judgement = if exchange.response.body.len() < LARGE {
            judge(case, exchange, &tolerances, &self.schemas, &self.policy)
        } else {
            self.judge_large(case, exchange, tolerances).await
        };
        if bindings.is_empty() {
            self.order_hints.add_to(&mut judgement.verdict, case, exchange.response.status);
        }
        if judgement.verdict.outcome == Outcome::Passed
            && let Err(why) = self.follow(case, key, exchange).await
        {
            judgement.verdict = Verdict::broken(why);
        }
        judgement
    }

    /// Judges a response that takes long and much memory: within the budget, and within the timeout once more.
    async fn judge_large(&self, case: &Case, exchange: &Arc<Exchange>, tolerances: Vec<Tolerance>) -> Judgement {
        let interrupt = pin!(self.interrupt.wait());
        let share = pin!(self.judge_memory.share(&exchange.response.body));
        let share = match select(interrupt, share).await {
            Either::Left(_) => {
                return plain(Verdict::broken(interrupted("the run was interrupted before the response was judged")));
            }
            Either::Right((Err(refused), _)) => return plain(Verdict::broken(refused)),
            Either::Right((Ok(share), _)) => share,
        };
        let most = case.overrides.timeout.unwrap_or(self.target.timeout);
        let (case, exchange) = (case.clone(), Arc::clone(exchange));
        let (schemas, policy) = (Arc::clone(&self.schemas), self.policy.clone());
        let work = move || {
            let judgement = judge(&case, &exchange, &tolerances, &schemas, &policy);
            drop(share);
            judgement
        };
        run_or_abandon(work, most, &self.interrupt).await.unwrap_or_else(|left| {
            plain(Verdict::broken(match left {
                Abandoned::Interrupted => interrupted("the run was interrupted while the response was judged"),
                Abandoned::TimedOut => {
                    let why =
                        format!("judging the response took longer than {} s (timeout): raise it", most.as_secs_f64());
                    Broken::of(BrokenKind::Timeout, why)
                }
            }))
        })
    }

    pub(super) fn case_record(
        &self,
        case: &Case,
        judgement: Judgement,
        fired: &Fired,
        started: SystemTime,
    ) -> CaseRecord {
        self.keep(case, &judgement.verdict.outcome, fired, started);
        let Fired { request, exchange, changes, attempts, elapsed, .. } = fired;
        let (request, exchange) = (request.as_ref(), exchange.as_deref());
        if let Some(exchange) = exchange {
            self.redactor.learn_handed_out(&exchange.response);
        }
        CaseRecord::of(case, judgement, request, exchange, started, *elapsed, &self.redactor)
            .with_changes(changes.iter().map(ToString::to_string), &self.redactor)
            .with_trace(
                request.or(exchange.map(|exchange| &exchange.request)),
                self.marks.as_ref().map(|marks| marks.run_id()),
            )
            .with_attempts(attempts.iter().map(Attempt::record), &self.redactor)
    }

    /// The record of a case whose worker died: a bug here, never a verdict on the service.
    pub(crate) fn lost(&self, case: &Case) -> CaseRecord {
        let verdict = Verdict::broken("doctrial itself failed on this case; this is a bug in doctrial");
        self.case_record(case, plain(verdict), &Fired::default(), SystemTime::now())
    }

    /// The record of a run of these cases; none is fired any more.
    pub fn record(&self, mut cases: Vec<CaseRecord>, started: SystemTime, elapsed: Duration) -> RunRecord {
        add_late_bytes(self, &mut cases);
        fold_unused_places(self, &mut cases);
        if self.redactor.knows_handed_out() {
            for case in &mut cases {
                case.hide_handed_out(&self.redactor);
            }
        }
        let header = RunHeader {
            doctrial: env!("CARGO_PKG_VERSION").to_owned(),
            version: RunHeader::VERSION,
            started: timestamp(started),
            base_url: self.destination.base_url.to_string(),
            embedded: self.destination.embedded,
            source: self.source.clone(),
            run_id: self.marks.as_ref().map(|marks| marks.run_id().to_owned()),
            min_fired: self.min_fired,
            replayed: self.traffic.replay().map(Replay::named),
            min_coverage: self.min_coverage.clone(),
            shard: self.shard,
        };
        let mut findings = self.denied.clone();
        let found =
            unused_overrides(self, &cases).into_iter().chain(self.state.left_over()).chain(self.known.findings());
        findings.extend(found.filter_map(|finding| self.policy.leveled(finding)));
        let findings = self.redactor.findings(&findings);
        let elapsed_ms = elapsed.as_secs_f64() * 1000.0;
        let observer = self
            .observer
            .as_ref()
            .map(|observer| std::mem::take(&mut *observer.lock().unwrap_or_else(PoisonError::into_inner)));
        let coverage = observer.map(|observer| self.redactor.coverage(observer.coverage()));
        RunRecord { header, cases, findings, coverage, elapsed_ms, interrupted: self.interrupt.has_cut() }
    }
}

/// Whether the service refused the credentials, and the docs do not show that.
fn is_refused(case: &Case, fired: &Fired) -> bool {
    let status = fired.exchange.as_ref().map(|exchange| exchange.response.status);
    status == Some(401) && !case.expectation.status.contains(401)
}

/// Why a case without a documented response counts as skipped although it was sent, with what it led to.
fn step(status: u16) -> Skip {
    if status < 400 {
        let reason = format!("not judged: the docs show no response; fired for the cases after it: HTTP {status}");
        return Skip::new(SkipKind::Step, reason);
    }
    let reason =
        format!("the service refused it: HTTP {status}; it was fired for the cases after it, which may fail for that");
    Skip::new(SkipKind::FailedStep, reason)
}

fn interrupted(why: &str) -> Broken {
    Broken::of(BrokenKind::Interrupted, why)
}

const fn plain(verdict: Verdict) -> Judgement {
    Judgement { verdict, diff: None }
}
