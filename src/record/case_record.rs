//! `CaseRecord`: a `case` line of `run.ndjson`.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use super::{MessageRecord, Redacted, Redactor, curl};
use crate::contract::Case;
use crate::contract::Dialect;
use crate::finding::{BrokenKind, Finding, Level, Outcome, Skip, SkipKind, Tolerance, ToleranceKind, Verdict};
use crate::http::{Exchange, Request, trace_id, trace_of_parent};
use crate::judge::Judgement;

/// What happened to one case: a `case` line of `run.ndjson`. Holds no secrets: runs hide them before they make a record.
///
/// Only a run makes records, [`ndjson::read`](crate::record::ndjson::read) reads them back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CaseRecord {
    /// The case's id: `path/page.md::heading-slug::name`. Unique in a run, and the same until the docs change.
    pub id: String,
    /// The page's path relative to the docs root, `/` between segments.
    pub page: String,
    /// 1-based line of the page at which the fence of the request opens.
    pub line: u32,
    /// 1-based line of the page at which the fence of the response opens.
    pub response_line: u32,
    /// The name: that of the annotation, or made from method and URL.
    pub name: String,
    /// The dialect that the example is written in.
    pub dialect: Dialect,
    /// The tags that the page gives it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// The request method as it was sent: `GET`.
    pub method: String,
    /// The URL as documented, with its placeholders; secrets in it hidden.
    pub url: Redacted<String>,
    /// Outcome, findings, tolerances.
    pub verdict: Redacted<Verdict>,
    /// Milliseconds from sending to the last byte; 0 if nothing was sent.
    pub elapsed_ms: f64,
    /// When the case started, in seconds since the Unix epoch, so that times of cases can be subtracted; the start of the run is
    /// a date ([`RunHeader::started`](super::RunHeader::started)).
    pub started: f64,
    /// The request as it went out; kept for cases that failed or are broken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<Redacted<MessageRecord>>,
    /// The response as it was received; kept for cases that failed or are broken.
    #[serde(default, skip_serializing_if = "Option::is_none", alias = "answer")]
    pub response: Option<Redacted<MessageRecord>>,
    /// Where the documented body and the received one differ in shape, as lines for a reader.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diff: Option<Redacted<String>>,
    /// How the request differs from the documented one, in words; kept with the request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<String>,
    /// A curl command for a POSIX shell that sends the same request, secrets as `$DOCTRIAL_...` variables; kept where `request`
    /// is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub curl: Option<Redacted<String>>,
    /// The trace (W3C Trace Context) by which the request can be found in the logs of the service, where it is known here;
    /// [`RunRecord::trace_of`](super::RunRecord::trace_of) knows it of every case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trace: Option<String>,
    /// Earlier attempts, which the service did not accept at that time (503, a broken connection).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attempts: Vec<AttemptRecord>,
}

/// A request that was sent before the one whose response counts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AttemptRecord {
    /// The status of the response, if one was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// Why none was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// The kind of that cause; `None` where none fits, and where a response was received.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broken_kind: Option<BrokenKind>,
    /// Milliseconds from sending to the end of the response.
    pub elapsed_ms: f64,
    /// Milliseconds until the next one was sent.
    pub waited_ms: f64,
}

impl AttemptRecord {
    pub(crate) const fn new(status: Option<u16>, error: Option<String>, elapsed_ms: f64, waited_ms: f64) -> Self {
        Self { status, error, broken_kind: None, elapsed_ms, waited_ms }
    }

    /// With the kind of the reason why no response was received.
    pub(crate) fn of_kind(self, broken_kind: Option<BrokenKind>) -> Self {
        Self { broken_kind, ..self }
    }

    /// Why the request was sent again, as a kind.
    pub(crate) fn kind(&self) -> Option<BrokenKind> {
        self.broken_kind.or_else(|| self.status.and_then(BrokenKind::of_status))
    }

    /// Why the request was sent again.
    pub(crate) fn message(&self) -> String {
        let status = self.status.map(|status| format!("HTTP {status}"));
        self.error.clone().or(status).unwrap_or_else(|| "no response".to_owned())
    }

    pub(crate) fn redacted(self, redactor: &Redactor) -> Self {
        Self { error: self.error.as_deref().map(|error| redactor.text(error)), ..self }
    }
}

impl CaseRecord {
    /// The record of a case, redacted. `request` and `exchange` are what went out and came in, as far as they exist; they
    /// are kept only where the case failed or is broken.
    pub(crate) fn of(
        case: &Case,
        judgement: Judgement,
        request: Option<&Request>,
        exchange: Option<&Exchange>,
        started: SystemTime,
        elapsed: Duration,
        redactor: &Redactor,
    ) -> Self {
        let kept = match &judgement.verdict.outcome {
            Outcome::Failed | Outcome::Broken(_) => true,
            Outcome::Skipped(skip) => skip.kind == SkipKind::FailedStep,
            Outcome::Passed => false,
        };
        // Where it is not known, nothing of it can be shown.
        let of_exchange =
            (kept || !judgement.verdict.findings.is_empty()).then(|| redactor.with_exchange(request, exchange));
        let redactor = of_exchange.as_ref().unwrap_or(redactor);
        let request = request.or(exchange.map(|exchange| &exchange.request)).filter(|_| kept);
        let response = exchange.map(|exchange| &exchange.response).filter(|_| kept);
        Self {
            id: case.id.clone(),
            page: case.page.clone(),
            line: case.request.line,
            response_line: case.expectation.line,
            name: case.name.clone(),
            dialect: case.dialect,
            tags: case.tags.clone(),
            method: case.request.method.clone(),
            url: Redacted::new(redactor.text(&case.request.url)),
            verdict: redactor.verdict(judgement.verdict),
            elapsed_ms: elapsed.as_secs_f64() * 1000.0,
            started: started.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_secs_f64(),
            request: request.map(|request| MessageRecord::of_request(request, redactor)),
            response: response.map(|response| MessageRecord::of_response(response, redactor)),
            diff: judgement.diff.map(|diff| Redacted::new(redactor.shortened(&diff))),
            changes: Vec::new(),
            curl: request.map(|request| Redacted::new(curl(request, redactor))),
            trace: None,
            attempts: Vec::new(),
        }
    }

    /// Hides secrets that responses contained after the record was made, while other cases were fired.
    pub(crate) fn hide_handed_out(&mut self, redactor: &Redactor) {
        if self.verdict.outcome == Outcome::Passed && self.verdict.findings.is_empty() {
            return;
        }
        self.verdict = redactor.verdict((*self.verdict).clone());
        for message in [&mut self.request, &mut self.response].into_iter().flatten() {
            *message = message.hiding(redactor);
        }
        for text in [&mut self.diff, &mut self.curl].into_iter().flatten() {
            *text = Redacted::new(redactor.text(text));
        }
    }

    /// Adds findings made after the case had been judged; one that was skipped or is broken stays so.
    pub(crate) fn add_finding(&mut self, finding: Finding, redactor: &Redactor) {
        let mut verdict = (*self.verdict).clone();
        if verdict.outcome == Outcome::Passed && finding.level == Level::Deny {
            verdict.outcome = Outcome::Failed;
        }
        verdict.findings.push(redactor.finding(finding).into_inner());
        self.verdict = Redacted::new(verdict);
    }

    /// Removes findings of a level that has no effect on the verdict.
    pub(crate) fn remove_findings(&mut self, is_removed: impl Fn(&Finding) -> bool) {
        if self.verdict.findings.iter().any(&is_removed) {
            let mut verdict = (*self.verdict).clone();
            verdict.findings.retain(|finding| !is_removed(finding));
            self.verdict = Redacted::new(verdict);
        }
    }

    /// Removes known findings from those that fail the case.
    pub(crate) fn accept(&mut self, is_known: impl Fn(&Finding) -> bool) {
        let mut verdict = (*self.verdict).clone();
        for finding in verdict.findings.iter_mut().filter(|finding| is_known(finding)) {
            if finding.level == Level::Deny {
                finding.level = Level::Warn;
                let rule = Some(finding.rule);
                verdict.tolerances.push(Tolerance { rule, ..Tolerance::of_case(ToleranceKind::Known) });
            }
        }
        if verdict.outcome == Outcome::Failed && verdict.findings.iter().all(|finding| finding.level != Level::Deny) {
            verdict.outcome = Outcome::Passed;
        }
        self.verdict = Redacted::new(verdict);
    }

    /// Marks the case as not fired.
    pub(crate) fn skip(&mut self, skip: Skip) {
        let verdict = Verdict { outcome: Outcome::Skipped(skip), broken_kind: None, ..(*self.verdict).clone() };
        self.verdict = Redacted::new(verdict);
    }

    /// Adds the trace of a request that was sent in a run: its own, or where the request is kept, that of the case.
    #[must_use]
    pub(crate) fn with_trace(self, request: Option<&Request>, run_id: Option<&str>) -> Self {
        let own = request.and_then(|request| request.headers.get("traceparent"));
        let trace = match own {
            Some(parent) => Some(trace_of_parent(parent).unwrap_or(parent).to_owned()),
            None => self.request.as_ref().and(run_id).map(|run| trace_id(run, &self.id)),
        };
        Self { trace, ..self }
    }

    /// Whether a request was sent for it.
    pub(super) fn was_sent(&self) -> bool {
        self.request.is_some() || self.elapsed_ms > 0.0
    }

    /// Adds the earlier attempts.
    pub(crate) fn with_attempts(mut self, attempts: impl Iterator<Item = AttemptRecord>, redactor: &Redactor) -> Self {
        self.attempts = attempts.map(|attempt| attempt.redacted(redactor)).collect();
        self
    }

    /// Adds how the request differs from the documented one, if the request is kept.
    #[must_use]
    pub(crate) fn with_changes(mut self, changes: impl Iterator<Item = String>, redactor: &Redactor) -> Self {
        if self.request.is_some() {
            self.changes = changes.map(|change| redactor.text(&change)).collect();
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{At, Finding, Tolerance, ToleranceKind, rules::status::WRONG_STATUS};
    use crate::http::{Headers, Response};
    use crate::json::Pointer;
    use crate::request::testing;
    use crate::text::Position;

    fn record(verdict: Verdict) -> CaseRecord {
        let mut headers = Headers::default();
        headers.push("Authorization", "Bearer s3cret-1");
        let body = Some(b"{\"echo\": \"s3cret-1\"}".to_vec());
        let request = Request { method: "POST".to_owned(), url: "http://h/x".to_owned(), headers, body };
        let response = Response { status: 500, headers: Headers::default(), body: b"saw s3cret-1".to_vec() };
        let exchange = Exchange { request, response, elapsed: Duration::from_millis(2), notes: Vec::new() };
        let judgement = Judgement { verdict, diff: Some("s3cret-1".to_owned()) };
        let redactor = Redactor::new(&["s3cret-1".to_owned().into()]);
        let (case, elapsed) = (testing::case("POST", "/x"), exchange.elapsed);
        CaseRecord::of(&case, judgement, None, Some(&exchange), SystemTime::UNIX_EPOCH, elapsed, &redactor)
    }

    #[test]
    fn a_record_of_a_failure_shows_the_exchange_and_no_secret() {
        let finding = Finding::new(&WRONG_STATUS, "p.md", Position::new(31, 10), At::Status, "got s3cret-1");
        let record = record(Verdict::of(vec![finding.expected("200").actual("s3cret-1")], Vec::new()));
        let written = serde_json::to_string(&record).expect("writes");
        assert!(!written.contains("s3cret"), "{written}");
        assert_eq!(record.response.expect("kept").body, "saw ***");
        assert_eq!(record.request.expect("kept").headers, [("Authorization".to_owned(), "***".to_owned())]);
        assert!(record.curl.expect("kept").contains("Bearer $DOCTRIAL_TOKEN"));
        assert_eq!(record.verdict.findings[0].actual.as_deref(), Some("***"));
    }

    #[test]
    fn a_member_whose_name_is_a_secret_is_hidden_in_the_location_of_a_tolerance() {
        let at = Pointer::parse("/tokens/s3cret-1");
        let record = record(Verdict::of(Vec::new(), vec![Tolerance::new(ToleranceKind::Truncated, at)]));
        assert_eq!(record.verdict.tolerances[0].at.to_string(), "/tokens/***");
    }

    #[test]
    fn a_record_of_success_keeps_no_bodies() {
        let record = record(Verdict::of(Vec::new(), Vec::new()));
        assert!(record.request.is_none() && record.response.is_none() && record.curl.is_none());
    }
}
