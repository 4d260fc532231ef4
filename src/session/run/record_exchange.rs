//! What a run keeps of its exchanges, if it is asked to.

use std::sync::{Arc, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::fire::{Fired, plain};
use super::kept::{Kept, NotShown};
use super::large::{Abandoned, run_or_abandon};
use super::no_response::NoResponse;
use super::no_response::interrupted;
use super::recorder::Recorded;
use super::throttling::Attempt;
use super::traffic::Sending;
use crate::contract::Case;
use crate::finding::{Broken, BrokenKind, Outcome, Verdict};
use crate::http::{Exchange, Request, timestamp};
use crate::judge::{Judgement, Policy, judge};
use crate::record::recording::{RecordedExchange, RecordedSkip, RecordingHeader, RecordingLine};
use crate::record::{AttemptRecord, CaseRecord, Redactor};
use crate::report::WriteError;
use crate::schema::Schemas;
use crate::session::RunPlan;

/// All that is needed to keep a response without its secrets.
struct Keep {
    case: Case,
    key: String,
    attempts: Vec<AttemptRecord>,
    started: f64,
    redactor: Redactor,
    schemas: Arc<Schemas>,
    policy: Policy,
}

impl Keep {
    fn of(plan: &RunPlan, case: &Case, key: &str, attempts: &[Attempt], started: f64) -> Self {
        Self {
            case: case.clone(),
            key: key.to_owned(),
            attempts: attempts.iter().map(Attempt::record).collect(),
            started,
            redactor: plan.redactor.clone(),
            schemas: Arc::clone(&plan.schemas),
            policy: plan.policy.clone(),
        }
    }

    /// A response that is judged differently without its secrets is marked.
    fn exchange(self, exchange: &Exchange) -> RecordedExchange {
        let Self { case, key, attempts, started, redactor, schemas, policy } = self;
        let kept = RecordedExchange::of_response(&key, exchange, started, &redactor);
        let mut kept = kept.after(attempts.into_iter(), &redactor);
        if !case.step {
            kept.mark_if_judged_by_secrets(exchange, |exchange| judge(&case, exchange, &[], &schemas, &policy).verdict);
        }
        kept
    }
}

impl RunPlan {
    /// Begins the recording, if there is to be one.
    pub(super) fn begin_recording(&self, started: SystemTime) {
        if let Some(recorder) = &self.traffic.recorder {
            let (base_url, embedded) = (self.destination.base_url.to_string(), self.destination.embedded);
            let (started, allow_writes) = (timestamp(started), self.target.allow_writes);
            recorder.begin(RecordingHeader::new(started, base_url, embedded, allow_writes, self.source.clone()));
        }
    }

    /// Ends the recording, if there is one.
    ///
    /// # Errors
    /// It could not be written.
    pub fn finish_recording(&self) -> Result<Option<Recorded<'_>>, WriteError> {
        let Some(recorder) = &self.traffic.recorder else { return Ok(None) };
        let redactor = self.redactor.clone();
        let hiding = self.redactor.knows_handed_out().then_some(move |line: &str| redactor.hiding_learned(line));
        recorder.finish(self.fresh.take_kept(), hiding, &self.interrupt).map(Some)
    }

    /// Keeps the exchange of a case, if that is asked for. A response that is judged differently without its secrets is marked.
    pub(super) fn keep(&self, case: &Case, outcome: &Outcome, fired: &Fired, started: SystemTime) {
        if let Some(exchange) = fired.exchange.as_ref().filter(|_| fired.key == case.id) {
            self.count_coverage(case, fired.completed.as_deref().unwrap_or(case), exchange);
            self.keep_to_bless(case, exchange);
        }
        self.record_exchange(case, outcome, fired, started);
    }

    fn count_coverage(&self, case: &Case, completed: &Case, exchange: &Exchange) {
        if let Some(observer) = self.observer.as_ref().filter(|_| !case.step) {
            let mut observer = observer.lock().unwrap_or_else(PoisonError::into_inner);
            observer.observe(completed, exchange, self.schemas.set());
        }
    }

    fn keep_to_bless(&self, case: &Case, exchange: &Arc<Exchange>) {
        if let Some(kept) = &self.kept {
            let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
            kept.insert(case.id.clone(), Arc::clone(exchange));
        }
    }

    fn record_exchange(&self, case: &Case, outcome: &Outcome, fired: &Fired, started: SystemTime) {
        let completed = fired.completed.as_deref().unwrap_or(case);
        let Some(recorder) = self.traffic.recorder.as_ref().filter(|_| !fired.key.is_empty()) else { return };
        let Fired { key, request, error, exchange, elapsed, attempts, .. } = fired;
        let started = since_1970(started);
        let line = match (exchange, request, error, outcome) {
            (Some(exchange), ..) => match &fired.kept {
                Kept::Abandoned => return,
                Kept::Made(kept) => RecordingLine::Exchange((**kept).clone()),
                Kept::NotYet => {
                    let keep = Keep::of(self, completed, key, attempts, started);
                    RecordingLine::Exchange(keep.exchange(exchange))
                }
            },
            (None, Some(request), Some(why), _) => {
                let kept = RecordedExchange::of_error(key, request, why, *elapsed, started, &self.redactor);
                RecordingLine::Exchange(kept.after(attempts.iter().map(Attempt::record), &self.redactor))
            }
            (.., Outcome::Skipped(skip)) => {
                RecordingLine::Skip(RecordedSkip { case: key.clone(), skip: self.redactor.skip(skip) })
            }
            _ => return,
        };
        recorder.write(&line);
    }

    /// What a recording keeps of a large response, if there is one: within the timeout of the case once more.
    pub(super) async fn kept_of_large(
        &self,
        case: &Case,
        key: &str,
        exchange: &Arc<Exchange>,
        attempts: &[Attempt],
        judgement: &mut Judgement,
    ) -> Kept {
        if self.traffic.recorder.is_none() || key.is_empty() {
            return Kept::NotYet;
        }
        let most = case.overrides.timeout.unwrap_or(self.target.timeout);
        let started = since_1970(SystemTime::now()) - exchange.elapsed.as_secs_f64();
        let keep = Keep::of(self, case, key, attempts, started);
        let exchange = Arc::clone(exchange);
        match run_or_abandon(move || keep.exchange(&exchange), most, &self.interrupt).await {
            Ok(kept) => return Kept::Made(Box::new(kept)),
            // The run counts as interrupted; the judgement stays as it is.
            Err(Abandoned::Interrupted) => {}
            Err(Abandoned::TimedOut) => *judgement = too_slow("for the recording ", most),
        }
        Kept::Abandoned
    }

    /// What hides the credentials in a large response of which something is shown: within the timeout of the case once more.
    ///
    /// # Errors
    /// It took too long: nothing of the response may be shown.
    pub(super) async fn redactor_of_large(
        &self,
        case: &Case,
        exchange: &Arc<Exchange>,
        judgement: &mut Judgement,
    ) -> Result<Option<Redactor>, NotShown> {
        let Verdict { outcome, findings, .. } = &judgement.verdict;
        let is_shown = *outcome != Outcome::Passed || !findings.is_empty();
        if !is_shown {
            return Ok(None);
        }
        let most = case.overrides.timeout.unwrap_or(self.target.timeout);
        let (redactor, exchange) = (self.redactor.clone(), Arc::clone(exchange));
        let (case, judged) = (case.clone(), judgement.clone());
        let work = move || {
            let redactor = redactor.with_exchange(None, Some(&exchange));
            // What finds the credentials is built when it is first used, and that takes the longest.
            let _ = CaseRecord::of(&case, judged, None, Some(&exchange), UNIX_EPOCH, Duration::ZERO, &redactor);
            redactor
        };
        let abandoned = match run_or_abandon(work, most, &self.interrupt).await {
            Ok(redactor) => return Ok(Some(redactor)),
            Err(abandoned) => abandoned,
        };
        *judgement = match abandoned {
            Abandoned::Interrupted => plain(Verdict::broken(interrupted(
                "the run was interrupted while the secrets of the response were hidden",
            ))),
            Abandoned::TimedOut => too_slow("", most),
        };
        Err(NotShown)
    }

    /// Sends a request that belongs to no case, and keeps the result.
    pub(super) async fn exchange(&self, key: &str, request: &Request) -> Result<Exchange, String> {
        let (began, started) = (Instant::now(), since_1970(SystemTime::now()));
        let sending = Sending { key, name: key, request, is_stream: None, timeout: None };
        let turn = match &self.limiter {
            Some(limiter) => limiter.turn(&request.url).await,
            None => None,
        };
        let response = self.traffic.response(sending, &self.redactor, |_| {}).await;
        drop(turn);
        let response = response.map_err(|why| match why {
            NoResponse::Failed(why) => why,
            NoResponse::NotRecorded(skip) => skip.reason.into(),
        });
        if let Some(recorder) = &self.traffic.recorder {
            let kept = match &response {
                Ok(exchange) => RecordedExchange::of_response(key, exchange, started, &self.redactor),
                Err(why) => RecordedExchange::of_error(key, request, why, began.elapsed(), started, &self.redactor),
            };
            recorder.write(&RecordingLine::Exchange(kept));
        }
        response.map_err(|why| why.cause)
    }
}

/// The secrets of a response could not be hidden in time. `purpose`: of what that was a part.
fn too_slow(purpose: &str, most: Duration) -> Judgement {
    let why = format!(
        "hiding the secrets of the response {purpose}took longer than {} s (timeout): raise it",
        most.as_secs_f64()
    );
    plain(Verdict::broken(Broken::of(BrokenKind::Timeout, why)))
}

/// Seconds, as records have them.
fn since_1970(time: SystemTime) -> f64 {
    time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64()
}
