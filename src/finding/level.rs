//! `Level`: what a finding does to the outcome; and the levels that users set for rules.

use serde::{Deserialize, Serialize};

/// What a finding does to the outcome. Ordered: `Allow < Warn < Deny`. There will be no further level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported: no finding of a record has this level.
    Allow,
    /// Reported; the case still passes.
    Warn,
    /// Reported; the case fails.
    Deny,
}

/// The levels that the user sets for a rule, by scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct LevelOverrides {
    /// For the whole run: flags, and `[rules]` in the settings.
    pub run: Option<Level>,
    /// For a page: its own directives, and `[[expect]]` about pages.
    pub page: Option<Level>,
    /// For a case: directives above its fences, and `[[expect]]` about cases.
    pub case: Option<Level>,
}

impl LevelOverrides {
    /// The level in force: that of the narrowest scope. `None`: nothing overrides the level that the finding or rule has.
    pub fn in_force(self) -> Option<Level> {
        self.case.or(self.page).or(self.run)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrowest_scope_decides() {
        let run = LevelOverrides { run: Some(Level::Deny), ..LevelOverrides::default() };
        let page = LevelOverrides { page: Some(Level::Allow), ..run };
        let case = LevelOverrides { case: Some(Level::Warn), ..page };
        let levels = [LevelOverrides::default(), run, page, case].map(LevelOverrides::in_force);
        assert_eq!(levels, [None, Some(Level::Deny), Some(Level::Allow), Some(Level::Warn)]);
    }
}
