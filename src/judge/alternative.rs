//! A response that is another one of those that the docs show for the same request.

use std::sync::OnceLock;

use super::body::documented::DocumentedJson;
use super::judgement::{JudgedResponse, Judgement};
use crate::contract::{Case, Expectation};
use crate::directive::CaseOverrides;
use crate::finding::{Outcome, Tolerance, ToleranceKind};

/// Another response that the docs show for the request of a case, read once, however many responses are judged by it.
pub(super) struct Alternative<'c> {
    /// The case with that response as its own.
    case: Case,
    shown: OnceLock<Option<DocumentedJson<'c>>>,
    expectation: &'c Expectation,
}

impl<'c> Alternative<'c> {
    /// The alternatives of a case. What directives say about the response is about the case's own: such a case has none.
    pub(super) fn all(case: &'c Case) -> Vec<Self> {
        let CaseOverrides { exact, body, headers, text, bytes, schema, .. } = &case.overrides;
        let about_response = !(body.is_empty() && headers.is_empty());
        if about_response || exact.is_some() || text.is_some() || bytes.is_some() || schema.is_some() {
            return Vec::new();
        }
        let alternative = |expectation: &'c Expectation| Self {
            case: Case { expectation: expectation.clone(), alternatives: Vec::new(), ..case.clone() },
            shown: OnceLock::new(),
            expectation,
        };
        case.alternatives.iter().map(alternative).collect()
    }

    /// The judgement by it, if the response is this one.
    pub(super) fn judge(&self, response: &JudgedResponse<'_>) -> Option<Judgement> {
        let shown = || self.shown.get_or_init(|| DocumentedJson::of(self.expectation)).as_ref();
        let mut judgement = response.judge_by(&self.case, shown);
        let passes = judgement.verdict.outcome == Outcome::Passed && !response.policy.denied_tolerances.contains(&KIND);
        passes.then(|| {
            judgement.verdict.tolerances.push(Tolerance::of_case(KIND));
            judgement
        })
    }
}

const KIND: ToleranceKind = ToleranceKind::Alternative;
