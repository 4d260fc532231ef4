//! Why a finding leads to no edit.

use crate::finding::Finding;

/// The reason where no example can show what came.
pub(super) fn cannot(finding: &Finding) -> String {
    format!("an example cannot show it: {} ({} {})", finding.message, finding.rule.code, finding.rule.name)
}
