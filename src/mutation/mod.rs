//! In: The cases of a contract.
//! Out: How much the docs would catch: each documented response is changed in every way of a catalogue, and judged.
//! Start in `run.rs`.
//!
//! A *violation* breaks what the docs promise and should be a finding; a *benign* change breaks nothing and should not be.
//! Nothing is sent: the documented response is sampled as the mock does it, changed, and handed to the judge of a run.

mod apply;
mod case_report;
mod catalogue;
mod catalogue_entry;
mod change;
#[cfg(test)]
mod fixture;
mod gather;
mod json;
mod new_findings;
#[cfg(test)]
mod properties;
mod reason;
mod report;
mod run;
mod site;
mod subject;
mod text;
mod trial;
mod trial_plan;

pub use case_report::{CaseReport, FalsePositive, Reason, Survivor};
pub use catalogue::{all, find, nearest};
pub use catalogue_entry::{Kind, Mutation};
pub use json::{catalogue_json, report_json};
pub use report::{Report, Score};
pub use run::run;
pub use text::{listed, report_text};
pub use trial_plan::Plan;
