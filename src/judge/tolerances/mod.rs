//! In: Tolerances as they are used.
//! Out: Each of them once per documented place.

pub(super) mod log;
