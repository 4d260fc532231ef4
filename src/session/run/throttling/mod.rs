//! In: The limits of the settings (requests a second, requests at once, retries), and what responses ask for.
//! Out: How long each request waits ([`Limiter`]), and whether and when it is sent again ([`may_be_repeated`], [`backoff`]).
//! `Retry-After` is read in `http/retry_after.rs` and waited for in `limiter.rs`.

mod limiter;
mod repetition;
mod times;

pub(super) use limiter::Limiter;
pub(super) use repetition::{Attempt, backoff, may_be_repeated};
