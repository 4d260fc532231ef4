//! Settings as written turned into settings as used: defaults, ranges, contradictions.

use std::mem::take;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use secrecy::SecretString;
use toml::Spanned;

use super::defaults::{BASELINE, CONCURRENCY, CONTRACTS, DOCS, REPORTS, RESPONSE_MEMORY};
use super::given_names::GivenNames;
use super::target::target;
use super::throttling::throttling;
use super::{
    Budget, CaptureRule, ConfigError, Layer, Literal, ProxyVariables, ReportDestination, ReportKind, Reports, Settings,
    Setup, SkipRule, WrittenDestination, WrittenReports, WrittenSkip, state,
};
use crate::contract::Dialect;
use crate::directive::{CaseMatcher, Directive, Expect};
use crate::text::{LineIndex, Location};

/// Where merged settings come from.
pub(super) struct Origin {
    pub(super) file: Option<PathBuf>,
    /// The file's text.
    pub(super) text: String,
    pub(super) profile: Option<String>,
    /// The folder of the run that the process is part of.
    pub(super) shared: Option<PathBuf>,
    /// The folder that default paths are relative to.
    pub(super) project: PathBuf,
    /// What was not used because a variable is not set.
    pub(super) warnings: Vec<String>,
    /// Values of variables that credentials, headers or parameters take.
    pub(super) secrets: Vec<SecretString>,
    /// The variables they come from, with their values.
    pub(super) variables: Vec<(String, SecretString)>,
    /// The names that the file gives.
    pub(super) given: GivenNames,
    /// The id of the run, as nextest gave it.
    pub(super) run_id: Option<String>,
    /// What the environment says about proxies.
    pub(super) proxies: ProxyVariables,
}

/// Checks what was written and fills in the defaults.
pub(super) fn resolve(mut layer: Layer, origin: Origin) -> Result<Settings, ConfigError> {
    let Origin { file, text, profile, shared, project, warnings, mut secrets, variables, given, run_id, proxies } =
        origin;
    let Entries { expect, captures, setups, literals, skip } =
        entries(&mut layer, &state::File { path: file.as_deref(), text: &text })?;
    let target = target(&mut layer, proxies, &mut secrets)?;
    let given = given.with_sent(target.headers.iter().map(|(name, _)| name.as_str()), target.auths());
    let budget = Budget {
        max_failures: layer.max_failures.map(NonZeroUsize::get),
        max_time: layer.max_time.map(|time| time.0),
        max_requests: layer.max_requests.map(NonZeroUsize::get),
    };
    let response_memory = layer.response_memory.map_or(RESPONSE_MEMORY, NonZeroUsize::get);
    let dialects = layer.dialects.map(|list| list.into_iter().map(|name| name.0).collect());
    let contracts = layer.contracts.unwrap_or_else(|| project.join(CONTRACTS));
    Ok(Settings {
        scenarios: layer.scenarios.unwrap_or_default(),
        baseline: layer.baseline.unwrap_or_else(|| contracts.join(BASELINE)),
        file,
        profile,
        docs: layer.docs.unwrap_or_else(|| project.join(DOCS)),
        include: layer.include.unwrap_or_default(),
        exclude: layer.exclude.unwrap_or_default(),
        dialects: dialects.unwrap_or_else(|| Dialect::ALL.to_vec()),
        ignored_remarks: layer.schema.ignore_prose.unwrap_or_default().into_iter().map(|name| name.0).collect(),
        contracts,
        target,
        levels: layer.rules.into_iter().map(|(rule, level)| (rule.0, level)).collect(),
        denied_tolerances: layer.deny_tolerances.into_iter().map(|name| name.0).collect(),
        expect,
        captures,
        shared: shared.filter(|_| layer.share_state.unwrap_or(true)),
        literals,
        setups,
        order: layer.order.unwrap_or_default(),
        page_order: layer.page.into_iter().filter_map(|page| Some((page.path, page.order?))).collect(),
        stories: layer.story.into_iter().map(|story| story.pages).collect(),
        skip,
        reports: reports(layer.reports, &project),
        run_id,
        throttling: throttling(layer.retries, layer.longest_wait, layer.requests_per_second, layer.limit),
        budget,
        wait: layer.wait.map(|time| time.0),
        concurrency: layer.concurrency.map_or(CONCURRENCY, NonZeroUsize::get),
        response_memory: response_memory.saturating_mul(1 << 20),
        require_base_url: layer.require_base_url.unwrap_or(false),
        warnings,
        min_fired: layer.min_fired.map(|least| least.0),
        coverage: layer.coverage.unwrap_or(layer.min_coverage.is_some()),
        min_coverage: layer.min_coverage.map(|least| least.0).unwrap_or_default(),
        secrets,
        secret_variables: variables,
        given,
    })
}

/// The entries of the settings that have a place in the file.
struct Entries {
    expect: Vec<Expect>,
    captures: Vec<CaptureRule>,
    setups: Vec<Setup>,
    literals: Vec<Literal>,
    skip: Vec<SkipRule>,
}

fn entries(layer: &mut Layer, file: &state::File<'_>) -> Result<Entries, ConfigError> {
    let expect = take(&mut layer.expect).into_iter().map(|written| expect(written, file.path, file.text));
    let captures = take(&mut layer.capture).into_iter().map(|written| file.capture(written));
    let setups = take(&mut layer.setup).into_iter().map(|written| file.setup(written));
    let literals = take(&mut layer.literals).into_iter().map(|(text, written)| file.literal(text, written));
    let skip = take(&mut layer.skip).into_iter().map(|written| skip_rule(written, file));
    Ok(Entries {
        expect: expect.collect::<Result<_, _>>()?,
        captures: captures.collect::<Result<_, _>>()?,
        setups: setups.collect::<Result<_, _>>()?,
        literals: literals.collect::<Result<_, _>>()?,
        skip: skip.collect::<Result<_, _>>()?,
    })
}

fn reports(mut written: WrittenReports, project: &Path) -> Reports {
    let dir = written.dir.take().unwrap_or_else(|| project.join(REPORTS));
    let in_folder = |kind: ReportKind| match kind.file_name() {
        Some(name) => ReportDestination::Path(dir.join(name)),
        None => ReportDestination::StandardOutput,
    };
    let defaults = std::mem::take(&mut written.defaults);
    let fitting =
        |kind| defaults.iter().find(|(fitting, _)| *fitting == kind).map(|(_, destination)| destination.clone());
    let mut destination = |kind: ReportKind| match written.destination_mut(kind).take().or_else(|| fitting(kind)) {
        None if kind.is_usual() => in_folder(kind),
        None | Some(WrittenDestination::Nowhere) => ReportDestination::Nowhere,
        Some(WrittenDestination::InFolder) => in_folder(kind),
        Some(WrittenDestination::StandardOutput) => ReportDestination::StandardOutput,
        Some(WrittenDestination::Path(path)) => ReportDestination::Path(path),
    };
    let destinations = ReportKind::ALL.into_iter().map(|kind| (kind, destination(kind))).collect();
    Reports { dir, destinations }
}

fn skip_rule(written: Spanned<WrittenSkip>, file: &state::File<'_>) -> Result<SkipRule, ConfigError> {
    let (source, span) = (file.location(&written), written.span());
    let wrong = |message: String| file.wrong(&Spanned::new(span, ()), message);
    let WrittenSkip { page, heading, method, url, name, id, status, line, reason } = written.into_inner();
    let cases = CaseMatcher { page, heading, method, url, name, id, status, line };
    if reason.trim().is_empty() {
        return Err(wrong("[[skip]]: `reason` is empty: say why these cases are not fired".to_owned()));
    }
    if cases.is_empty() {
        let message = "has no condition, and would skip every case: give one, such as `page` or `name`";
        return Err(wrong(format!("[[skip]] \"{reason}\" {message}")));
    }
    Ok(SkipRule { cases, reason, source })
}

/// An `[[expect]]` with its position in the file.
fn expect(written: Spanned<Directive>, file: Option<&Path>, text: &str) -> Result<Expect, ConfigError> {
    let position = LineIndex::new(text).place(written.span().start);
    let file = file.unwrap_or_else(|| Path::new("doctrial.toml"));
    let wrong = |message: String| ConfigError::Invalid { file: file.to_owned(), position, message };
    let directive = written.into_inner();
    directive.check_in_settings().map_err(wrong)?;
    let cases = directive.cases.clone().unwrap_or_default();
    if cases.is_empty() {
        let message = "`where` has no condition, and would match every case: \
                       give one, such as `where = { page = \"orders/**\" }`";
        return Err(wrong(message.to_owned()));
    }
    // A leading `./` distinguishes the file of settings from a page of the docs.
    let source = Location::new(Path::new(".").join(file).display().to_string(), position);
    Ok(Expect { cases, directive, source })
}
