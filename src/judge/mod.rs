//! In: A case, the exchange it became, the schemas, a [`Policy`].
//! Out: A [`Judgement`]: status, headers, body. Pure: no IO, no async, no clock.
//! Start in `judgement.rs`.

mod alternative;
mod body;
mod context;
mod excerpt;
#[cfg(test)]
mod fixture;
mod headers;
mod judgement;
mod path;
#[cfg(test)]
mod properties;
mod remedies;
mod status;
#[cfg(test)]
mod tests;
mod tolerances;

pub use headers::late_bytes;
pub use judgement::{Judge, Judgement, Policy, judge};
