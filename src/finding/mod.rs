//! What can be wrong with docs or service, as data: [`Rule`]s, levels, [`Finding`]s, [`Verdict`]s, [`Tolerance`]s.
//!
//! A finding names its rule and two places: where in the page it is documented, and where in the exchange it was found.
//! `doctrial explain --all` lists the codes and names of all rules, and `docs/rules.md` describes them.
//!
//! ```
//! use doctrial::finding::{At, Finding, Level, find_rule};
//!
//! // As a record holds it.
//! let finding: Finding = serde_json::from_str(
//!     r#"{
//!         "rule": "B201", "level": "deny", "message": "a string where the docs show a number",
//!         "location": {"page": "lamps.md", "line": 14, "column": 9}, "end": {"line": 14, "column": 11},
//!         "at": {"body": "/watts"}, "expected": "60", "actual": "\"60\""
//!     }"#,
//! )?;
//! assert_eq!(finding.location.to_string(), "lamps.md:14:9");
//! assert_eq!(finding.level, Level::Deny);
//!
//! // By rule: its code and name are stable, `doctrial explain` shows the rest.
//! assert_eq!(finding.rule.code, "B201");
//! assert_eq!(finding.rule, find_rule("wrong-type").expect("a rule"));
//!
//! // By place in the exchange.
//! match &finding.at {
//!     At::Body(pointer) => assert_eq!(pointer.as_str(), "/watts"),
//!     other => panic!("{other}"),
//! }
//! # Ok::<(), serde_json::Error>(())
//! ```

mod broken;
mod coverage_gate;
mod finding;
mod level;
mod rule;
mod rule_ref;
#[doc(hidden)]
pub mod rules;
pub(crate) mod suggest;
mod threshold;
mod tolerance;
mod tolerance_place;
#[doc(hidden)]
pub mod topics;
mod verdict;

pub(crate) use broken::Broken;
pub use broken::BrokenKind;
pub use coverage_gate::{CoverageGate, CoverageKind};
pub use finding::{At, Finding};
pub use level::Level;
#[doc(hidden)]
pub use level::LevelOverrides;
pub use rule::Rule;
pub use rule_ref::RuleRef;
pub use rules::find as find_rule;
pub use threshold::Threshold;
pub use tolerance::{Tolerance, ToleranceKind};
pub use tolerance_place::TolerancePlace;
pub use verdict::{Outcome, Skip, SkipKind, Verdict};

pub use crate::json::Pointer;
pub use crate::text::{Edit, Location, Position, Span};
