//! What was found -> the verdict of a case.

use super::body::judge::BodyResult;
use super::body::merge_items::merge_items;
use super::context::JudgeContext;
use super::denied_tolerances;
use crate::finding::rules::body::NULL_FOR_VALUE;
use crate::finding::{Level, Outcome, ToleranceKind, TolerancePlace, Verdict};

impl JudgeContext<'_> {
    /// The verdict, once all has been judged: levels applied, equal findings merged, denied tolerances made findings, all in
    /// document order. Nothing may be added to it: whatever counts was reported or recorded before.
    pub(super) fn into_verdict(mut self, body: &BodyResult<'_>) -> Verdict {
        let mut findings = std::mem::take(&mut self.findings);
        for finding in &mut findings {
            self.apply_level(finding);
        }
        let mut findings = merge_items(findings, body.instance.as_ref());
        let mut tolerances = std::mem::take(&mut self.tolerances);
        for finding in findings.iter().filter(|f| f.rule.0 == &NULL_FOR_VALUE && f.level != Level::Deny) {
            tolerances.record(ToleranceKind::Null, TolerancePlace::of(&finding.at));
        }
        let tolerances = tolerances.finish();
        for kind in ToleranceKind::ALL {
            if let Some(level) = self.policy.denied(self.case, kind) {
                findings.extend(denied_tolerances::findings(kind, level, &tolerances, &self, body));
            }
        }
        findings.retain(|finding| finding.level != Level::Allow);
        self.keep_some(&mut findings);
        findings.sort_by_key(|finding| finding.location.place);
        let mut verdict = Verdict::of(findings, tolerances);
        if let (Outcome::Passed, Some(cause)) = (&verdict.outcome, self.cause) {
            verdict.outcome = Outcome::Broken(cause);
        }
        verdict
    }
}
