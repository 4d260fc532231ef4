//! `judge(&Case, &Exchange, &Schemas, &Policy) -> Judgement`: status, headers, body. Pure: no IO, no async, no clock.

mod alike;
mod answer_json;
mod assertions;
mod body;
mod brief;
mod claims;
mod csv;
mod diff;
mod exact;
mod fold;
mod header;
mod hearing;
mod judgement;
mod ledger;
mod media;
mod members;
mod null;
mod other;
mod path;
mod presence;
mod schema_findings;
mod shape;
mod shown;
mod standard;
mod status;
mod terms;
mod walk;
mod xml;

#[cfg(test)]
mod fixture;
#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;

pub use judgement::{Judge, Judgement, Policy, judge};
