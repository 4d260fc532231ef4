//! What can be wrong with docs or service, as data: rules, levels, findings, verdicts, leniencies. A leaf.

mod found;
mod leniency;
mod level;
mod rule;
pub mod rules;
mod verdict;

pub use found::{At, Finding};
pub use leniency::{Leniency, LeniencyKind};
pub use level::Level;
pub use rule::{Rule, RuleRef, find_rule, nearest_rule};
pub use verdict::{Outcome, Skip, SkipKind, Verdict};
