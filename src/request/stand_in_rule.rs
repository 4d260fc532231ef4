//! What a request has in the place of a stand-in for a value of its body.

use crate::config::Target;
use crate::contract::Case;
use crate::directive::StandIns;

/// What becomes of a stand-in (`"Double"`) that is not a value of its documented type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum StandInRule {
    /// A value is sent in its place.
    Fill,
    /// It is sent as shown.
    Keep,
    /// The case is skipped.
    Skip,
}

impl StandInRule {
    /// The rule for a case: a directive's, the settings', else that of its dialect.
    pub(super) fn of(case: &Case, target: &Target, embedded: bool) -> Self {
        let page = target.page_stand_ins.iter().rev().find(|(glob, _)| glob.matches_page(&case.page));
        match case.overrides.stand_ins.or(page.map(|(_, rule)| *rule)).or(target.stand_ins) {
            Some(StandIns::Keep) => Self::Keep,
            Some(StandIns::Fill) => Self::Fill,
            None if embedded || case.dialect.is_annotated() => Self::Fill,
            None => Self::Skip,
        }
    }
}
