//! A case that was fired again by another process or run: what it did before is kept as attempts.

use super::{AttemptRecord, CaseRecord};
use crate::finding::{Outcome, Tolerance, ToleranceKind};

impl CaseRecord {
    /// Keeps an earlier result that was not green, and what was sent before it.
    pub(crate) fn add_earlier(&mut self, earlier: &Self) {
        let Some(error) = earlier.why_red() else { return };
        let status = earlier.response.as_ref().and_then(|response| response.start.split(' ').nth(1)?.parse().ok());
        let waited = (self.started - earlier.started) * 1000.0 - earlier.elapsed_ms;
        let attempt = AttemptRecord::new(status, Some(error), earlier.elapsed_ms, waited.max(0.0));
        let attempt = attempt.of_kind(earlier.verdict.broken_kind);
        self.attempts.splice(0..0, earlier.attempts.iter().cloned().chain([attempt]));
        let retried = Tolerance::of_case(ToleranceKind::Retried);
        if !self.verdict.tolerances.contains(&retried) {
            self.verdict.inner_mut().tolerances.push(retried);
        }
    }

    fn why_red(&self) -> Option<String> {
        let first = || self.verdict.denied().next();
        match &self.verdict.outcome {
            Outcome::Broken(cause) => Some(cause.clone()),
            Outcome::Failed => {
                Some(first().map_or_else(
                    || "failed".to_owned(),
                    |finding| format!("{} ({})", finding.message, finding.rule.code),
                ))
            }
            Outcome::Passed | Outcome::Skipped(_) => None,
        }
    }
}
