//! Settings as resolved: every value is final, paths are absolute or relative to the working directory. The keys of the file are
//! in `keys.rs`, default values in `defaults.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use super::given_names::GivenNames;
use super::{Auth, Budget, CaptureRule, Identity, Literal, Network, ReportKind, Setup, Throttling};
use crate::contract::{Dialect, RemarkKind};
use crate::directive::{CaseMatcher, Expect, FireOrder, Parameter, StandIns};
use crate::finding::{CoverageGate, Level, Threshold, ToleranceKind};
use crate::text::{Glob, Location};

/// Everything a run needs to know, resolved.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The file the settings come from, if there is one.
    pub file: Option<PathBuf>,
    /// The profile in use.
    pub profile: Option<String>,
    /// The docs root: a folder of pages, or one page.
    pub docs: PathBuf,
    /// Globs of pages to read, relative to the docs root; empty: every `*.md`.
    pub include: Vec<Glob>,
    /// Globs of pages not to read.
    pub exclude: Vec<Glob>,
    /// The dialects that are read.
    pub dialects: Vec<Dialect>,
    /// Remarks in property tables that are ignored.
    pub ignored_remarks: Vec<RemarkKind>,
    /// The folder of contract files and schemas (`contracts/`).
    pub contracts: PathBuf,
    /// Scenario files of API Doctor, or folders of them.
    pub scenarios: Vec<PathBuf>,
    /// The file of known findings.
    pub baseline: PathBuf,
    /// Where and how cases are fired.
    pub target: Target,
    /// Levels of rules where they differ from the defaults, by rule code.
    pub levels: BTreeMap<&'static str, Level>,
    /// Tolerances that are findings in this run.
    pub denied_tolerances: BTreeSet<ToleranceKind>,
    /// The order of the whole suite.
    pub order: FireOrder,
    /// Globs of pages with an order of their own; of several that match, the last one counts.
    pub page_order: Vec<(Glob, FireOrder)>,
    /// Pages whose cases build on one another, in their order.
    pub stories: Vec<Vec<Glob>>,
    /// Cases that are not fired, each with its reason.
    pub skip: Vec<SkipRule>,
    /// What the user expects of cases in addition to the docs; of two that set the same thing, the later one wins.
    pub expect: Vec<Expect>,
    /// What is taken out of responses.
    pub captures: Vec<CaptureRule>,
    /// Texts of the docs that are replaced by the value of a variable.
    pub literals: Vec<Literal>,
    /// Steps that no page documents.
    pub setups: Vec<Setup>,
    /// The folder of the run in which its processes share what steps made; `None`: nothing is shared.
    pub shared: Option<PathBuf>,
    /// Where reports are written.
    pub reports: Reports,
    /// The id of the run, where another program gave it one.
    pub run_id: Option<String>,
    /// How a run limits its load on the service.
    pub throttling: Throttling,
    /// When it stops early.
    pub budget: Budget,
    /// How long to wait until the service is ready.
    pub wait: Option<Duration>,
    /// Cases in flight at once.
    pub concurrency: usize,
    /// Bytes that large responses in flight may take together while they are judged.
    pub response_memory: usize,
    /// Without a base URL nothing may be fired: the embedded service is not allowed.
    pub require_base_url: bool,
    /// How many cases of a run must be fired at least.
    pub min_fired: Option<Threshold>,
    /// What is exercised of the docs is counted.
    pub coverage: bool,
    /// How much of the docs must be exercised at least.
    pub min_coverage: Vec<CoverageGate>,
    /// What was not used because a variable it names is not set: a sentence each.
    pub warnings: Vec<String>,
    /// Texts that are sent in requests and never shown.
    pub secrets: Vec<SecretString>,
    /// Those of them that come from variables of the environment: the variable, and its value.
    pub secret_variables: Vec<(String, SecretString)>,
    /// The names of header fields and parameters that the settings give, those of profiles that are not chosen among them.
    pub given: GivenNames,
}

/// Where and how cases are fired.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a setting that is on or off")]
pub struct Target {
    /// Nothing: the embedded service.
    pub base_url: Option<Url>,
    /// How it is reached.
    pub network: Network,
    /// Documented origins (and path prefixes) that are mapped to the service; empty: each page's own origin is.
    pub origins: Vec<OriginMap>,
    /// Methods other than GET, HEAD and OPTIONS may go to a service that is not on loopback.
    pub allow_writes: bool,
    /// People depend on the service: methods that write need `allow_production_writes`, too.
    pub production: bool,
    /// Methods that write may go to a service on which people depend.
    pub allow_production_writes: bool,
    /// The longest time to connect.
    pub connect_timeout: Duration,
    /// The longest time from connecting to the last byte.
    pub timeout: Duration,
    /// Requests identify the run.
    pub run_headers: bool,
    /// Header fields added to every request (replacing documented ones of that name); values may be secret.
    pub headers: Vec<(String, SecretString)>,
    /// Credentials, sent to the base URL's origin only.
    pub auth: Option<Auth>,
    /// Credentials of some cases, in their place.
    pub identities: Vec<Identity>,
    /// Values for placeholders in URLs by name; the n-th `{id}` of a URL takes the n-th value, the last one repeats.
    pub parameters: BTreeMap<String, Parameter>,
    /// Files that documented commands send, by the name the command gives them.
    pub files: BTreeMap<String, PathBuf>,
    /// What happens to stand-ins in request bodies; `None`: the dialect's own rule.
    pub stand_ins: Option<StandIns>,
    /// The same for the pages that match a glob; of several that match, the last one counts.
    pub page_stand_ins: Vec<(Glob, StandIns)>,
}

impl Target {
    /// The host whose certificate is not checked, if requests go there.
    pub fn unchecked_certificate(&self) -> Option<&str> {
        let url = self.base_url.as_ref().filter(|url| url.scheme() == "https")?;
        self.network.tls(url).filter(|tls| tls.insecure).and_then(|_| url.host_str())
    }

    /// All credentials of the settings: those of every request, then those of some.
    pub fn auths(&self) -> impl Iterator<Item = &Auth> {
        self.auth.iter().chain(self.identities.iter().map(|identity| &identity.auth))
    }
}

/// A documented URL prefix that is mapped to the base URL: `https://api.example.com/v1` to the empty path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OriginMap {
    /// An origin, optionally with a path prefix, as documented; no trailing slash.
    pub documented: String,
    /// The path that replaces it, below the base URL's own path; may be empty, no trailing slash.
    pub path: String,
}

/// Cases that are not fired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkipRule {
    /// Which cases.
    pub cases: CaseMatcher,
    /// Why; shown with each skipped case.
    pub reason: String,
    /// Its location in the file of settings.
    pub source: Location,
}

/// Where reports are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reports {
    /// The folder of reports without a path of their own.
    pub dir: PathBuf,
    /// Where each format goes; those not named are not written.
    pub destinations: BTreeMap<ReportKind, ReportDestination>,
}

impl Reports {
    /// Where a format goes.
    pub fn of(&self, kind: ReportKind) -> &ReportDestination {
        self.destinations.get(&kind).unwrap_or(&ReportDestination::Nowhere)
    }
}

/// Where one report goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReportDestination {
    /// It is switched off.
    Nowhere,
    /// Standard output; messages for people go to standard error then.
    StandardOutput,
    /// A file, or an existing pipe, socket or device.
    Path(PathBuf),
}
