//! `Judgement`: what is said of a response by one expectation.

use super::body::documented::DocumentedJson;
use super::body::judge::{self, BodyResult};
use super::context::JudgeContext;
use super::headers::fields;
use super::policy::Policy;
use super::status;
use super::tolerances::transport;
use crate::contract::Case;
use crate::finding::{Tolerance, Verdict};
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

/// A response that is judged, and what it is judged with.
pub(super) struct JudgedResponse<'j> {
    pub(super) exchange: &'j Exchange,
    pub(super) request_tolerances: &'j [Tolerance],
    pub(super) policy: &'j Policy,
    pub(super) schemas: &'j Schemas,
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
