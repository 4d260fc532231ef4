//! In: A user's `cargo test` or cargo-nextest.
//! Out: Every case as a test of its own, by libtest-mimic.
//!
//! ```toml
//! [[test]]
//! name = "contracts"
//! harness = false
//! ```
//!
//! ```no_run
//! // tests/contracts.rs
//! fn main() -> std::process::ExitCode {
//!     doctrial::harness::main()
//! }
//! ```

mod empty;
mod entry_point;
mod trials;

pub use entry_point::{main, main_in};
