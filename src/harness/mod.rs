//! Runs every case as a test of its own under `cargo test` or cargo-nextest (by libtest-mimic).
//!
//! The manifest of your crate names a test target without the standard harness:
//!
//! ```toml
//! [dev-dependencies]
//! doctrial = { version = "0.1", default-features = false, features = ["tls"] }
//!
//! [[test]]
//! name = "contracts"
//! harness = false
//! ```
//!
//! and the target has one line of its own:
//!
//! ```no_run
//! // tests/contracts.rs
//! fn main() -> std::process::ExitCode {
//!     doctrial::harness::main()
//! }
//! ```
//!
//! `contracts/doctrial.toml` (or `doctrial.toml`) next to the manifest says where the docs are and what they are fired at. The
//! minimum:
//!
//! ```toml
//! docs = "docs"
//! base-url = "http://localhost:3000"
//! ```
//!
//! A `DOCTRIAL_...` variable overrides its key, such as `DOCTRIAL_BASE_URL=http://localhost:8080 cargo test --test contracts`.
//! `docs/settings.md` of doctrial describes all keys and variables. Without a base URL the cases are fired at a service made of
//! the docs themselves.
//!
//! Then `cargo test --test contracts` fires all cases, `cargo test --test contracts -- orders.md` those whose id contains that
//! text, and `-- --exact 'orders.md::read-an-order::get-orders-id'` one, of which only its own page is read. A skipped case is
//! an ignored test, with the reason. cargo-nextest runs each case in a process of its own.

mod empty;
mod entry_point;
mod trials;

pub use entry_point::{main, main_in};
