//! In: A case, the exchange it became, the schemas, a [`Policy`].
//! Out: A [`Judgement`]: status, headers, body. Pure: no IO, no async, no clock.
//! Start in `entry_point.rs`.

mod alternative;
mod body;
mod context;
mod denied_tolerances;
mod entry_point;
mod excerpt;
#[cfg(test)]
mod fixture;
mod headers;
mod judgement;
mod path;
mod policy;
#[cfg(test)]
mod properties;
mod remedies;
mod status;
#[cfg(test)]
mod tests;
mod tolerances;
mod verdict;

pub use denied_tolerances::denied_known;
pub use entry_point::{Judge, judge};
pub use headers::late_bytes;
pub use judgement::Judgement;
pub use policy::Policy;
