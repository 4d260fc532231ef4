//! The judge's entry point: `judge` gives a `Judgement` by a `Policy`.

use std::sync::OnceLock;

use super::alternative::Alternative;
use super::body::documented::DocumentedJson;
use super::body::judge::{self, BodyResult};
use super::context::JudgeContext;
use super::headers::fields;
use super::policy::Policy;
use super::status;
use super::tolerances::transport;
use crate::contract::Case;
use crate::finding::{Outcome, Tolerance, Verdict};
use crate::http::Exchange;
use crate::schema::Schemas;

/// The verdict with the text of the structural difference, for a reader.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// The outcome with its findings, in document order, and the tolerances used.
    pub verdict: Verdict,
    /// The difference in shape between documented and actual body, bounded and sorted; `None` where there is none.
    pub diff: Option<String>,
}

/// Judges a response by what the docs promise. `request_tolerances`: those that making the request took.
///
/// Pure: the same case, exchange, tolerances, schemas and policy always give the same judgement. The outcome is `Broken`
/// where the response says nothing about the contract (refused credentials, throttling, a failing service) or the case's
/// schema cannot be used.
pub fn judge(
    case: &Case,
    exchange: &Exchange,
    request_tolerances: &[Tolerance],
    schemas: &Schemas,
    policy: &Policy,
) -> Judgement {
    Judge::new(case, schemas).judge(exchange, request_tolerances, policy)
}

/// A case by which many responses are judged: what it documents is read once, when first needed.
pub struct Judge<'c> {
    case: &'c Case,
    schemas: &'c Schemas,
    shown: OnceLock<Option<DocumentedJson<'c>>>,
    alternatives: OnceLock<Vec<Alternative<'c>>>,
}

impl<'c> Judge<'c> {
    /// Nothing is read yet.
    pub const fn new(case: &'c Case, schemas: &'c Schemas) -> Self {
        Self { case, schemas, shown: OnceLock::new(), alternatives: OnceLock::new() }
    }

    /// Judges a response as [`judge`] does.
    pub fn judge(&self, exchange: &Exchange, request_tolerances: &[Tolerance], policy: &Policy) -> Judgement {
        let response = JudgedResponse { exchange, request_tolerances, policy, schemas: self.schemas };
        let shown = || self.shown.get_or_init(|| DocumentedJson::of(&self.case.expectation)).as_ref();
        let judgement = response.judge_by(self.case, shown);
        if judgement.verdict.outcome != Outcome::Failed {
            return judgement;
        }
        let alternatives = self.alternatives.get_or_init(|| Alternative::all(self.case));
        alternatives.iter().find_map(|alternative| alternative.judge(&response)).unwrap_or(judgement)
    }
}

/// A response that is judged, and what it is judged with.
pub(super) struct JudgedResponse<'j> {
    exchange: &'j Exchange,
    request_tolerances: &'j [Tolerance],
    pub(super) policy: &'j Policy,
    schemas: &'j Schemas,
}

impl<'j> JudgedResponse<'j> {
    /// Judges it by the own expectation of a case, which documents this JSON.
    pub(super) fn judge_by<'a>(
        &self,
        case: &'a Case,
        shown: impl FnOnce() -> Option<&'a DocumentedJson<'a>>,
    ) -> Judgement
    where
        'j: 'a,
    {
        let exchange = self.exchange;
        let transport = transport::of(exchange);
        let before = case.tolerances.iter().chain(self.request_tolerances).cloned().chain(transport);
        if let Some(cause) = status::unrelated_response(case, exchange) {
            let verdict = Verdict { tolerances: before.collect(), ..Verdict::broken(cause) };
            return Judgement { verdict, diff: None };
        }
        let mut context = JudgeContext::new(case, exchange, before, self.policy);
        let mut body = BodyResult::default();
        if status::judge(&mut context) {
            let readable = fields::judge(&mut context);
            body = judge::judge(&mut context, self.schemas, shown, readable);
        }
        let verdict = context.into_verdict(&body);
        Judgement { verdict, diff: body.diff }
    }
}
