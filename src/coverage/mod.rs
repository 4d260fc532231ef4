//! In: Cases, the exchanges they became, the schemas.
//! Out: [`Coverage`](crate::record::Coverage): which operations, statuses, members and values were exercised, and what came
//! in addition. Pure.
//! Start in `observer.rs`.

mod observer;
mod operation;
mod types;

pub use observer::Observer;
