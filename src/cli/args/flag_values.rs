//! Flags with structured values, and flags as a layer of settings.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use super::shared_flags::{LevelFlags, ReportArgs, RequestFlags, ThrottlingFlags};
use crate::cli::error::CliError;
use crate::compile::is_contract_dir;
use crate::config::{Hidden, Layer, ReportKind, RuleKey, Tls, ToleranceName, WrittenDestination, WrittenReports};
use crate::directive::Parameter;
use crate::finding::{Level, rules};

/// `--param id=42`
#[derive(Debug, Clone)]
pub(in crate::cli) struct Param {
    name: String,
    value: String,
}

impl FromStr for Param {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The text is not repeated: it may be a secret.
        let (name, value) = text.split_once('=').ok_or("write NAME=VALUE")?;
        let name = name.trim().trim_start_matches('{').trim_end_matches('}').to_owned();
        if name.is_empty() {
            return Err("the name is empty; write NAME=VALUE".to_owned());
        }
        Ok(Self { name, value: value.to_owned() })
    }
}

/// `--header 'Name: value'`
#[derive(Debug, Clone)]
pub(in crate::cli) struct HeaderFlag {
    name: String,
    value: Hidden,
}

impl FromStr for HeaderFlag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        // The text is not repeated: it may contain a token.
        let (name, value) = text.split_once(':').ok_or("write 'NAME: VALUE'")?;
        Ok(Self { name: name.trim().to_owned(), value: value.trim().parse()? })
    }
}

/// `--report junit=PATH`, `--report html`
#[derive(Debug, Clone)]
pub(in crate::cli) struct ReportFlag {
    kind: ReportKind,
    destination: WrittenDestination,
}

impl FromStr for ReportFlag {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((kind, path)) => Ok(Self { kind: kind.parse()?, destination: path.parse()? }),
            None => Ok(Self { kind: text.parse()?, destination: WrittenDestination::InFolder }),
        }
    }
}

/// `--deny RULE`, `--deny tolerance:NAME` or `--deny warnings`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::cli) enum Deny {
    Warnings,
    Rule(RuleKey),
    Tolerance(ToleranceName),
}

impl FromStr for Deny {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if text.eq_ignore_ascii_case("warnings") {
            return Ok(Self::Warnings);
        }
        match text.strip_prefix("tolerance:").or_else(|| text.strip_prefix("leniency:")) {
            Some(name) => name.parse().map(Self::Tolerance),
            None => text.parse().map(Self::Rule),
        }
    }
}

impl RequestFlags {
    pub(in crate::cli) fn add_to(self, layer: &mut Layer) {
        layer.base_url = self.base_url;
        layer.require_base_url = self.require_base_url.then_some(true);
        layer.timeout = self.timeout;
        layer.concurrency = self.concurrency;
        layer.allow_writes = self.allow_writes.then_some(true);
        let tls = Tls {
            ca_file: self.cacert,
            client_certificate: self.cert,
            client_key: self.key,
            insecure: self.insecure,
            server_name: None,
        };
        layer.base_url_tls = (tls != Tls::default()).then_some(tls);
        layer.headers = self.header.into_iter().map(|flag| (flag.name, flag.value)).collect();
        let mut parameters: BTreeMap<String, Parameter> = BTreeMap::new();
        let marked = [(self.param, false), (self.secret_param, true)];
        for (Param { name, value }, is_secret) in
            marked.into_iter().flat_map(|(all, mark)| all.into_iter().map(move |one| (one, mark)))
        {
            let parameter = parameters.entry(name).or_default();
            parameter.values.push(value);
            parameter.is_secret |= is_secret;
        }
        layer.parameters = parameters;
    }
}

impl ThrottlingFlags {
    pub(in crate::cli) fn add_to(self, layer: &mut Layer) {
        layer.wait = self.wait;
        layer.requests_per_second = self.rate;
        layer.retries = self.retries;
        layer.max_failures = self.max_failures.or_else(|| NonZeroUsize::new(self.fail_fast.into()));
        layer.max_time = self.max_time;
        layer.max_requests = self.max_requests;
    }
}

impl LevelFlags {
    /// Whether each warning fails.
    pub(in crate::cli) fn deny_warnings(&self) -> bool {
        self.deny.contains(&Deny::Warnings)
    }

    pub(in crate::cli) fn add_to(self, layer: &mut Layer) {
        if self.deny_warnings() {
            let warnings = rules::all().filter(|rule| rule.level == Level::Warn);
            layer.rules.extend(warnings.map(|rule| (RuleKey(rule.code), Level::Deny)));
        }
        layer.rules.extend(self.allow.into_iter().map(|rule| (rule, Level::Allow)));
        layer.rules.extend(self.warn.into_iter().map(|rule| (rule, Level::Warn)));
        for deny in self.deny {
            match deny {
                Deny::Rule(rule) => drop(layer.rules.insert(rule, Level::Deny)),
                Deny::Warnings => {}
                Deny::Tolerance(name) => layer.deny_tolerances.push(name),
            }
        }
    }
}

/// `--report` and `--no-report` as settings.
///
/// # Errors
/// A report is both requested and switched off.
pub(in crate::cli) fn reports(args: ReportArgs) -> Result<WrittenReports, CliError> {
    let mut written = WrittenReports::default();
    for ReportFlag { kind, destination } in args.report {
        if args.no_report.contains(&kind) {
            return Err(CliError::Usage("--report and --no-report name the same report: give one of them".to_owned()));
        }
        once(&mut written, kind, "--report")?;
        *written.of(kind) = Some(destination);
    }
    for kind in args.no_report {
        *written.of(kind) = Some(WrittenDestination::Nowhere);
    }
    Ok(written)
}

/// One place for each format.
fn once(written: &mut WrittenReports, kind: ReportKind, flag: &str) -> Result<(), CliError> {
    if written.of(kind).is_none() {
        return Ok(());
    }
    let name = kind.name();
    Err(CliError::Usage(format!(
        "{flag} names {name} twice: a format is written to one place; `report convert` writes it to another"
    )))
}

/// These reports and no other, as settings.
///
/// # Errors
/// A format is named twice.
pub(in crate::cli) fn reports_alone(flags: Vec<ReportFlag>) -> Result<WrittenReports, CliError> {
    let mut written = WrittenReports::default();
    for ReportFlag { kind, destination } in flags {
        once(&mut written, kind, "--to")?;
        *written.of(kind) = Some(destination);
    }
    for kind in ReportKind::ALL {
        written.of(kind).get_or_insert(WrittenDestination::Nowhere);
    }
    Ok(written)
}

/// The source and the filters: the first word is the source if there is such a file or folder.
///
/// # Errors
/// The first word looks like a path that does not exist: treating it as a filter would hide the mistake.
pub(in crate::cli) fn source_and_filters(mut words: Vec<String>) -> Result<(Option<PathBuf>, Vec<String>), CliError> {
    let Some(first) = words.first() else { return Ok((None, words)) };
    let path = Path::new(first);
    if path.exists() {
        let path = path.to_owned();
        words.remove(0);
        return Ok((Some(path), words));
    }
    let like_a_path = path.is_absolute() || first.starts_with('.') || first.ends_with('/');
    if like_a_path {
        return Err(CliError::Usage(format!(
            "there is no file or folder `{first}` to read cases from; name a folder of Markdown pages, one page, or a folder of \
             contract files (a FILTER neither begins with `.` or `/` nor ends with `/`)"
        )));
    }
    Ok((None, words))
}

/// # Errors
/// The source has contract files instead of the pages that the command is about. `why`: what it does with pages.
pub(in crate::cli) fn refuse_contract_files(source: &Path, why: &str) -> Result<(), CliError> {
    if !is_contract_dir(source) {
        return Ok(());
    }
    Err(CliError::Usage(format!(
        "{} is a folder of contract files, and {why}: give the docs folder or a page",
        source.display()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_flag_that_is_wrong_does_not_repeat_its_value() {
        let refusal = "s3cret".parse::<HeaderFlag>().expect_err("no colon");
        assert!(!refusal.contains("s3cret"));
    }

    #[test]
    fn the_first_word_is_the_source_only_if_it_exists() {
        let split = |words: &[&str]| source_and_filters(words.iter().map(|w| (*w).to_owned()).collect());
        let (source, filters) = split(&["src", "users"]).expect("src is there");
        assert_eq!((source, filters), (Some("src".into()), vec!["users".to_owned()]));
        let (source, filters) = split(&["users"]).expect("a filter");
        assert_eq!((source, filters), (None, vec!["users".to_owned()]));
        assert!(split(&["dcos/"]).is_err() && split(&["./dcos"]).is_err());
    }
}
