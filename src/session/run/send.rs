//! Sending: in turn, and again where the service could not take a request for the time being.

use std::pin::pin;
use std::time::Instant;

use futures_util::future::{Either, select};

use super::no_response::{NoResponse, broken, interrupted};
use super::throttling::{Attempt, Limiter, backoff, may_be_repeated};
use super::traffic::Sending;
use crate::contract::Case;
use crate::http::status::is_too_many_requests;
use crate::http::{Exchange, Request};
use crate::session::RunPlan;
use crate::text::Position;

impl RunPlan {
    /// Sends the request of a case; what was sent before the exchange that counts is added to `attempts`.
    pub(super) async fn send(
        &self,
        case: &Case,
        key: &str,
        request: &Request,
        attempts: &mut Vec<Attempt>,
    ) -> Result<Exchange, NoResponse> {
        let is_stream = case.overrides.stream.or(case.request.streams.then_some(true));
        let sending = Sending { key, name: &case.id, request, is_stream, timeout: case.overrides.timeout };
        if let Some(replay) = self.traffic.replay() {
            attempts.extend(replay.attempts(key, request, &self.redactor).iter().map(Attempt::of));
            return self.traffic.response(sending, &self.redactor, |_| {}).await;
        }
        let Some(limiter) = &self.limiter else {
            return self.traffic.response(sending, &self.redactor, |sent| self.unresponsive.note(case, sent)).await;
        };
        let mut repetition = 0;
        loop {
            let turn = match select(pin!(self.unsent_stop_of(case)), pin!(limiter.turn(&request.url))).await {
                Either::Left(_) => {
                    return Err(NoResponse::Failed(interrupted("the run was interrupted before the request was sent")));
                }
                Either::Right((turn, _)) => turn,
            };
            let (began, mut failed) = (Instant::now(), None);
            let note = |sent: &Result<Exchange, _>| {
                self.unresponsive.note(case, sent);
                failed = sent.as_ref().err().cloned();
            };
            let response = self.traffic.response(sending, &self.redactor, note).await;
            drop(turn);
            let asked = match &response {
                Ok(exchange) => limiter.close_as_asked(&request.url, &exchange.response).await,
                Err(_) => None,
            };
            let is_passing = match (&response, &failed) {
                (Ok(exchange), _) => self.may_ask_again(case, request, exchange, limiter),
                (Err(_), Some(error)) => may_be_repeated(case, request, Err(error)),
                (Err(_), None) => false,
            };
            if !is_passing || repetition >= self.retries {
                return response;
            }
            let waited = backoff(repetition).max(asked.unwrap_or_default());
            attempts.push(Attempt {
                status: response.as_ref().ok().map(|exchange| exchange.response.status),
                kind: failed.as_ref().and_then(|error| broken(error).kind),
                error: failed.map(|error| error.message),
                elapsed: began.elapsed(),
                waited,
            });
            if self.interrupt.is_raised_within(waited).await {
                return response;
            }
            repetition += 1;
        }
    }

    /// Whether a response may be another one if the request is sent again, and is not the documented one.
    fn may_ask_again(&self, case: &Case, request: &Request, exchange: &Exchange, limiter: &Limiter) -> bool {
        may_be_repeated(case, request, Ok(exchange))
            && !self.is_shown_for_same_request(case, exchange.response.status)
            && limiter.waits_for(&exchange.response)
    }

    /// Whether the docs show a status for the same request next to the response of this case, so that it is the
    /// documented response. 429 is not: a run may well have made too many requests.
    fn is_shown_for_same_request(&self, case: &Case, status: u16) -> bool {
        fn shown(case: &Case) -> (&str, Position, &str) {
            (&case.page, case.request.url_place, &case.request.url)
        }
        let shows = |other: &Case| other.expectation.status.only() == Some(status) && shown(other) == shown(case);
        !is_too_many_requests(status) && self.cases.iter().any(shows)
    }
}
