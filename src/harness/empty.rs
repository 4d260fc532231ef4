//! The message about a run that fired nothing.

use crate::finding::Outcome;
use crate::record::RunRecord;
use crate::text::counted;

/// How many skipped cases are named.
const SHOWN: usize = 10;

/// Why a run that fired nothing is not green: it proves nothing.
pub(super) fn nothing_fired(record: &RunRecord) -> String {
    let skips: Vec<String> = record
        .cases
        .iter()
        .filter_map(|case| match &case.verdict.outcome {
            Outcome::Skipped(skip) => Some(format!("\n  {}: {}", case.id, skip.reason)),
            _ => None,
        })
        .collect();
    let more = skips.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("\n  and {more} more") } else { String::new() };
    let shown: String = skips.iter().take(SHOWN).map(String::as_str).collect();
    format!("nothing was fired: {} of {} skipped{shown}{more}", skips.len(), counted(record.cases.len(), "case"))
}
