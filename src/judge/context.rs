//! One judging under way: what is judged, and what was found so far.

use super::body::judge::BodyResult;
use super::body::merge_items::fold;
use super::judgement::Policy;
use super::tolerances::log::ToleranceLog;
use crate::contract::Case;
use crate::finding::rules::body::{DENIED_LENIENCY, NULL_FOR_VALUE};
use crate::finding::{At, Finding, Level, Outcome, Rule, Tolerance, ToleranceKind, Verdict};
use crate::http::{Exchange, Request, Response};
use crate::json::{Number, Pointer};
use crate::text::Position;

pub(super) struct JudgeContext<'a> {
    pub(super) case: &'a Case,
    pub(super) request: &'a Request,
    pub(super) response: &'a Response,
    pub(super) ledger: ToleranceLog,
    /// Numbers of the answer's body that no value of ours can hold, as they were written.
    pub(super) numbers: Vec<(Pointer, Number)>,
    policy: &'a Policy,
    findings: Vec<Finding>,
    cause: Option<String>,
}

impl<'a> JudgeContext<'a> {
    pub(super) fn new(case: &'a Case, exchange: &'a Exchange, policy: &'a Policy) -> Self {
        Self {
            case,
            request: &exchange.request,
            response: &exchange.response,
            ledger: ToleranceLog::new(&case.leniencies),
            numbers: Vec::new(),
            policy,
            findings: Vec::new(),
            cause: None,
        }
    }

    /// A finding about `place` of the case's page, not yet reported.
    pub(super) fn finding(&self, rule: &'static Rule, place: Position, at: At, message: impl Into<String>) -> Finding {
        Finding::new(rule, &self.case.page, place, at, message)
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Part of the answer cannot be judged, for this reason; the first one stays.
    pub(super) fn cannot_judge(&mut self, cause: impl Into<String>) {
        self.cause.get_or_insert_with(|| cause.into());
    }

    /// The level in force for a rule.
    pub(super) fn level(&self, rule: &Rule) -> Level {
        self.said_level(rule).unwrap_or(rule.level)
    }

    /// What the user says of a rule's level: for this case, else for the run.
    fn said_level(&self, rule: &Rule) -> Option<Level> {
        let of_case = self.case.promise.level(rule.code).map(|said| said.level);
        of_case.or_else(|| self.policy.levels.get(rule.code).copied())
    }

    /// Gives a finding the level in force; one that is turned down by it is entered in the ledger.
    fn in_force(&mut self, finding: &mut Finding) {
        let Some(level) = self.said_level(finding.rule.0) else { return };
        if level < Level::Deny && finding.level == Level::Deny {
            let at = match &finding.at {
                At::Body(pointer) => pointer.as_str(),
                At::Header(name) => name,
                At::Docs | At::Request | At::Status => "",
            };
            let leniency = Tolerance { rule: Some(finding.rule), ..Tolerance::new(ToleranceKind::Overridden, at) };
            self.ledger.enter_whole(leniency);
        }
        finding.level = level;
    }

    /// Levels applied, equal findings folded, all in document order, denied leniencies made findings.
    pub(super) fn close(mut self, judged: &BodyResult<'_>) -> Verdict {
        let mut findings = std::mem::take(&mut self.findings);
        for finding in &mut findings {
            self.in_force(finding);
        }
        let mut findings = fold(findings, judged.instance.as_ref());
        let mut ledger = std::mem::take(&mut self.ledger);
        for finding in findings.iter().filter(|f| f.rule.0 == &NULL_FOR_VALUE && f.level != Level::Deny) {
            if let At::Body(pointer) = &finding.at {
                ledger.enter(ToleranceKind::Null, pointer.as_str());
            }
        }
        let leniencies = ledger.close();
        findings.extend(self.denied(&leniencies, judged));
        findings.retain(|finding| finding.level != Level::Allow);
        findings.sort_by_key(|finding| finding.location.place);
        let mut verdict = Verdict::of(findings, leniencies);
        if let (Outcome::Passed, Some(cause)) = (&verdict.outcome, self.cause) {
            verdict.outcome = Outcome::Broken(cause);
        }
        verdict
    }

    /// One finding for each denied kind of leniency that was used.
    fn denied(&self, leniencies: &[Tolerance], judged: &BodyResult<'_>) -> Vec<Finding> {
        let level = self.level(&DENIED_LENIENCY);
        let mut findings = Vec::new();
        for kind in &self.policy.denied_leniencies {
            let mut used: Vec<_> = leniencies.iter().filter(|l| l.kind == *kind).map(|l| &l.at).collect();
            // An entry for the whole case says less than those that name the place.
            if used.iter().any(|at| !at.is_empty()) {
                used.retain(|at| !at.is_empty());
            }
            let mut pointers = used.into_iter().map(|at| Pointer::parse(at.clone()));
            let Some(pointer) = pointers.next() else { continue };
            let place = judged.place(&pointer).unwrap_or(self.case.expectation.status_place);
            let message = format!("the case passes only with the leniency `{kind}`, which this run denies");
            let mut finding = self
                .finding(&DENIED_LENIENCY, place, At::Body(pointer), message)
                .help("show the whole, real answer in the page, or stop denying this leniency in the settings");
            finding.level = level;
            finding.also = pointers.collect();
            findings.push(finding);
        }
        findings
    }
}
