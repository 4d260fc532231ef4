//! `--min-coverage`: how much of the docs a run must exercise.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::Threshold;
use super::suggest::suggestion;

/// What is counted as documented and as exercised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum CoverageKind {
    /// Methods and paths.
    Operations,
    /// Statuses of operations.
    Statuses,
    /// Properties of types; where none is documented, members of responses.
    Properties,
    /// Listed values of properties.
    Values,
}

/// How much must be exercised at least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CoverageGate {
    /// What must be exercised.
    pub of: CoverageKind,
    /// A number or a share.
    pub least: Threshold,
}

impl CoverageKind {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Operations, Self::Statuses, Self::Properties, Self::Values];

    /// As settings, flags and records name it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Operations => "operations",
            Self::Statuses => "statuses",
            Self::Properties => "properties",
            Self::Values => "values",
        }
    }
}

impl fmt::Display for CoverageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Parses `80%` (of operations) or `properties=60%`.
impl FromStr for CoverageGate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, least) = text.split_once('=').unwrap_or(("operations", text));
        let (kind, least) = (kind.trim(), least.trim());
        let of = CoverageKind::ALL.into_iter().find(|known| known.name() == kind).ok_or_else(|| {
            let names = CoverageKind::ALL.map(CoverageKind::name);
            format!("`{kind}` is not one of {}{}", names.join(", "), suggestion(kind, names))
        })?;
        let least = least.parse()?;
        Ok(Self { of, least })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gate_is_about_operations_unless_it_names_another_kind() {
        let gate = |text: &str| text.parse::<CoverageGate>().map(|gate| (gate.of, gate.least.to_string()));
        assert_eq!(gate("80%"), Ok((CoverageKind::Operations, "80%".to_owned())));
        assert_eq!(gate(" values = 12"), Ok((CoverageKind::Values, "12".to_owned())));
        let refusal = gate("property=60%").expect_err("no such kind");
        assert_eq!(
            refusal,
            "`property` is not one of operations, statuses, properties, values; did you mean `properties`?"
        );
        assert!(gate("properties=most").expect_err("no number").contains("`most`"));
        assert_eq!(gate("properties=120%").expect_err("too much"), "`120%` is more than 100 %");
    }
}
