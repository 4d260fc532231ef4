//! A response that is another one of those that the docs show for the same request.

use super::judgement::{Judge, Judgement, Policy};
use crate::contract::Case;
use crate::directive::CaseOverrides;
use crate::finding::{Outcome, Tolerance, ToleranceKind};
use crate::http::Exchange;
use crate::schema::Schemas;

/// The judgement by the first alternative of a case that the response satisfies; `None` where it satisfies none. What
/// directives say about the response is about the case's own: such a case has no alternatives.
pub(super) fn judge(
    case: &Case,
    exchange: &Exchange,
    request_tolerances: &[Tolerance],
    schemas: &Schemas,
    policy: &Policy,
) -> Option<Judgement> {
    let CaseOverrides { exact, body, headers, text, bytes, schema, .. } = &case.overrides;
    let about_response = !(body.is_empty() && headers.is_empty());
    if about_response || exact.is_some() || text.is_some() || bytes.is_some() || schema.is_some() {
        return None;
    }
    case.alternatives.iter().find_map(|expectation| {
        let other = Case { expectation: expectation.clone(), alternatives: Vec::new(), ..case.clone() };
        let mut judgement = Judge::new(&other, schemas).judge(exchange, request_tolerances, policy);
        let passes = judgement.verdict.outcome == Outcome::Passed && !policy.denied_tolerances.contains(&KIND);
        passes.then(|| {
            judgement.verdict.tolerances.push(Tolerance::of_case(KIND));
            judgement
        })
    })
}

const KIND: ToleranceKind = ToleranceKind::Alternative;
