//! The response to a case judged: at once, or within the budget of memory where it is large.

use std::pin::pin;
use std::sync::Arc;

use futures_util::future::{Either, select};

use super::fire::plain;
use super::large::{Abandoned, LARGE, run_or_abandon};
use super::no_response::interrupted;
use crate::contract::Case;
use crate::finding::{Broken, BrokenKind, Outcome, Tolerance, Verdict};
use crate::http::Exchange;
use crate::judge::{Judgement, judge};
use crate::request::Bindings;
use crate::session::RunPlan;

impl RunPlan {
    /// The judgement of a response, and of those that it names as its continuation.
    pub(super) async fn judge(
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
            Box::pin(self.judge_large(case, exchange, tolerances)).await
        };
        if bindings.is_empty() {
            self.order_hints.add_to(&mut judgement.verdict, case, exchange.response.status);
        }
        if judgement.verdict.outcome == Outcome::Passed
            && case.overrides.follow.is_some()
            && let Err(why) = Box::pin(self.follow(case, key, exchange)).await
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
}
