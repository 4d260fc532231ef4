//! In: A case, the exchange it became, the schemas, a [`Policy`].
//! Out: A [`Judgement`]: status, headers, body. Pure: no IO, no async, no clock.

mod alike;
mod answer_json;
mod assertions;
mod body;
mod brief;
mod claims;
mod csv;
mod diff;
mod exact;
#[cfg(test)]
mod fixture;
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
#[cfg(test)]
mod properties;
mod schema_findings;
mod shape;
mod shown;
mod standard;
mod status;
mod terms;
#[cfg(test)]
mod tests;
mod walk;
mod xml;

pub use judgement::{Judge, Judgement, Policy, judge};
