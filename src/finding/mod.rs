//! In: Positions of pages and of documents.
//! Out: What can be wrong with docs or service, as data: [`Rule`]s, levels, [`Finding`]s, [`Verdict`]s, [`Tolerance`]s.

mod finding;
mod level;
mod rule;
pub mod rules;
pub mod suggest;
mod tolerance;
mod tolerance_place;
mod verdict;

pub use finding::{At, Finding};
pub use level::{Level, LevelOverrides};
pub use rule::{Rule, RuleRef, find_rule};
pub use tolerance::{Tolerance, ToleranceKind};
pub use tolerance_place::TolerancePlace;
pub use verdict::{Outcome, Skip, SkipKind, Verdict};
