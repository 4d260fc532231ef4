use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use super::body::documented::DocumentedJson;
use super::body::judge::{self, BodyResult};
use super::context::JudgeContext;
use super::headers::fields;
use super::tolerances::transport;
use super::{alternative, status};
use crate::contract::Case;
use crate::finding::{Level, LevelOverrides, Outcome, Rule, Tolerance, ToleranceKind, Verdict};
use crate::http::Exchange;
use crate::schema::Schemas;

/// Levels and denied tolerances in force.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Levels that differ from the rules' defaults, by rule code. They hold for every finding of the rule.
    pub levels: BTreeMap<&'static str, Level>,
    /// Tolerances that are findings.
    pub denied_tolerances: BTreeSet<ToleranceKind>,
}

impl Policy {
    /// The levels that the user gives a rule. Directives about the page have been laid over the case.
    pub(super) fn overrides(&self, case: &Case, rule: &Rule) -> LevelOverrides {
        LevelOverrides {
            run: self.levels.get(rule.code).copied(),
            page: None,
            case: case.overrides.level(rule.code).map(|assertion| assertion.level),
        }
    }
}

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
}

impl<'c> Judge<'c> {
    /// Nothing is read yet.
    pub const fn new(case: &'c Case, schemas: &'c Schemas) -> Self {
        Self { case, schemas, shown: OnceLock::new() }
    }

    /// Judges a response as [`judge`] does.
    pub fn judge(&self, exchange: &Exchange, request_tolerances: &[Tolerance], policy: &Policy) -> Judgement {
        let judgement = self.judge_by_own(exchange, request_tolerances, policy);
        if judgement.verdict.outcome != Outcome::Failed {
            return judgement;
        }
        let by_another = || alternative::judge(self.case, exchange, request_tolerances, self.schemas, policy);
        by_another().unwrap_or(judgement)
    }

    /// Judges a response by the case's own expectation.
    fn judge_by_own(&self, exchange: &Exchange, request_tolerances: &[Tolerance], policy: &Policy) -> Judgement {
        let case = self.case;
        let before = case.tolerances.iter().chain(request_tolerances).cloned().chain(transport::of(exchange));
        if let Some(cause) = status::unrelated_response(case, exchange) {
            let verdict = Verdict { tolerances: before.collect(), ..Verdict::broken(cause) };
            return Judgement { verdict, diff: None };
        }
        let mut context = JudgeContext::new(case, exchange, before, policy);
        let mut body = BodyResult::default();
        if status::judge(&mut context) {
            let readable = fields::judge(&mut context);
            let shown = || self.shown.get_or_init(|| DocumentedJson::of(case)).as_ref();
            body = judge::judge(&mut context, self.schemas, shown, readable);
        }
        let verdict = context.into_verdict(&body);
        Judgement { verdict, diff: body.diff }
    }
}
