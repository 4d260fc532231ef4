//! Settings as written turned into settings as used: defaults, ranges, contradictions.

use std::ffi::OsStr;
use std::fs;
use std::mem::take;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};
use toml::Spanned;

use super::network::{WrittenNetwork, network};
use super::throttling::throttling;
use super::{
    Auth, BaseUrl, Budget, CaptureRule, ConfigError, Hidden, Layer, Literal, OriginMap, ProxyVariables,
    ReportDestination, ReportKind, Reports, Settings, Setup, SkipRule, Target, Timeout, WrittenAuth,
    WrittenDestination, WrittenReports, WrittenSkip, identity, state,
};
use crate::contract::Dialect;
use crate::directive::{CaseMatcher, Directive, Expect};
use crate::http::{is_credential, is_credential_member, is_token};
use crate::text::{LineIndex, Location};

const TIMEOUT: Duration = Duration::from_secs(30);
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const CONCURRENCY: usize = 16;
/// In mebibytes: enough for the largest response that is read.
const RESPONSE_MEMORY: usize = 1024;

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
    /// The id of the run, as nextest gave it.
    pub(super) run_id: Option<String>,
    /// What the environment says of proxies.
    pub(super) proxies: ProxyVariables,
}

/// Checks what was written and fills in the defaults.
pub(super) fn resolve(mut layer: Layer, origin: Origin) -> Result<Settings, ConfigError> {
    let Origin { file, text, profile, shared, project, warnings, mut secrets, variables, run_id, proxies } = origin;
    let Entries { expect, captures, setups, literals, skip } =
        entries(&mut layer, &state::File { path: file.as_deref(), text: &text })?;
    let target = target(&mut layer, proxies, &mut secrets)?;
    let budget = Budget {
        max_failures: layer.max_failures.map(NonZeroUsize::get),
        max_time: layer.max_time.map(|time| time.0),
        max_requests: layer.max_requests.map(NonZeroUsize::get),
    };
    let response_memory = layer.response_memory.map_or(RESPONSE_MEMORY, NonZeroUsize::get);
    let dialects = layer.dialects.map(|list| list.into_iter().map(|name| name.0).collect());
    let contracts = layer.contracts.unwrap_or_else(|| project.join("contracts"));
    Ok(Settings {
        scenarios: layer.scenarios.unwrap_or_default(),
        baseline: layer.baseline.unwrap_or_else(|| contracts.join("baseline.toml")),
        file,
        profile,
        docs: layer.docs.unwrap_or_else(|| project.join("docs")),
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

/// Where requests go, and what they carry; the secrets of it are added to `secrets`.
fn target(layer: &mut Layer, proxies: ProxyVariables, secrets: &mut Vec<SecretString>) -> Result<Target, ConfigError> {
    let (base_url, userinfo) = match layer.base_url.take() {
        Some(BaseUrl { url, userinfo }) => (Some(url), userinfo),
        None => (None, None),
    };
    let auth = auth(take(&mut layer.auth), userinfo)?;
    let headers =
        take(&mut layer.headers).into_iter().map(|(name, value)| header(name, value)).collect::<Result<Vec<_>, _>>()?;
    secrets.extend(credentials(auth.as_ref(), &headers));
    let identities = take(&mut layer.identity).into_iter().map(|(name, written)| identity::identity(name, written));
    let identities = identities.collect::<Result<Vec<_>, _>>()?;
    secrets.extend(identities.iter().flat_map(|identity| identity.auth.secrets()));
    let written = WrittenNetwork {
        proxy: layer.proxy.take(),
        connect_to: layer.connect_to.take(),
        unix_socket: layer.unix_socket.take(),
        http2: layer.http2,
        tls: take(&mut layer.tls),
    };
    let network = network(written, base_url.as_ref(), proxies)?;
    secrets.extend(network.secrets());
    secrets.extend(layer.files.iter().filter_map(|(name, path)| secret_file(name, path)));
    let origins = take(&mut layer.origins).into_iter().map(|(documented, path)| origin_map(&documented, &path));
    Ok(Target {
        base_url,
        network,
        run_headers: layer.run_headers.unwrap_or(true),
        origins: origins.collect::<Result<_, _>>()?,
        allow_writes: layer.allow_writes.unwrap_or(false),
        production: layer.production.unwrap_or(false),
        allow_production_writes: layer.allow_production_writes.unwrap_or(false),
        connect_timeout: layer.connect_timeout.map_or(CONNECT_TIMEOUT, |Timeout(time)| time),
        timeout: layer.timeout.map_or(TIMEOUT, |Timeout(time)| time),
        headers,
        auth,
        identities,
        files: take(&mut layer.files),
        stand_ins: layer.stand_ins,
        page_stand_ins: layer.page.iter().filter_map(|page| Some((page.path.clone(), page.stand_ins?))).collect(),
        parameters: take(&mut layer.parameters),
    })
}

fn reports(mut written: WrittenReports, project: &Path) -> Reports {
    let dir = written.dir.take().unwrap_or_else(|| project.join("reports"));
    let in_folder = |kind: ReportKind| match kind.file_name() {
        Some(name) => ReportDestination::Path(dir.join(name)),
        None => ReportDestination::StandardOutput,
    };
    let otherwise = std::mem::take(&mut written.otherwise);
    let fitting =
        |kind| otherwise.iter().find(|(fitting, _)| *fitting == kind).map(|(_, destination)| destination.clone());
    let mut destination = |kind: ReportKind| match written.of(kind).take().or_else(|| fitting(kind)) {
        None if kind.is_usual() => in_folder(kind),
        None | Some(WrittenDestination::Nowhere) => ReportDestination::Nowhere,
        Some(WrittenDestination::InFolder) => in_folder(kind),
        Some(WrittenDestination::StandardOutput) => ReportDestination::StandardOutput,
        Some(WrittenDestination::Path(path)) => ReportDestination::Path(path),
    };
    let destinations = ReportKind::ALL.into_iter().map(|kind| (kind, destination(kind))).collect();
    Reports { dir, destinations }
}

fn auth(written: Option<WrittenAuth>, userinfo: Option<Auth>) -> Result<Option<Auth>, ConfigError> {
    let Some(written) = written else { return Ok(userinfo) };
    if written.bearer.is_some() && written.basic.is_some() {
        let message = "credentials are given twice: [auth] has both bearer and basic; keep one";
        return Err(ConfigError::Contradiction(message.to_owned()));
    }
    let auth = identity::credentials("[auth]", "auth", written.into())?;
    match (&auth, &userinfo) {
        (Some(_), Some(_)) => {
            let message = "credentials are given twice: in the base URL and in [auth] or DOCTRIAL_TOKEN; take them out of the URL";
            return Err(ConfigError::Contradiction(message.to_owned()));
        }
        (Some(Auth::Bearer(token)), None) => on_one_line("the bearer token", token)?,
        _ => {}
    }
    Ok(auth.or(userinfo))
}

fn header(name: String, Hidden(value): Hidden) -> Result<(String, SecretString), ConfigError> {
    if !is_token(&name) {
        return Err(ConfigError::Contradiction(format!(
            "`{name}` ([headers] or --header) is not a header field name: letters, digits and some signs such as `-` and `_` \
             are allowed (RFC 9110 section 5.6.2)"
        )));
    }
    on_one_line(&format!("the value of header `{name}`"), &value)?;
    Ok((name, value))
}

fn on_one_line(what: &str, value: &SecretString) -> Result<(), ConfigError> {
    if value.expose_secret().contains(['\r', '\n', '\0']) {
        return Err(ConfigError::Contradiction(format!(
            "{what} contains a line break or a NUL, which no header field can have: remove it (does its variable or file \
             end with a line break?)"
        )));
    }
    Ok(())
}

/// What must never be shown: credentials, and the values of header fields that carry credentials.
fn credentials(auth: Option<&Auth>, headers: &[(String, SecretString)]) -> Vec<SecretString> {
    let from_auth = auth.into_iter().flat_map(Auth::secrets);
    let named = headers.iter().filter(|(name, _)| is_credential(name));
    let from_headers = named.flat_map(|(_, value)| {
        let text = value.expose_secret();
        let without_scheme = text.split_once(' ').map(|(_, credentials)| SecretString::from(credentials.trim()));
        [Some(value.clone()), without_scheme].into_iter().flatten()
    });
    from_auth.chain(from_headers).filter(|secret| !secret.expose_secret().is_empty()).collect()
}

/// The secret that a file of `[files]` holds, if its name says so: `token.txt`, `client-secret`.
fn secret_file(name: &str, path: &Path) -> Option<SecretString> {
    const MOST: u64 = 64 << 10;
    /// A shorter word is in names and paths by chance.
    const SHORTEST: usize = 8;
    let stem = |path: &Path| path.file_stem().and_then(OsStr::to_str).is_some_and(is_credential_member);
    let is_small = || path.metadata().is_ok_and(|file| file.is_file() && file.len() <= MOST);
    if !(stem(Path::new(name)) || stem(path)) || !is_small() {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    // Several lines are a document, whose secrets are known by their names.
    Some(text.trim()).filter(|text| text.len() >= SHORTEST && !text.contains('\n')).map(SecretString::from)
}

fn origin_map(documented: &str, path: &str) -> Result<OriginMap, ConfigError> {
    if !documented.contains("://") {
        let message = format!("[origins]: `{documented}` is not a URL prefix: write https://{documented}");
        return Err(ConfigError::Contradiction(message));
    }
    if !path.is_empty() && !path.starts_with('/') {
        return Err(ConfigError::Contradiction(format!("[origins]: the path `{path}` must start with `/`")));
    }
    let trimmed = |text: &str| text.trim_end_matches('/').to_owned();
    Ok(OriginMap { documented: trimmed(documented), path: trimmed(path) })
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
    let wrong = |message: String| ConfigError::Written { file: file.to_owned(), position, message };
    let directive = written.into_inner();
    directive.check_in_settings().map_err(wrong)?;
    let cases = directive.cases.clone().unwrap_or_default();
    if cases.is_empty() {
        return Err(wrong("`where` has no condition, and would match every case: give one, such as `where = { page = \"orders/**\" }`".to_owned(),
));
    }
    // A leading `./` distinguishes the file of settings from a page of the docs.
    let source = Location::new(Path::new(".").join(file).display().to_string(), position);
    Ok(Expect { cases, directive, source })
}
