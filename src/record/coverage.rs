//! `Coverage` as records hold it; `crate::coverage` counts it. That of several runs is in `merged_coverage.rs`, secrets are hidden in
//! `redacted_coverage.rs`.

use serde::{Deserialize, Serialize};

use crate::finding::CoverageKind;
use crate::finding::rules::settings::BROKEN_SCHEMA;

/// What a run exercised of what is documented, and what was received in addition: counted where it is asked for.
///
/// An operation is *exercised* when one of its cases got a response, whatever its verdict; a status when it was received; a member
/// or a listed value when it was in a response with a status that its case documents. An empty collection exercises nothing of its items.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Coverage {
    /// By path, then by method.
    pub operations: Vec<OperationCoverage>,
    /// The documented types, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<TypeCoverage>,
    /// The types of which nothing could be counted, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub uncounted: Vec<UncountedType>,
}

/// A type whose schema file is broken (`X109`): how many members and values it documents is not known.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct UncountedType {
    /// The full name.
    pub name: String,
    /// Where its schema is broken: `contracts/schemas/lamp.json:2:10`.
    pub place: String,
    /// What is wrong there.
    pub why: String,
}

/// A method and a path that the docs show.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct OperationCoverage {
    /// Upper case.
    pub method: String,
    /// As documented, with its placeholders; without origin and query.
    pub path: String,
    /// The page of the first example.
    pub page: String,
    /// The line of its request.
    pub line: u32,
    /// How many cases there are; 0: the docs show no example of it.
    pub cases: usize,
    /// How many of them got a response.
    pub exercised: usize,
    /// The statuses that are documented or were received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statuses: Vec<StatusCoverage>,
    /// The members of response bodies, by place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberCoverage>,
}

/// A status of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct StatusCoverage {
    /// The status code: `200`.
    pub status: u16,
    /// An example shows it.
    pub documented: bool,
    /// How often it was received.
    pub seen: usize,
}

/// A documented type.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct TypeCoverage {
    /// The full name.
    pub name: String,
    /// How many objects of the type were received.
    pub seen: usize,
    /// Its members.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberCoverage>,
}

/// A member of a type, or of the responses of an operation.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MemberCoverage {
    /// Its name in a type; its place in a response: `/value/*/id`.
    pub name: String,
    /// The docs show or list it.
    pub documented: bool,
    /// How often it was received.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub seen: usize,
    /// How often as `null`.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub null: usize,
    /// How often with a value of another kind than the documented ones.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub other_kind: usize,
    /// The listed values, with how often each was received.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<ValueCoverage>,
    /// An occurrence that is not as documented.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub example: Option<MemberExample>,
}

/// A listed value.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ValueCoverage {
    /// As it is on the wire.
    pub value: String,
    /// How often it was received.
    pub seen: usize,
}

/// Where a member was received that is not as documented.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[non_exhaustive]
pub struct MemberExample {
    /// The case's id.
    pub case: String,
    /// The value as JSON, shortened.
    pub value: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "the signature serde asks for")]
const fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// How much of what is documented was exercised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Share {
    /// How many were exercised.
    pub covered: usize,
    /// How many are documented.
    pub all: usize,
}

impl Share {
    /// In percent, rounded down; 100 where nothing is documented.
    pub fn percent(self) -> usize {
        (self.covered * 100).checked_div(self.all).unwrap_or(100)
    }

    fn of(flags: impl Iterator<Item = bool>) -> Self {
        flags.fold(Self::default(), |share, covered| Self {
            covered: share.covered + usize::from(covered),
            all: share.all + 1,
        })
    }
}

impl OperationCoverage {
    /// The method and the path.
    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// What it lacks to be exercised; nothing where it is.
    pub(crate) const fn lack(&self) -> Option<&'static str> {
        match (self.exercised, self.cases) {
            (1.., _) => None,
            (0, 0) => Some("no example"),
            (0, _) => Some("no response"),
        }
    }
}

impl Coverage {
    /// How much of a kind was exercised.
    pub fn share(&self, of: CoverageKind) -> Share {
        match of {
            CoverageKind::Operations => self.operation_share(),
            CoverageKind::Statuses => self.status_share(),
            CoverageKind::Properties => self.property_share(),
            CoverageKind::Values => self.value_share(),
        }
    }

    /// The types that a share of this kind lacks, as nothing could be counted of them.
    pub fn uncounted(&self, of: CoverageKind) -> &[UncountedType] {
        match of {
            CoverageKind::Operations | CoverageKind::Statuses => &[],
            CoverageKind::Properties | CoverageKind::Values => &self.uncounted,
        }
    }

    /// Operations with at least one response.
    pub fn operation_share(&self) -> Share {
        Share::of(self.operations.iter().map(|operation| operation.exercised > 0))
    }

    /// Documented statuses that were received.
    pub fn status_share(&self) -> Share {
        let statuses = self.operations.iter().flat_map(|operation| &operation.statuses);
        Share::of(statuses.filter(|status| status.documented).map(|status| status.seen > 0))
    }

    /// Properties of types that were received; where no type is documented, members of the responses.
    pub fn property_share(&self) -> Share {
        Share::of(self.members().filter(|member| member.documented).map(|member| member.seen > 0))
    }

    /// Listed values that were received.
    pub fn value_share(&self) -> Share {
        Share::of(self.members().flat_map(|member| &member.values).map(|value| value.seen > 0))
    }

    /// The members, for counting how many of them were received.
    fn members(&self) -> impl Iterator<Item = &MemberCoverage> {
        let of_types = self.types.iter().flat_map(|found| &found.members);
        let of_operations = self.operations.iter().filter(|_| self.types.is_empty());
        of_types.chain(of_operations.flat_map(|operation| &operation.members))
    }
}

impl UncountedType {
    /// That the type is not counted, with the place and the rule of the finding about its schema.
    pub(crate) fn sentence(&self) -> String {
        format!("`{}` is not counted, as its schema is broken ({}, {})", self.name, self.place, BROKEN_SCHEMA.code)
    }
}
