//! The door for `cargo test` and cargo-nextest: every case is a test of its own, by libtest-mimic.
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

mod door;
mod empty;
mod trials;

pub use door::{main, main_in};
