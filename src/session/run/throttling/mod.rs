//! How a run spares the service: requests a second, requests at once, waits that the service asks for
//! (`limiter.rs`), repeated requests (`retry.rs`). `Retry-After` is read in `http/asked_wait.rs` and waited for in `limiter.rs`.

mod limiter;
mod retry;
mod times;

pub(super) use limiter::Limiter;
pub(super) use retry::{Attempt, backoff, may_be_repeated};
