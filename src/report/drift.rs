//! What came that is not as documented, as rows of a table.

use serde::Serialize;

use crate::record::{Coverage, MemberCoverage};

/// A member that is not as documented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DriftRow<'c> {
    /// The type, or the operation.
    pub(crate) of: String,
    /// The member's name, or its place.
    pub(crate) member: &'c str,
    /// What is not as documented.
    pub(crate) what: &'static str,
    /// How often; for what never came, how often its type or operation did.
    pub(crate) count: usize,
    /// A value that came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<&'c str>,
    /// The case that it came for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) case: Option<&'c str>,
}

/// The drift of the types and operations that were exercised: other kinds first, then what is not documented, then what never came.
pub(crate) fn drift_rows(coverage: &Coverage) -> Vec<DriftRow<'_>> {
    let types = coverage.types.iter().map(|found| (found.name.clone(), found.seen, &found.members));
    let operations = coverage
        .operations
        .iter()
        .map(|operation| (format!("{} {}", operation.method, operation.path), operation.exercised, &operation.members));
    let mut rows: Vec<(u8, DriftRow<'_>)> = Vec::new();
    for (of, seen, members) in types.chain(operations).filter(|(_, seen, _)| *seen > 0) {
        for member in members {
            let Some((rank, what, count)) = drift_of(member, seen) else { continue };
            let example = member.example.as_ref().filter(|_| rank < 2);
            let value = example.map(|example| example.value.as_str());
            let case = example.map(|example| example.case.as_str());
            rows.push((rank, DriftRow { of: of.clone(), member: &member.name, what, count, value, case }));
        }
    }
    rows.sort_by_key(|(rank, _)| *rank);
    rows.into_iter().map(|(_, row)| row).collect()
}

fn drift_of(member: &MemberCoverage, seen: usize) -> Option<(u8, &'static str, usize)> {
    match member {
        member if member.other_kind > 0 => Some((0, "of another kind", member.other_kind)),
        member if !member.documented && member.seen > 0 => Some((1, "not documented", member.seen)),
        member if member.documented && member.seen == 0 => Some((2, "never seen", seen)),
        _ => None,
    }
}
