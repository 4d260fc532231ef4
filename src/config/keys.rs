//! The keys of `doctrial.toml`, as they are written: every one is optional, unknown ones are errors.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Component, Path, PathBuf};

use serde::Deserialize;
use toml::Spanned;

use super::{
    BaseUrl, DialectName, Hidden, LeastCovered, LeastFired, Rate, RemarkName, ReportKind, RuleKey, Timeout, Tls,
    ToleranceName, WrittenAuth, WrittenCapture, WrittenDestination, WrittenIdentity, WrittenLimit, WrittenLiteral,
    WrittenSetup,
};
use crate::directive::{Directive, FireOrder, Parameter, StandIns};
use crate::finding::Level;
use crate::http::StatusSet;
use crate::text::{Glob, TextGlob};

/// One layer of settings: the file, a profile in it, the environment, or the flags.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct Layer {
    /// The docs root: a folder of pages, or one page. Relative to the folder of the file.
    pub docs: Option<PathBuf>,
    /// Globs of pages to read.
    pub include: Option<Vec<Glob>>,
    /// Globs of pages not to read.
    pub exclude: Option<Vec<Glob>>,
    /// The dialects to read.
    pub dialects: Option<Vec<DialectName>>,
    /// The folder of contract files.
    pub contracts: Option<PathBuf>,
    /// Scenario files of API Doctor, or folders of them.
    pub scenarios: Option<Vec<PathBuf>>,
    /// Account files of API Doctor.
    pub accounts: Option<Vec<PathBuf>>,
    /// The account that is used, by its name.
    pub account: Option<String>,
    /// The file of known findings.
    pub baseline: Option<PathBuf>,
    /// How types are read.
    pub schema: WrittenSchema,
    /// Where cases are fired; nothing: the embedded service.
    pub base_url: Option<BaseUrl>,
    /// Without a base URL, a run is an error: it may not be fired at the embedded service.
    pub require_base_url: Option<bool>,
    /// The proxy between this machine and the service.
    pub proxy: Option<String>,
    /// Where connections go in the place of the base URL's host and port.
    pub connect_to: Option<String>,
    /// The socket at which the service listens.
    pub unix_socket: Option<PathBuf>,
    /// HTTP/2 is used where the service offers it.
    pub http2: Option<bool>,
    /// How connections to a host are secured.
    pub tls: BTreeMap<String, Tls>,
    /// How connections to the host of the base URL are secured, by the flags.
    #[serde(skip)]
    pub base_url_tls: Option<Tls>,
    /// Requests identify the run: `User-Agent`, `Doctrial-Run-Id` and `traceparent`.
    pub run_headers: Option<bool>,
    /// Documented URL prefix = path below the base URL.
    pub origins: BTreeMap<String, String>,
    /// Methods that write may go to a service that is not on loopback.
    pub allow_writes: Option<bool>,
    /// The longest time for a whole exchange.
    pub timeout: Option<Timeout>,
    /// The longest time to connect.
    pub connect_timeout: Option<Timeout>,
    /// How often a request that the service could not handle is repeated.
    pub retries: Option<u32>,
    /// The longest time that the service may ask to wait for.
    pub longest_wait: Option<Timeout>,
    /// Requests a second.
    pub requests_per_second: Option<Rate>,
    /// The limits of parts of the service.
    pub limit: Vec<WrittenLimit>,
    /// How long to wait until the service is ready.
    pub wait: Option<Timeout>,
    /// The run stops after this many cases that did not pass.
    pub max_failures: Option<NonZeroUsize>,
    /// No case is fired after this time.
    pub max_time: Option<Timeout>,
    /// The most requests that are sent for cases.
    pub max_requests: Option<NonZeroUsize>,
    /// The service is in production: writes need another setting.
    pub production: Option<bool>,
    /// Methods that write may go to a production service.
    pub allow_production_writes: Option<bool>,
    /// Cases in flight at once.
    pub concurrency: Option<NonZeroUsize>,
    /// Mebibytes that responses in flight may take while they are judged.
    pub response_memory: Option<NonZeroUsize>,
    /// How many cases of a run must be fired at least.
    pub min_fired: Option<LeastFired>,
    /// Count what is exercised of the docs.
    pub coverage: Option<bool>,
    /// How much of the docs must be exercised at least.
    pub min_coverage: Option<LeastCovered>,
    /// Header fields added to every request.
    pub headers: BTreeMap<String, Hidden>,
    /// Credentials.
    pub auth: Option<WrittenAuth>,
    /// Credentials of some cases.
    pub identity: BTreeMap<String, WrittenIdentity>,
    /// Values for placeholders.
    pub parameters: BTreeMap<String, Parameter>,
    /// Files that documented commands send, by the name the command gives them.
    pub files: BTreeMap<String, PathBuf>,
    /// What happens to stand-ins in request bodies.
    pub stand_ins: Option<StandIns>,
    /// Levels by rule.
    pub rules: BTreeMap<RuleKey, Level>,
    /// Tolerances that are findings.
    #[serde(alias = "deny-leniency")]
    pub deny_tolerances: Vec<ToleranceName>,
    /// The order of the whole suite.
    pub order: Option<FireOrder>,
    /// Settings of some pages only.
    pub page: Vec<WrittenPage>,
    /// Pages whose cases build on one another.
    pub story: Vec<WrittenStory>,
    /// Cases that are not fired.
    #[serde(alias = "leave-out")]
    pub skip: Vec<Spanned<WrittenSkip>>,
    /// What the user expects of cases in addition to the docs.
    pub expect: Vec<Spanned<Directive>>,
    /// Values that are taken out of responses.
    pub capture: Vec<Spanned<WrittenCapture>>,
    /// Texts of the docs that are replaced by the value of a variable.
    pub literals: BTreeMap<String, Spanned<WrittenLiteral>>,
    /// Steps that no page documents.
    pub setup: Vec<Spanned<WrittenSetup>>,
    /// Processes of one run share what steps made.
    pub share_state: Option<bool>,
    /// Where reports go.
    pub reports: WrittenReports,
    /// Layers over this one, each used when `--profile` names it.
    pub profile: BTreeMap<String, Layer>,
}

/// `[schema]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields, default)]
pub struct WrittenSchema {
    /// Remarks in property tables that are ignored.
    pub ignore_prose: Option<Vec<RemarkName>>,
}

/// `[[skip]]`: all conditions given must be met; the reason is required.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenSkip {
    /// Glob over the page's path, or a folder of pages.
    pub page: Option<Glob>,
    /// Text contained in the heading, or a glob over it.
    pub heading: Option<TextGlob>,
    /// Glob over the method.
    pub method: Option<TextGlob>,
    /// Glob over the documented URL, or its path alone.
    pub url: Option<Glob>,
    /// Glob over the case's name; or its id.
    pub name: Option<TextGlob>,
    /// Glob over the case's id.
    pub id: Option<TextGlob>,
    /// Status codes, one of which the case documents.
    pub status: Option<StatusSet>,
    /// A line of the request or the response.
    pub line: Option<u32>,
    /// Why.
    pub reason: String,
}

/// `[[page]]`: settings of the pages that match a glob.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenPage {
    /// Glob over the page's path, or a folder of pages.
    pub path: Glob,
    /// The order of the cases of each page.
    pub order: Option<FireOrder>,
    /// What happens to stand-ins in request bodies.
    #[serde(rename = "stand-ins")]
    pub stand_ins: Option<StandIns>,
}

/// `[[story]]`: pages whose cases build on one another.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenStory {
    /// Globs over their paths, in their order.
    pub pages: Vec<Glob>,
}

/// `[reports]`
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct WrittenReports {
    /// The folder.
    pub dir: Option<PathBuf>,
    /// The record of the run.
    pub ndjson: Option<WrittenDestination>,
    /// The `JUnit` report.
    pub junit: Option<WrittenDestination>,
    /// One HTML file.
    pub html: Option<WrittenDestination>,
    /// The Common Test Report Format.
    pub ctrf: Option<WrittenDestination>,
    /// The Test Anything Protocol.
    pub tap: Option<WrittenDestination>,
    /// SARIF.
    pub sarif: Option<WrittenDestination>,
    /// Code quality as GitLab reads it.
    #[serde(rename = "code-quality")]
    pub code_quality: Option<WrittenDestination>,
    /// Workflow commands of GitHub Actions.
    pub github: Option<WrittenDestination>,
    /// Markdown for the summary of a step in GitHub Actions.
    pub summary: Option<WrittenDestination>,
    /// `JUnit` XML for readers that validate it.
    #[serde(rename = "junit-strict")]
    pub junit_strict: Option<WrittenDestination>,
    /// Markdown that fits in a comment.
    pub markdown: Option<WrittenDestination>,
    /// Where formats go that are not mentioned: those that fit the CI.
    #[serde(skip)]
    pub defaults: Vec<(ReportKind, WrittenDestination)>,
}

impl WrittenReports {
    /// What is written of one format.
    pub const fn destination_mut(&mut self, kind: ReportKind) -> &mut Option<WrittenDestination> {
        match kind {
            ReportKind::Ndjson => &mut self.ndjson,
            ReportKind::Junit => &mut self.junit,
            ReportKind::Html => &mut self.html,
            ReportKind::Ctrf => &mut self.ctrf,
            ReportKind::Tap => &mut self.tap,
            ReportKind::Sarif => &mut self.sarif,
            ReportKind::CodeQuality => &mut self.code_quality,
            ReportKind::Github => &mut self.github,
            ReportKind::Summary => &mut self.summary,
            ReportKind::JunitStrict => &mut self.junit_strict,
            ReportKind::Markdown => &mut self.markdown,
        }
    }
}

impl Layer {
    /// The layer with its relative paths taken from `dir`.
    #[must_use]
    pub(super) fn relative_to(mut self, dir: &Path) -> Self {
        for kind in ReportKind::ALL {
            if let Some(WrittenDestination::Path(path)) = self.reports.destination_mut(kind) {
                *path = joined(dir, path);
            }
        }
        let paths =
            [&mut self.docs, &mut self.contracts, &mut self.baseline, &mut self.reports.dir, &mut self.unix_socket];
        let paths = paths.into_iter().chain(self.tls.values_mut().flat_map(Tls::paths)).flatten();
        let scenarios = self.scenarios.iter_mut().chain(&mut self.accounts).flatten();
        for path in paths.chain(self.files.values_mut()).chain(scenarios) {
            *path = joined(dir, path);
        }
        self
    }
}

/// `dir/path`, with `folder/..` removed where that is the same file: messages then show paths as a user writes them.
fn joined(dir: &Path, path: &Path) -> PathBuf {
    let whole = dir.join(path);
    let mut short = PathBuf::new();
    for part in whole.components() {
        if part == Component::ParentDir && matches!(short.components().next_back(), Some(Component::Normal(_))) {
            short.pop();
        } else {
            short.push(part);
        }
    }
    let real =
        |path: &Path| if path.as_os_str().is_empty() { Path::new(".").canonicalize() } else { path.canonicalize() };
    // With a link among the folders `..` leads elsewhere; a path that does not exist is shown as it was written.
    match (real(&short), real(&whole)) {
        (Ok(a), Ok(b)) if a != b => whole,
        _ if short.as_os_str().is_empty() => PathBuf::from("."),
        _ => short,
    }
}
