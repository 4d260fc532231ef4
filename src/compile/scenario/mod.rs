//! In: Scenario files of API Doctor, and the cases of the docs.
//! Out: Cases with what the scenarios say: which requests are sent before, with which values, and what is expected.

mod apply;
mod file;
mod parameters;

pub use apply::apply_scenarios;
pub use file::{ScenarioError, read_scenarios};
