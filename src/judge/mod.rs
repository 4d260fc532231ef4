//! `judge(&Case, &Exchange, &Schemas, &Policy) -> Judgement`: status, headers, body. Pure: no IO, no async, no clock.

mod answer_json;
mod body;
mod brief;
mod diff;
mod fold;
mod header;
mod hearing;
mod judgement;
mod ledger;
mod media;
mod members;
mod null;
mod path;
mod presence;
mod schema_findings;
mod shape;
mod status;
mod terms;
mod walk;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use judgement::{Judgement, Policy, judge};
