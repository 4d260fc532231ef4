//! What the run decides of the judgement: levels in force, tolerances that are denied.

use crate::contract::Case;
use crate::finding::rules::body::DENIED_TOLERANCE;
use crate::finding::{Finding, Level, LevelOverrides, Rule, ToleranceKind};
use std::collections::{BTreeMap, BTreeSet};

/// Levels and denied tolerances in force.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    /// Levels that differ from the rules' defaults, by rule code. They hold for every finding of the rule.
    pub levels: BTreeMap<&'static str, Level>,
    /// Tolerances that are findings.
    pub denied_tolerances: BTreeSet<ToleranceKind>,
}

impl Policy {
    /// The levels that the user gives a rule. Directives about the page have been laid over the case.
    pub(super) fn overrides(&self, case: &Case, rule: &Rule) -> LevelOverrides {
        LevelOverrides {
            run: self.levels.get(rule.code).copied(),
            page: None,
            case: case.overrides.level(rule.code).map(|assertion| assertion.level),
        }
    }

    /// The level in force for a rule.
    pub(super) fn level(&self, case: &Case, rule: &Rule) -> Level {
        self.overrides(case, rule).in_force().unwrap_or(rule.level)
    }

    /// The level of a finding about a tolerance that a case needs; `None` where the tolerance is not denied. Decides for all kinds,
    /// whether they are used in judging or after it.
    pub(crate) fn denied(&self, case: &Case, kind: ToleranceKind) -> Option<Level> {
        self.denied_tolerances.contains(&kind).then(|| self.level(case, &DENIED_TOLERANCE))
    }

    /// A finding about no case, at the level in force for all of the run; none where that allows it.
    pub(crate) fn leveled(&self, mut finding: Finding) -> Option<Finding> {
        finding.level = self.levels.get(finding.rule.0.code).copied().unwrap_or(finding.level);
        (finding.level != Level::Allow).then_some(finding)
    }
}
