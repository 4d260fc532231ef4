//! What is judged, and what was found so far.

use super::policy::Policy;
use super::tolerances::log::ToleranceLog;
use crate::contract::Case;
use crate::finding::rules::body::CUT_SHORT;
use crate::finding::{At, Finding, Level, LevelOverrides, Rule, Tolerance, ToleranceKind, TolerancePlace};
use crate::http::{Exchange, Request, Response, TransportNote};
use crate::json::{Number, Pointer};
use crate::text::Span;

pub(super) struct JudgeContext<'a> {
    pub(super) case: &'a Case,
    pub(super) request: &'a Request,
    pub(super) response: &'a Response,
    pub(super) notes: &'a [TransportNote],
    pub(super) tolerances: ToleranceLog,
    /// Numbers of the response body that `serde_json` cannot hold, as they were written.
    pub(super) numbers: Vec<(Pointer, Number)>,
    /// The name of each server-sent event whose data is an item of the response body.
    pub(super) events: Vec<String>,
    pub(super) policy: &'a Policy,
    pub(super) findings: Vec<Finding>,
    pub(super) cause: Option<String>,
}

impl<'a> JudgeContext<'a> {
    /// `before`: tolerances used before the response came.
    pub(super) fn new(
        case: &'a Case,
        exchange: &'a Exchange,
        before: impl IntoIterator<Item = Tolerance>,
        policy: &'a Policy,
    ) -> Self {
        Self {
            case,
            request: &exchange.request,
            response: &exchange.response,
            notes: &exchange.notes,
            tolerances: ToleranceLog::new(before),
            numbers: Vec::new(),
            events: Vec::new(),
            policy,
            findings: Vec::new(),
            cause: None,
        }
    }

    /// A finding about a part of the case's page, not yet reported.
    pub(super) fn finding(
        &self,
        rule: &'static Rule,
        docs: impl Into<Span>,
        at: At,
        message: impl Into<String>,
    ) -> Finding {
        Finding::new(rule, &self.case.page, docs, at, message)
    }

    pub(super) fn report(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// A part of the response cannot be judged, for this reason; the first one counts.
    pub(super) fn cannot_judge(&mut self, cause: impl Into<String>) {
        self.cause.get_or_insert_with(|| cause.into());
    }

    /// The level in force for a rule.
    pub(super) fn level(&self, rule: &Rule) -> Level {
        self.policy.level(self.case, rule)
    }

    fn overrides(&self, rule: &Rule) -> LevelOverrides {
        self.policy.overrides(self.case, rule)
    }

    /// Gives a finding the level in force; if that lets the case pass, it is a tolerance.
    pub(super) fn apply_level(&mut self, finding: &mut Finding) {
        let Some(level) = self.overrides(finding.rule.0).in_force() else { return };
        if level < Level::Deny && finding.level == Level::Deny {
            let place = TolerancePlace::of(&finding.at);
            let tolerance = Tolerance { rule: Some(finding.rule), ..Tolerance::new(ToleranceKind::Overridden, place) };
            self.tolerances.record_tolerance(tolerance);
        }
        finding.level = level;
    }

    /// Keeps as many findings as a reader may want to see, those that fail the case first; the last one says how many there were.
    pub(super) fn keep_some(&mut self, findings: &mut Vec<Finding>) {
        /// The most findings of one case.
        const MOST: usize = 500;
        let count = findings.len();
        if count <= MOST {
            return;
        }
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
        findings.truncate(MOST);
        let message = format!("this case has {count} findings: {MOST} of them are shown");
        let span = self.case.expectation.status_place;
        let mut more = self.finding(&CUT_SHORT, span, At::Body(Pointer::root()), message).help(CUT_SHORT.fix);
        self.apply_level(&mut more);
        findings.extend((more.level != Level::Allow).then_some(more));
    }
}
