//! In: Tolerances as they are used, in the request and in the response.
//! Out: Each of them once per documented place. Findings for those that the run denies are made in `denied_tolerances.rs`, beside this folder.

pub(super) mod log;
pub(super) mod transport;
