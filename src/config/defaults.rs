//! Default values, as `docs/settings.md` lists it: times, numbers, folders. Whether a key that is on
//! or off is on by default is decided in `resolve.rs`, and which reports are written in `report_kind.rs`.

use std::time::Duration;

/// How long an exchange may take.
pub(super) const TIMEOUT: Duration = Duration::from_secs(30);
/// How long a connection may take.
pub(super) const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// The longest wait that a service may ask for.
pub(super) const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How many requests are in flight at once.
pub(super) const CONCURRENCY: usize = 16;
/// What responses in flight may take together, in mebibytes: enough for the largest response that is read.
pub(super) const RESPONSE_MEMORY: usize = 1024;

/// The docs root, in the folder of the settings.
pub(super) const DOCS: &str = "docs";
/// Contract files and schemas, in the folder of the settings.
pub(super) const CONTRACTS: &str = "contracts";
/// Reports, in the folder of the settings.
pub(super) const REPORTS: &str = "reports";
/// Known findings, in the folder of contracts.
pub(super) const BASELINE: &str = "baseline.toml";
