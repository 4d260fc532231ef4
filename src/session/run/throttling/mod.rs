//! How a run spares the service: requests a second, requests at once, waits that the service asks for
//! (`limiter.rs`), repeated requests (`retry.rs`). What `Retry-After` says is read in `http/asked_wait.rs`.

mod limiter;
mod retry;
mod times;

pub(super) use limiter::Limiter;
pub(super) use retry::{Attempt, backoff, may_be_repeated};
