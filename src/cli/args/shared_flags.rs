//! Flags that several commands have: where requests go, limits and retries, reports and levels. Those of one command are in
//! `command_line.rs` (`RunArgs` ...).

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::Args;

use super::flag_values::{Deny, HeaderFlag, Param, ReportFlag};
use crate::config::{BaseUrl, Rate, ReportKind, RuleKey, Timeout};
use crate::text::one_of;

fn at_least_one(text: &str) -> Result<NonZeroUsize, String> {
    text.parse().map_err(|_| format!("`{text}` is not a whole number from 1"))
}

/// The flags whose values may be credentials, or have some in them: no message shows these.
pub(in crate::cli) const FLAGS_WITH_CREDENTIALS: [&str; 4] = ["base-url", "header", "param", "secret-param"];

/// Where and how requests are sent.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Requests")]
pub(in crate::cli) struct RequestFlags {
    /// The service to fire at [default: the embedded one, which responds as documented]
    #[arg(long, value_name = "URL")]
    pub(in crate::cli) base_url: Option<BaseUrl>,
    /// Without a base URL, fail: do not fire at the embedded service
    #[arg(long)]
    pub(in crate::cli) require_base_url: bool,
    /// Value of a placeholder; given several times for one NAME, the n-th value is for its n-th occurrence in a URL
    #[arg(long, value_name = "NAME=VALUE")]
    pub(in crate::cli) param: Vec<Param>,
    /// Like --param, for a value that output and reports must not show
    #[arg(long, value_name = "NAME=VALUE", alias = "param-secret")]
    pub(in crate::cli) secret_param: Vec<Param>,
    /// Header field to send with every request
    #[arg(long, value_name = "NAME: VALUE")]
    pub(in crate::cli) header: Vec<HeaderFlag>,
    /// Longest time for a whole exchange: 30s, 500ms [default: 30s]
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) timeout: Option<Timeout>,
    /// Cases in flight at once [default: 16]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(in crate::cli) concurrency: Option<NonZeroUsize>,
    /// Also trust the certificates in FILE (PEM) for the host of the base URL
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) cacert: Option<PathBuf>,
    /// Present the client certificate in FILE (PEM) to the host of the base URL
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) cert: Option<PathBuf>,
    /// The key (PEM) of the certificate, where that is in a file of its own
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) key: Option<PathBuf>,
    /// Accept any certificate of the host of the base URL
    #[arg(long)]
    pub(in crate::cli) insecure: bool,
    /// Send methods other than GET, HEAD and OPTIONS also to a service on another machine
    #[arg(long)]
    pub(in crate::cli) allow_writes: bool,
}

/// How a run limits its load, and when it stops early.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Limits")]
pub(in crate::cli) struct ThrottlingFlags {
    /// Wait up to TIME for the service to be ready
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) wait: Option<Timeout>,
    /// Send at most N requests a second
    #[arg(long, value_name = "N")]
    pub(in crate::cli) rate: Option<Rate>,
    /// Repeat a request up to N times while the service is unavailable (429, 502, 503, 504, no connection) [default: 0]
    #[arg(long, value_name = "N")]
    pub(in crate::cli) retries: Option<u32>,
    /// Stop after the first case that does not pass
    #[arg(long, conflicts_with = "max_failures")]
    pub(in crate::cli) fail_fast: bool,
    /// Stop after N cases that do not pass
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(in crate::cli) max_failures: Option<NonZeroUsize>,
    /// Fire no more cases after TIME
    #[arg(long, value_name = "TIME")]
    pub(in crate::cli) max_time: Option<Timeout>,
    /// Stop after N requests for cases
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    pub(in crate::cli) max_requests: Option<NonZeroUsize>,
}

/// The help of a flag that names a report.
pub(super) fn report_formats() -> String {
    let names = ReportKind::ALL.map(ReportKind::name);
    format!("Write a report in this format, to this path (`-`: standard output): {}", one_of(&names))
}

/// Where reports are written.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct ReportArgs {
    #[arg(long, value_name = "FORMAT[=PATH]",
        help = format!("{} [default: reports/run.ndjson and reports/junit.xml]", report_formats()))]
    pub(in crate::cli) report: Vec<ReportFlag>,
    /// Do not write this report
    #[arg(long, value_name = "FORMAT")]
    pub(in crate::cli) no_report: Vec<ReportKind>,
    #[command(flatten)]
    pub(in crate::cli) against: AgainstArgs,
}

/// What a run is compared with.
#[derive(Debug, Default, Args)]
pub(in crate::cli) struct AgainstArgs {
    /// Say what is new, what is fixed and what still fails since these earlier records, or those in these folders; the HTML
    /// report shows the trend
    #[arg(long, value_name = "RECORD | FOLDER")]
    pub(in crate::cli) against: Vec<PathBuf>,
}

/// Which findings fail a case.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Levels")]
pub(in crate::cli) struct LevelFlags {
    /// Fail cases with findings of this rule; `warnings`: of any rule; `tolerance:NAME`: cases that need that tolerance
    #[arg(long, value_name = "RULE | warnings | tolerance:NAME")]
    pub(in crate::cli) deny: Vec<Deny>,
    /// Show findings of this rule, but let the case pass
    #[arg(long, value_name = "RULE")]
    pub(in crate::cli) warn: Vec<RuleKey>,
    /// Ignore findings of this rule
    #[arg(long, value_name = "RULE")]
    pub(in crate::cli) allow: Vec<RuleKey>,
}
