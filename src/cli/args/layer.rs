//! Flags as a layer of settings.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;

use super::flag_values::{Deny, Param, ReportFlag};
use super::shared_flags::{LevelFlags, ReportArgs, RequestFlags, ThrottlingFlags};
use crate::cli::error::CliError;
use crate::config::{Layer, ReportKind, RuleKey, Tls, WrittenDestination, WrittenReports};
use crate::directive::Parameter;
use crate::finding::{Level, rules};

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
        *written.destination_mut(kind) = Some(destination);
    }
    for kind in args.no_report {
        *written.destination_mut(kind) = Some(WrittenDestination::Nowhere);
    }
    Ok(written)
}

/// One place for each format.
fn once(written: &mut WrittenReports, kind: ReportKind, flag: &str) -> Result<(), CliError> {
    if written.destination_mut(kind).is_none() {
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
        *written.destination_mut(kind) = Some(destination);
    }
    for kind in ReportKind::ALL {
        written.destination_mut(kind).get_or_insert(WrittenDestination::Nowhere);
    }
    Ok(written)
}
