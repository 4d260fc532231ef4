use crate::finding::Outcome;
use crate::record::RunRecord;

/// How many skipped cases are named.
const SHOWN: usize = 10;

/// Whether a run has shown anything at all: a green run that proves nothing is worse than a red one.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Proof {
    /// At least one case was fired.
    Some,
    /// None was; why, in a line.
    None(String),
}

impl Proof {
    pub(super) fn of(record: &RunRecord) -> Self {
        let skips: Vec<String> = record
            .cases
            .iter()
            .filter_map(|case| match &case.verdict.outcome {
                Outcome::Skipped(skip) => Some(format!("\n  {}: {}", case.id, skip.reason)),
                _ => None,
            })
            .collect();
        if skips.len() < record.cases.len() {
            return Self::Some;
        }
        let more = skips.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
        let shown: String = skips.iter().take(SHOWN).map(String::as_str).collect();
        Self::None(format!(
            "nothing was fired: {} of {} cases were skipped{shown}{more}",
            skips.len(),
            record.cases.len()
        ))
    }
}
