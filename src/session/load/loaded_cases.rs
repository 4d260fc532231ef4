use std::path::{Path, PathBuf};

use super::overrides::{apply_levels, apply_overrides};
use super::skip::{skip_cases, unused_skips};
use super::{PageOrder, Selection, select};
use crate::compile;
use crate::compile::{Contract, ContractError};
use crate::config::Settings;
use crate::contract::Case;
use crate::docs;
use crate::docs::Account;
use crate::finding::Finding;
use crate::schema::{Origin, SchemaSet};
use crate::session::SessionError;

/// What docs (or contract files) say, with the settings' word on it.
#[derive(Debug)]
pub struct LoadedCases {
    /// The docs root or contract folder.
    pub source: PathBuf,
    /// In the order of pages, then of the page.
    pub cases: Vec<Case>,
    /// The documented types.
    pub schemas: SchemaSet,
    /// What is wrong with the docs, at the levels in force; allowed ones are gone.
    pub findings: Vec<Finding>,
    /// What became of each HTTP-looking fence.
    pub account: Account,
    /// In which order they are fired.
    pub(crate) order: PageOrder,
    /// These are all cases there are.
    pub all: bool,
    /// What was asked for, or stands in the settings, and fits no case: one sentence each.
    pub notes: Vec<String>,
}

/// What is read, and how much of it.
#[derive(Debug, Clone, Copy, Default)]
pub struct LoadOptions<'a> {
    /// Docs or contract folder; nothing: what the settings name, the docs or, where there are none, the contract files.
    pub source: Option<&'a Path>,
    /// The cases wanted, which must not be none; nothing: all there are. One whole id is looked up on its own page.
    pub selection: Option<&'a Selection>,
    /// Reading every page is an error.
    pub forbid_scan: bool,
    /// The docs are held against themselves, too.
    pub lint: bool,
}

/// Reads docs or contract files, with the settings' word on them.
///
/// # Errors
/// There is nothing to read there, it cannot be read, or no case fits the selection.
pub fn load_cases(settings: &Settings, options: LoadOptions<'_>) -> Result<LoadedCases, SessionError> {
    let source = options.source.map_or_else(|| default_source(settings), Path::to_owned);
    let scraped = compile::is_contract_dir(&source);
    let mut contract = if scraped { compile::read_dir(&source)? } else { wanted(&source, settings, options)? };
    contract.schemas.resolve_references()?;
    let order = PageOrder::new(settings.order, &settings.page_order).with_pages(&contract.page_directives);
    contract.cases.retain(|case| !case.step || order.is_sequential(&case.page));
    let notes = if is_one(options) { Vec::new() } else { notes(&contract.cases, settings, options) };
    let all = options.selection.is_none_or(Selection::is_all);
    let idle = apply_overrides(&mut contract.cases, &settings.expect, all);
    if options.lint {
        contract.fit();
        contract.lint();
    }
    let (named, docs) = (source.display().to_string(), if scraped { &settings.docs } else { &source });
    match options.selection {
        Some(selection) if options.lint => select::select_pages(&mut contract, selection, settings, &named, docs)?,
        Some(selection) => select::select_cases(&mut contract, selection, settings, &named, docs)?,
        None => contract.fit(),
    }
    contract.give_own_schemas();
    let Contract { mut cases, schemas, mut findings, account, page_directives, .. } = contract;
    skip_cases(&mut cases, &settings.leave_out);
    findings.extend(idle);
    apply_levels(&mut findings, settings, &page_directives, &cases);
    Ok(LoadedCases { source, cases, schemas, findings, account, order, all, notes })
}

/// The contract of the docs, not yet fitted: one case where one is asked for, else all.
fn wanted(root: &Path, settings: &Settings, options: LoadOptions<'_>) -> Result<Contract, SessionError> {
    if let Some(id) = options.selection.and_then(Selection::one) {
        match compile::load_single_case(root, id, settings, own_schemas(settings)?) {
            // The whole list knows what is near.
            Err(ContractError::NoSuchCase { .. }) if !options.forbid_scan => {}
            found => return Ok(found?),
        }
    }
    if options.forbid_scan {
        return Err(SessionError::FullScanForbidden(root.to_owned()));
    }
    scan(root, settings)
}

/// What fits none of all the cases: entries of the settings, filters.
fn notes(cases: &[Case], settings: &Settings, options: LoadOptions<'_>) -> Vec<String> {
    let idle = options.selection.map(|selection| selection.idle(cases, !options.lint)).unwrap_or_default();
    unused_skips(cases, &settings.leave_out).into_iter().chain(idle).collect()
}

/// Whether one case is asked for by its id: the others may not have been read.
fn is_one(options: LoadOptions<'_>) -> bool {
    options.selection.is_some_and(|selection| selection.one().is_some())
}

fn default_source(settings: &Settings) -> PathBuf {
    if !settings.docs.exists() && compile::is_contract_dir(&settings.contracts) {
        return settings.contracts.clone();
    }
    settings.docs.clone()
}

/// The whole contract of the docs, fitted, as `scrape` writes it: the settings have no word in it.
///
/// # Errors
/// There are no pages, one cannot be read, or a schema of the user's own cannot.
pub fn load_contract(root: &Path, settings: &Settings) -> Result<Contract, SessionError> {
    let mut contract = scan(root, settings)?;
    contract.schemas.resolve_references()?;
    contract.fit();
    Ok(contract)
}

fn scan(root: &Path, settings: &Settings) -> Result<Contract, SessionError> {
    let pages = docs::find_pages(root, &settings.include, &settings.exclude)?;
    let mut pages = docs::scan(&pages, &settings.dialects)?;
    docs::ignore_remarks(&mut pages, &settings.ignored_remarks);
    Ok(compile::build_contract(pages, own_schemas(settings)?))
}

/// The schemas of the user's own: they win over those the docs make.
fn own_schemas(settings: &Settings) -> Result<SchemaSet, SessionError> {
    let mut schemas = SchemaSet::default();
    let dir = settings.contracts.join("schemas");
    if dir.is_dir() {
        schemas.read_dir(&dir)?;
    }
    // What an earlier scrape made of the docs must not outlive what the docs say now.
    schemas.types.retain(|_, schema| matches!(schema.origin, Origin::User(_)));
    Ok(schemas)
}
