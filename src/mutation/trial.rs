//! Judges each changed response of a case.

use std::time::Duration;

use super::case_report::{CaseReport, FalsePositive, Survivor};
use super::catalogue_entry::{Kind, Mutation};
use super::change::Change;
use super::new_findings::new_findings;
use super::subject::{SampledResponse, Subject};
use super::trial_plan::Plan;
use super::{apply, reason};
use crate::contract::Case;
use crate::finding::{Outcome, Verdict};
use crate::http::{Exchange, Headers, Request, Response};
use crate::judge::{Judge, Policy};
use crate::schema::Schemas;

/// Tries every mutation of the plan on a case.
pub(super) fn case(case: &Case, schemas: &Schemas, policy: &Policy, plan: &Plan) -> CaseReport {
    let sampled = SampledResponse::of(case, schemas);
    let subject = sampled.subject(case, schemas);
    let exchange = exchange(case, subject.response.clone());
    let mut mutant_judge = MutantJudge { judge: Judge::new(case, schemas), policy, exchange };
    let baseline = mutant_judge.verdict(subject.response.clone());
    let unsound = (baseline.outcome != Outcome::Passed).then(|| summary(&baseline));
    let mut report = CaseReport {
        id: case.id.clone(),
        page: case.page.clone(),
        line: case.expectation.line,
        complete: !case.expectation.facts.is_partial(),
        tried: Vec::new(),
        survivors: Vec::new(),
        false_positives: Vec::new(),
        unsound,
        sampled: None,
    };
    if report.unsound.is_none() {
        let (places, sampled) = plan.places_of(size(subject.response), subject.sites.len());
        report.sampled = places.filter(|_| sampled);
        for mutation in &plan.mutations {
            let changes = apply::changes(mutation, &subject, places);
            if !changes.is_empty() {
                report.tried.push((mutation, changes.len()));
            }
            for change in changes {
                mutant_judge.try_one(mutation, change, &subject, &baseline, &mut report);
            }
        }
    }
    report
}

/// The bytes of a response.
fn size(response: &Response) -> usize {
    response.body.len() + response.headers.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>()
}

struct MutantJudge<'c> {
    judge: Judge<'c>,
    policy: &'c Policy,
    exchange: Exchange,
}

impl MutantJudge<'_> {
    fn verdict(&mut self, response: Response) -> Verdict {
        self.exchange.response = response;
        self.judge.judge(&self.exchange, &[], self.policy).verdict
    }

    fn try_one(
        &mut self,
        mutation: &Mutation,
        change: Change,
        subject: &Subject<'_>,
        baseline: &Verdict,
        report: &mut CaseReport,
    ) {
        let at = change.at.clone();
        let verdict = self.verdict(change.applied_to(subject.response));
        let passed = verdict.outcome == Outcome::Passed;
        match mutation.kind {
            Kind::Violation if passed => {
                let reason = reason::of(&at, &verdict, baseline, subject);
                report.survivors.push(Survivor { mutation: mutation.name, at, reason });
            }
            Kind::Benign if !passed || new_findings(&verdict, baseline).next().is_some() => {
                report.false_positives.push(FalsePositive { mutation: mutation.name, at, message: summary(&verdict) });
            }
            Kind::Violation | Kind::Benign => {}
        }
    }
}

/// The verdict in one line.
fn summary(verdict: &Verdict) -> String {
    match (&verdict.outcome, verdict.findings.as_slice()) {
        (Outcome::Broken(cause), _) => format!("broken: {cause}"),
        (_, []) => "passed".to_owned(),
        (_, [first, rest @ ..]) => {
            let more = if rest.is_empty() { String::new() } else { format!(" (and {} more)", rest.len()) };
            format!("{} at {}: {}{more}", first.rule.name, first.at, first.message)
        }
    }
}

fn exchange(case: &Case, response: Response) -> Exchange {
    let request = Request {
        method: case.request.method.clone(),
        url: case.request.url.clone(),
        headers: Headers::default(),
        body: None,
    };
    Exchange { request, response, elapsed: Duration::ZERO, notes: Vec::new() }
}
