//! Scenario files of API Doctor: what is sent before a documented request, what in it is sent otherwise, and what is expected.

mod apply;
mod file;
mod parameters;

pub use apply::apply_scenarios;
pub use file::{ScenarioError, read_scenarios};
