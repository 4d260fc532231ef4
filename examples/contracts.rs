//! Every example of a crate's docs as a test of its own: all that `tests/contracts.rs` of a user's crate holds.
//!
//! ```toml
//! [[test]]
//! name = "contracts"
//! harness = false
//! ```
//!
//! Here it runs doctrial's own contract: `cargo run --example contracts -- --list`, or with a filter, `--exact` or `--skip`
//! as any test.

use std::process::ExitCode;

fn main() -> ExitCode {
    doctrial::harness::main()
}
