//! In: Tolerances as they are used, in the request and in the response.
//! Out: Each of them once per documented place; findings for those that the run denies.

pub(super) mod denied;
pub(super) mod log;
pub(super) mod transport;
