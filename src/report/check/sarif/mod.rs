//! In: The findings of a check.
//! Out: A SARIF 2.1.0 log, as code scanning takes it.

mod fingerprint;
mod log;
mod render;

pub use render::sarif;
