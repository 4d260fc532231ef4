//! One recorded exchange, with its secrets replaced so that it is judged as the original was.

use std::time::Duration;

use aho_corasick::AhoCorasick;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use secrecy::SecretString;
use serde::de::IgnoredAny;
use serde::{Deserialize, Serialize};

use super::masked_text::may_be;
use crate::finding::{Broken, BrokenKind, Outcome, Verdict};
use crate::http::{Exchange, Headers, Request, Response, TransportNote, is_credential};
use crate::json::Pointer;
use crate::record::redact::HIDDEN;
use crate::record::{AttemptRecord, Redactor};

/// Header fields that differ from run to run, and on which no response depends.
const VARYING: [&str; 2] = ["idempotency-key", "user-agent"];

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

/// A request as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordedRequest {
    /// Upper case.
    pub method: String,
    /// Absolute.
    pub url: String,
    /// In order.
    pub headers: Headers,
    /// The body.
    #[serde(flatten)]
    pub body: RecordedBody,
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

/// A response as it was received.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct RecordedResponse {
    /// 100 to 999.
    pub status: u16,
    /// In order.
    pub headers: Headers,
    /// The body.
    #[serde(flatten)]
    pub body: RecordedBody,
    /// What was unusual about the exchange.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<TransportNote>,
    /// The places in a JSON body whose values are not the original ones, because they are secrets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hidden: Vec<Pointer>,
    /// Without its secrets the response would be judged differently.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub judged_by_secrets: bool,
}

/// A body: as text or, where it is not UTF-8, in Base64.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(crate) struct RecordedBody {
    #[serde(default, skip_serializing_if = "String::is_empty")]
    body: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body_base64: Option<String>,
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

impl RecordedRequest {
    fn of(request: &Request, redactor: &Redactor) -> Self {
        let Request { method, url, headers, body } = request;
        let hidden = headers.iter().map(|(name, value)| (name.to_owned(), redactor.header(name, value))).collect();
        let body = RecordedBody::of(body.as_deref().unwrap_or_default(), |text| redactor.text(text));
        Self { method: method.clone(), url: redactor.text(url), headers: Headers(hidden), body }
    }

    /// Replaces values of the recorded run by the mask: another run has others.
    pub(crate) fn mask(&mut self, values: &AhoCorasick) {
        let masked = |text: &str| {
            let mut out = String::with_capacity(text.len());
            values.replace_all_with(text, &mut out, |_, _, out| {
                out.push_str(HIDDEN);
                true
            });
            out
        };
        self.url = masked(&self.url);
        self.body.body = masked(&self.body.body);
        self.headers = Headers(self.headers.iter().map(|(name, value)| (name.to_owned(), masked(value))).collect());
    }

    /// How a request differs from this one, which was recorded; nothing where the same response can be expected. Both base
    /// URLs are left out, as are credentials and fields that vary.
    pub(crate) fn difference(
        &self,
        recorded_base: &str,
        request: &Request,
        base: &str,
        redactor: &Redactor,
    ) -> Option<String> {
        let now = Self::of(request, &redactor.with_exchange(Some(request), None));
        if self.method != now.method {
            return Some(format!("the method is {}, and was {}", now.method, self.method));
        }
        let (before, after) = (below(&self.url, recorded_base), below(&now.url, base));
        if !may_be(before, after) {
            return Some(format!("the URL is {after}, and was {before}"));
        }
        let name = differing_field(&self.headers, &now.headers);
        if let Some(name) = name {
            return Some(format!("the header field {name} differs"));
        }
        let bodies = (&self.body.body_base64, &now.body.body_base64);
        let same = may_be(&self.body.body, &now.body.body) && bodies.0 == bodies.1;
        (!same).then(|| "the body differs".to_owned())
    }
}

/// What follows the base URL.
fn below<'u>(url: &'u str, base: &str) -> &'u str {
    url.strip_prefix(base.trim_end_matches('/')).unwrap_or(url)
}

fn differing_field(before: &Headers, after: &Headers) -> Option<String> {
    let compared = |headers: &Headers| -> Vec<(String, String)> {
        let fields = headers.iter().map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()));
        let mut fields: Vec<_> =
            fields.filter(|(name, _)| !is_credential(name) && !VARYING.contains(&name.as_str())).collect();
        fields.sort();
        fields
    };
    let (before, after) = (compared(before), compared(after));
    let is_in = |field: &(String, String), others: &[(String, String)], recorded_first: bool| {
        others.iter().any(|other| {
            let (recorded, now) = if recorded_first { (&field.1, &other.1) } else { (&other.1, &field.1) };
            field.0 == other.0 && may_be(recorded, now)
        })
    };
    let gone = before.iter().find(|field| !is_in(field, &after, true));
    let new = || after.iter().find(|field| !is_in(field, &before, false));
    gone.or_else(new).map(|(name, _)| name.clone())
}

impl RecordedResponse {
    fn of(exchange: &Exchange, redactor: &Redactor) -> Self {
        let Response { status, headers, body } = &exchange.response;
        let disguised = headers
            .iter()
            .map(|(name, value)| (redactor.disguised_field_name(name), redactor.disguised_header(name, value)));
        let headers = Headers(disguised.collect());
        let is_json = |text: &str| serde_json::from_str::<IgnoredAny>(text).is_ok();
        let text = RecordedBody::of(body, |text| {
            let disguised = redactor.disguised(text);
            if disguised != text && is_json(text) { redactor.disguised_json(text) } else { disguised }
        });
        let hidden = if text.bytes() == *body { Vec::new() } else { changed_places(body, text.body.as_bytes()) };
        let notes = exchange.notes.clone();
        Self { status: *status, headers, body: text, notes, hidden, judged_by_secrets: false }
    }

    /// The response, as far as it is known.
    pub(crate) fn response(&self) -> Response {
        Response { status: self.status, headers: self.headers.clone(), body: self.body.bytes() }
    }
}

/// The places at which two JSON documents of one shape differ.
fn changed_places(before: &[u8], after: &[u8]) -> Vec<Pointer> {
    let mut found = Vec::new();
    let read = |bytes| serde_json::from_slice::<serde_json::Value>(bytes);
    if let (Ok(before), Ok(after)) = (read(before), read(after)) {
        compare(&before, &after, &Pointer::root(), &mut found);
    }
    found
}

fn compare(before: &serde_json::Value, after: &serde_json::Value, at: &Pointer, found: &mut Vec<Pointer>) {
    use serde_json::Value;
    match (before, after) {
        (before, after) if before == after => {}
        (Value::Object(before), Value::Object(after)) if before.keys().eq(after.keys()) => {
            for (name, value) in before {
                compare(value, &after[name], &at.join(name), found);
            }
        }
        (Value::Array(before), Value::Array(after)) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                compare(before, after, &at.item(index), found);
            }
        }
        _ => found.push(at.clone()),
    }
}

impl RecordedBody {
    /// `hide`: hides the secrets of a text.
    fn of(body: &[u8], hide: impl Fn(&str) -> String) -> Self {
        if let Ok(text) = std::str::from_utf8(body) {
            return Self { body: hide(text), body_base64: None };
        }
        // Each byte as the character of its number, so that secrets in plain letters are found.
        let text = hide(&body.iter().map(|byte| char::from(*byte)).collect::<String>());
        let bytes: Vec<u8> = text.chars().map(|c| u8::try_from(c).unwrap_or(b'?')).collect();
        Self { body: String::new(), body_base64: Some(STANDARD.encode(bytes)) }
    }

    /// The text and, where it is not text, how it is encoded.
    #[cfg(feature = "cli")]
    pub(crate) fn as_text(&self) -> (&str, Option<&'static str>) {
        self.body_base64.as_deref().map_or((&self.body, None), |encoded| (encoded, Some("base64")))
    }

    /// As it came over the wire, as far as it is known.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        match &self.body_base64 {
            Some(encoded) => STANDARD.decode(encoded).unwrap_or_default(),
            None => self.body.clone().into_bytes(),
        }
    }
}
