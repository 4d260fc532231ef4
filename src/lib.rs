//! doctrial: your API docs, on trial.
//!
//! Request and response examples are read out of Markdown, each pair becomes a *contract case*, the case is fired at a
//! base URL, and what comes back is judged: status, headers, body.
//!
//! The library has three parts.
//!
//! # The cases as tests of your crate
//!
//! [`harness::main`] is the whole `main` of a test target, whose arguments it reads; settings say where docs and service are.
//! [`harness`] shows the manifest.
//!
//! # What happened, as data
//!
//! Every run leaves a [`record`]: one line of JSON for each case, with its verdict and findings. All reports are made from it,
//! and you can make your own:
//!
//! ```
//! use std::fs::File;
//! use std::io::BufReader;
//!
//! use doctrial::finding::Outcome;
//! use doctrial::record::{Conclusion, Totals, ndjson};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The run of doctrial's own contract, at the service that its docs describe. Settings are looked up from the folder of the
//! // crate's manifest, and reports are written below that folder, wherever the settings file lies in it.
//! let _exit_code = doctrial::harness::main();
//!
//! // Cargo starts tests in that folder, too; a program of yours that starts elsewhere opens the file by its full path.
//! let run = ndjson::read(BufReader::new(File::open("reports/run.ndjson")?))?;
//! for case in &run.cases {
//!     match &case.verdict.outcome {
//!         Outcome::Passed => {}
//!         // The service breaks the contract; the findings say where.
//!         Outcome::Failed => {
//!             for finding in &case.verdict.findings {
//!                 println!("{}: {} ({})", finding.location, finding.message, finding.rule.name);
//!             }
//!         }
//!         // The case could not be judged: treat it as a failure until the cause is known.
//!         Outcome::Broken(cause) => println!("{}:{} broken: {cause}", case.page, case.line),
//!         // Not judged, for a reason to act on.
//!         Outcome::Skipped(skip) => println!("{}:{} skipped: {skip}", case.page, case.line),
//!     }
//! }
//!
//! // No failed case is not enough: cases may be broken, or none was fired at all. The conclusion looks at all of that.
//! assert_eq!(Conclusion::of(&run), Conclusion::Passed);
//! let Totals { passed, failed, broken, .. } = Totals::of(&run);
//! assert!(passed > 0 && failed == 0 && broken == 0);
//! # Ok(())
//! # }
//! ```
//!
//! [`finding`] has the types of what is wrong: rule, level, place in the page, place in the response.
//!
//! # The command line
//!
//! `cli::main` (feature `cli`, on by default) takes arguments and returns an exit code, as the `doctrial` binary does.
//!
//! # Features
//!
//! - `cli`, on by default: the binary and `cli::main`. A crate that only runs its cases by `cargo test` does not need it.
//! - `tls`, on by default: `https` base URLs, by rustls with ring.
#![cfg_attr(doctest, doc = "\n# The README\n")]
#![cfg_attr(doctest, doc = include_str!("../README.md"))]

#[cfg(feature = "cli")]
pub mod cli;
pub mod finding;
pub mod harness;
pub mod record;

mod bless;
mod client;
mod compile;
mod config;
mod contract;
mod coverage;
mod directive;
mod docs;
mod http;
mod json;
mod judge;
mod mock;
mod mutation;
mod notation;
mod report;
mod request;
mod schema;
mod session;
mod state;
mod text;

/// The stages behind the facade, for doctrial's own tests, benches and fuzz targets. Nothing here is promised: names come and
/// go in any version. `ARCHITECTURE.md` describes them, `tests/layering/main.rs` lists which may use which.
#[doc(hidden)]
pub mod internals {
    pub mod bless {
        pub use crate::bless::*;
    }
    pub mod client {
        pub use crate::client::*;
    }
    pub mod compile {
        pub use crate::compile::*;
    }
    pub mod config {
        pub use crate::config::*;
    }
    pub mod contract {
        pub use crate::contract::*;
    }
    pub mod coverage {
        pub use crate::coverage::*;
    }
    pub mod directive {
        pub use crate::directive::*;
    }
    pub mod docs {
        pub use crate::docs::*;
    }
    pub mod http {
        pub use crate::http::*;
    }
    pub mod json {
        pub use crate::json::*;
    }
    pub mod judge {
        pub use crate::judge::*;
    }
    pub mod mock {
        pub use crate::mock::*;
    }
    pub mod mutation {
        pub use crate::mutation::*;
    }
    pub mod notation {
        pub use crate::notation::*;
    }
    pub mod report {
        pub use crate::report::*;
    }
    pub mod request {
        pub use crate::request::*;
    }
    pub mod schema {
        pub use crate::schema::*;
    }
    pub mod session {
        pub use crate::session::*;
    }
    pub mod state {
        pub use crate::state::*;
    }
    pub mod text {
        pub use crate::text::*;
    }
}
