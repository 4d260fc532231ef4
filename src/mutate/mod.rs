//! How much would the docs catch? Each documented answer is changed in every way of a catalogue, and judged.
//!
//! A *violation* breaks what the docs promise and should be a finding; a *benign* change breaks nothing and should be none.
//! Nothing is sent: the documented answer is made real as the embedded service does it, changed, and handed to the same
//! judge a run uses.

mod apply;
mod case_report;
mod catalogue;
mod change;
#[cfg(test)]
mod fixture;
mod gather;
mod json;
#[cfg(test)]
mod laws;
mod mutation;
mod reason;
mod report;
mod run;
mod site;
mod subject;
mod text;
mod trial;

pub use case_report::{Alarm, CaseReport, Miss, Reason};
pub use catalogue::{all, find, nearest};
pub use json::{listed_json, report_json};
pub use mutation::{Kind, Mutation};
pub use report::{Report, Score};
pub use run::{Plan, run};
pub use text::{listed, report_text};
