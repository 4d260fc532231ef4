use serde::{Deserialize, Serialize};

/// What a finding does to the outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Not reported.
    Allow,
    /// Reported; the case still passes.
    Warn,
    /// Reported; the case fails.
    Deny,
}
