//! One recorded exchange, with its secrets replaced so that it is judged as the original was.

use std::time::Duration;

use secrecy::SecretString;
use serde::{Deserialize, Serialize};

use super::request::RecordedRequest;
use super::response::RecordedResponse;
use crate::finding::{Broken, BrokenKind, Outcome, Verdict};
use crate::http::{Exchange, Request};
use crate::record::{AttemptRecord, Redactor};

/// A request that was sent and its result: an `exchange` line. Secrets in the request are `***`; in the response each is
/// replaced by a text of the same kind and length, so that it is judged as the original was.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct RecordedExchange {
    /// For which case it was sent: the id, or that of a step with the case that needed it.
    pub case: String,
    /// What was sent.
    pub request: RecordedRequest,
    /// The result.
    #[serde(flatten)]
    pub outcome: RecordedOutcome,
    /// The kind of the cause for which no response came, where it is one of those that are counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken_kind: Option<BrokenKind>,
    /// Milliseconds from the first byte sent to the last byte read.
    pub elapsed_ms: f64,
    /// When it was sent, in seconds since 1970.
    pub started: f64,
    /// What was sent before it, to a service that could not take the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<AttemptRecord>,
}

/// A response, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum RecordedOutcome {
    /// A response came.
    Response(RecordedResponse),
    /// None came: why, in words.
    Error(String),
}

impl RecordedExchange {
    /// The record of a response, redacted. `started`: seconds since 1970.
    pub(crate) fn of_response(case: &str, exchange: &Exchange, started: f64, redactor: &Redactor) -> Self {
        let redactor = redactor.with_exchange(None, Some(exchange));
        let outcome = RecordedOutcome::Response(RecordedResponse::of(exchange, &redactor));
        let request = RecordedRequest::of(&exchange.request, &redactor);
        let elapsed_ms = exchange.elapsed.as_secs_f64() * 1000.0;
        Self { case: case.to_owned(), request, outcome, broken_kind: None, elapsed_ms, started, attempts: Vec::new() }
    }

    /// The record of a request without a response, redacted.
    pub(crate) fn of_error(
        case: &str,
        request: &Request,
        why: &Broken,
        elapsed: Duration,
        started: f64,
        redactor: &Redactor,
    ) -> Self {
        let redactor = redactor.with_exchange(Some(request), None);
        let (outcome, request) = (redactor.shortened(&why.cause), RecordedRequest::of(request, &redactor));
        let outcome = RecordedOutcome::Error(outcome);
        let elapsed_ms = elapsed.as_secs_f64() * 1000.0;
        Self {
            case: case.to_owned(),
            request,
            outcome,
            broken_kind: why.kind,
            elapsed_ms,
            started,
            attempts: Vec::new(),
        }
    }

    /// Adds what was sent before it, redacted.
    #[must_use]
    pub(crate) fn after(self, attempts: impl Iterator<Item = AttemptRecord>, redactor: &Redactor) -> Self {
        Self { attempts: attempts.map(|attempt| attempt.redacted(redactor)).collect(), ..self }
    }

    /// The texts that are in the place of secrets; short ones are left out, which may occur elsewhere.
    pub(crate) fn disguised_texts(&self) -> Vec<SecretString> {
        const SHORTEST: usize = 8;
        let RecordedOutcome::Response(response) = &self.outcome else { return Vec::new() };
        if response.hidden.is_empty() {
            return Vec::new();
        }
        let body: serde_json::Value = serde_json::from_str(&response.body.body).unwrap_or_default();
        let texts = response.hidden.iter().filter_map(|at| body.pointer(at.as_str())?.as_str());
        texts.filter(|text| text.len() >= SHORTEST).map(SecretString::from).collect()
    }

    /// Marks a response whose verdict changes once its secrets are hidden.
    pub(crate) fn mark_if_judged_by_secrets(&mut self, exchange: &Exchange, verdict: impl Fn(&Exchange) -> Verdict) {
        let RecordedOutcome::Response(response) = &mut self.outcome else { return };
        let disguised = Exchange { response: response.response(), ..exchange.clone() };
        if disguised.response != exchange.response {
            let [original, disguised] = [exchange, &disguised].map(&verdict);
            response.judged_by_secrets = essence(&original) != essence(&disguised);
        }
    }

    /// The exchange with the request as it would be sent now, and the recorded response.
    ///
    /// # Errors
    /// There was no response: why.
    pub(crate) fn replayed(&self, request: &Request) -> Result<Exchange, String> {
        let elapsed = Duration::try_from_secs_f64(self.elapsed_ms / 1000.0).unwrap_or_default();
        match &self.outcome {
            RecordedOutcome::Error(why) => Err(why.clone()),
            RecordedOutcome::Response(response) => Ok(Exchange {
                request: request.clone(),
                response: response.response(),
                elapsed,
                notes: response.notes.clone(),
            }),
        }
    }
}

/// What a verdict says, apart from the values it shows.
fn essence(verdict: &Verdict) -> (&Outcome, Vec<(&'static str, String)>) {
    let findings = verdict.findings.iter().map(|finding| (finding.rule.code, finding.at.to_string()));
    (&verdict.outcome, findings.collect())
}
