//! What a change adds to the findings about a response.

use crate::finding::{Finding, Verdict};

/// Findings of rules that the unchanged response had none of.
pub(super) fn new_findings<'v>(verdict: &'v Verdict, baseline: &'v Verdict) -> impl Iterator<Item = &'v Finding> {
    let known = |finding: &Finding| baseline.findings.iter().any(|other| other.rule == finding.rule);
    verdict.findings.iter().filter(move |finding| !known(finding))
}
