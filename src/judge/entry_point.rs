//! The judge's entry point: `judge` gives a `Judgement` by a `Policy`.

use std::sync::OnceLock;

use super::alternative::Alternative;
use super::body::documented::DocumentedJson;
use super::judgement::{JudgedResponse, Judgement};
use super::policy::Policy;
use crate::contract::Case;
use crate::finding::{Outcome, Tolerance};
use crate::http::Exchange;
use crate::schema::Schemas;

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
