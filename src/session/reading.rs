use std::path::{Path, PathBuf};

use super::expect::{expect, level};
use super::leave_out::{leave_out, unused};
use super::order::Orders;
use super::{Selection, SessionError, choose};
use crate::compile;
use crate::compile::{Contract, ContractError};
use crate::config::Settings;
use crate::contract::Case;
use crate::docs;
use crate::docs::Account;
use crate::finding::Finding;
use crate::schema::{Origin, SchemaSet};

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
    pub(super) orders: Orders,
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
pub fn read(settings: &Settings, ask: LoadOptions<'_>) -> Result<LoadedCases, SessionError> {
    let source = ask.source.map_or_else(|| default_source(settings), Path::to_owned);
    let scraped = compile::is_contract_dir(&source);
    let mut contract = if scraped { compile::read_dir(&source)? } else { wanted(&source, settings, ask)? };
    let orders = Orders::new(settings.order, &settings.page_order).with_pages(&contract.page_directives);
    contract.cases.retain(|case| !case.step || orders.is_story(&case.page));
    let notes = if is_one(ask) { Vec::new() } else { notes(&contract.cases, settings, ask) };
    let all = ask.selection.is_none_or(Selection::is_all);
    let idle = expect(&mut contract.cases, &settings.expect, all);
    if ask.lint {
        contract.fit();
        contract.lint();
    }
    let (named, docs) = (source.display().to_string(), if scraped { &settings.docs } else { &source });
    match ask.selection {
        Some(selection) if ask.lint => choose::pages(&mut contract, selection, settings, &named, docs)?,
        Some(selection) => choose::cases(&mut contract, selection, settings, &named, docs)?,
        None => contract.fit(),
    }
    contract.give_own_schemas();
    let Contract { mut cases, schemas, mut findings, account, page_directives, .. } = contract;
    leave_out(&mut cases, &settings.leave_out);
    findings.extend(idle);
    level(&mut findings, settings, &page_directives, &cases);
    Ok(LoadedCases { source, cases, schemas, findings, account, orders, all, notes })
}

/// The contract of the docs, not yet fitted: one case where one is asked for, else all.
fn wanted(root: &Path, settings: &Settings, ask: LoadOptions<'_>) -> Result<Contract, SessionError> {
    if let Some(id) = ask.selection.and_then(Selection::one) {
        match compile::load_single_case(root, id, settings, own_schemas(settings)?) {
            // The whole list knows what is near.
            Err(ContractError::NoSuchCase { .. }) if !ask.forbid_scan => {}
            found => return Ok(found?),
        }
    }
    if ask.forbid_scan {
        return Err(SessionError::FullScanForbidden(root.to_owned()));
    }
    scan(root, settings)
}

/// What fits none of all the cases: entries of the settings, filters.
fn notes(cases: &[Case], settings: &Settings, ask: LoadOptions<'_>) -> Vec<String> {
    let idle = ask.selection.map(|selection| selection.idle(cases, !ask.lint)).unwrap_or_default();
    unused(cases, &settings.leave_out).into_iter().chain(idle).collect()
}

/// Whether one case is asked for by its id: the others may not have been read.
fn is_one(ask: LoadOptions<'_>) -> bool {
    ask.selection.is_some_and(|selection| selection.one().is_some())
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
pub fn contract_of(root: &Path, settings: &Settings) -> Result<Contract, SessionError> {
    let mut contract = scan(root, settings)?;
    contract.fit();
    Ok(contract)
}

fn scan(root: &Path, settings: &Settings) -> Result<Contract, SessionError> {
    let pages = docs::find_pages(root, &settings.include, &settings.exclude)?;
    let mut pages = docs::scan(&pages, &settings.dialects)?;
    docs::ignore_prose(&mut pages, &settings.ignored_prose);
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
