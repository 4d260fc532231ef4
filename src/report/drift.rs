//! What came that is not as documented, as rows of a table.

use std::collections::HashSet;

use serde::{Serialize, Serializer};

use crate::record::{Coverage, MemberCoverage, OperationCoverage};

/// How a member is not as documented; the most serious first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DriftKind {
    /// It came with a value of another kind.
    OtherKind,
    /// It came, and is not documented.
    Undocumented,
    /// It is documented, and never came.
    NeverSeen,
}

impl DriftKind {
    pub(crate) const ALL: [Self; 3] = [Self::OtherKind, Self::Undocumented, Self::NeverSeen];

    /// What a member is.
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::OtherKind => "of another kind than documented",
            Self::Undocumented => "seen but not documented",
            Self::NeverSeen => "documented but never seen",
        }
    }

    fn of(member: &MemberCoverage, may_be_unseen: bool) -> Option<Self> {
        match (member.documented, member.seen) {
            _ if member.other_kind > 0 => Some(Self::OtherKind),
            (false, 1..) => Some(Self::Undocumented),
            (true, 0) if may_be_unseen => Some(Self::NeverSeen),
            _ => None,
        }
    }
}

impl Serialize for DriftKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.words())
    }
}

/// A member that is not as documented.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct DriftRow<'c> {
    /// The type, or the operation.
    pub(crate) of: String,
    /// The member's name, or its place.
    pub(crate) member: &'c str,
    /// What is not as documented.
    pub(crate) what: DriftKind,
    /// How often; for what never came, how often its type or operation did.
    pub(crate) count: usize,
    /// A value that came.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) value: Option<&'c str>,
    /// The case that it came for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) case: Option<&'c str>,
}

/// The drift of the types and operations that were exercised, kind by kind.
pub(crate) fn drift_rows(coverage: &Coverage) -> Vec<DriftRow<'_>> {
    let mut rows = Vec::new();
    for found in coverage.types.iter().filter(|found| found.seen > 0) {
        add_rows(&found.name, found.seen, &found.members, |_| true, &mut rows);
    }
    for operation in coverage.operations.iter().filter(|operation| operation.exercised > 0) {
        let received = ReceivedObjects::of(operation);
        let may_be_unseen = |member: &MemberCoverage| received.has_siblings_of(&member.name);
        add_rows(&operation.name(), operation.exercised, &operation.members, may_be_unseen, &mut rows);
    }
    rows.sort_by_key(|row| row.what);
    rows
}

fn add_rows<'c>(
    of: &str,
    seen: usize,
    members: &'c [MemberCoverage],
    may_be_unseen: impl Fn(&MemberCoverage) -> bool,
    rows: &mut Vec<DriftRow<'c>>,
) {
    for member in members {
        let Some(what) = DriftKind::of(member, may_be_unseen(member)) else { continue };
        let example = member.example.as_ref().filter(|_| what != DriftKind::NeverSeen);
        rows.push(DriftRow {
            of: of.to_owned(),
            member: &member.name,
            what,
            count: match what {
                DriftKind::OtherKind => member.other_kind,
                DriftKind::Undocumented => member.seen,
                DriftKind::NeverSeen => seen,
            },
            value: example.map(|example| example.value.as_str()),
            case: example.map(|example| example.case.as_str()),
        });
    }
}

/// The objects that came for an operation.
struct ReceivedObjects<'c> {
    /// Where they were.
    objects: HashSet<&'c str>,
    /// Each documented status came. A member that is missing may be one of a status that did not.
    all_statuses: bool,
}

impl<'c> ReceivedObjects<'c> {
    fn of(operation: &'c OperationCoverage) -> Self {
        Self {
            objects: operation.members.iter().filter(|m| m.seen > 0).map(|m| object_of(&m.name)).collect(),
            all_statuses: operation.statuses.iter().all(|status| !status.documented || status.seen > 0),
        }
    }

    /// Whether a member would have been seen: the object that it belongs to came, unlike the items of an empty list.
    fn has_siblings_of(&self, member: &str) -> bool {
        self.all_statuses && self.objects.contains(object_of(member))
    }
}

/// `/value/*` of `/value/*/id`
fn object_of(member: &str) -> &str {
    member.rsplit_once('/').map_or("", |(object, _)| object)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::StatusCoverage;

    fn member(name: &str, documented: bool, seen: usize) -> MemberCoverage {
        MemberCoverage { name: name.to_owned(), documented, seen, ..MemberCoverage::default() }
    }

    fn drift(members: Vec<MemberCoverage>, statuses: &[(u16, usize)]) -> Vec<(String, DriftKind)> {
        let status = |&(status, seen): &(u16, usize)| StatusCoverage { status, documented: true, seen };
        let statuses = statuses.iter().map(status).collect();
        let operation = OperationCoverage { exercised: 1, members, statuses, ..OperationCoverage::default() };
        let coverage = Coverage { operations: vec![operation], ..Coverage::default() };
        drift_rows(&coverage).into_iter().map(|row| (row.member.to_owned(), row.what)).collect()
    }

    #[test]
    fn a_member_is_missed_only_where_its_object_came() {
        let members = || vec![member("/new", false, 2), member("/value", true, 1), member("/value/*/id", true, 0)];
        assert_eq!(drift(members(), &[(200, 1)]), [("/new".to_owned(), DriftKind::Undocumented)]);
        let with_item = [members(), vec![member("/value/*/name", true, 1)]].concat();
        let missed = ("/value/*/id".to_owned(), DriftKind::NeverSeen);
        assert!(drift(with_item.clone(), &[(200, 1)]).contains(&missed));
        assert!(!drift(with_item, &[(200, 0), (404, 1)]).contains(&missed), "the body was that of an error");
    }
}
