use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::overrides::{apply_levels, apply_overrides};
use super::skip::{skip_cases, unused_skips};
use super::{PageOrder, Selection, select};
use crate::compile;
use crate::compile::{Contract, ContractDraft, ContractError};
use crate::config::Settings;
use crate::contract::Case;
use crate::directive::PageDirective;
use crate::docs;
use crate::docs::FenceCounts;
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
    pub account: FenceCounts,
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
    let docs = if scraped { &settings.docs } else { &source };
    let prepare = Prepare { settings, options, source: &source };
    let (mut contract, prepared) = if scraped {
        let mut contract = compile::read_dir(&source)?;
        let prepared = prepare.cases(&mut contract.cases, &contract.page_directives)?;
        (contract, prepared)
    } else {
        let mut draft = draft(&source, settings, options)?;
        let prepared = prepare.cases(&mut draft.cases, &draft.page_directives)?;
        (draft.attach_schemas(), prepared)
    };
    contract.schemas.resolve_references()?;
    if options.lint {
        contract.lint();
    }
    match options.selection {
        Some(selection) if options.lint => {
            let named = source.display().to_string();
            select::select_pages(&mut contract, selection, settings, &named, docs)?;
        }
        Some(selection) => select::select_changed(&mut contract, selection, docs)?,
        None => {}
    }
    contract.apply_named_schemas();
    let account = contract.account();
    let Contract { mut cases, schemas, mut findings, page_directives, .. } = contract;
    let Prepared { order, notes, unused } = prepared;
    skip_cases(&mut cases, &settings.leave_out);
    findings.extend(unused);
    apply_levels(&mut findings, settings, &page_directives, &cases);
    let all = options.selection.is_none_or(Selection::is_all);
    Ok(LoadedCases { source, cases, schemas, findings, account, order, all, notes })
}

/// What the settings and the selection make of cases before their bodies are read.
struct Prepare<'a> {
    settings: &'a Settings,
    options: LoadOptions<'a>,
    source: &'a Path,
}

/// What is known once they are.
struct Prepared {
    order: PageOrder,
    notes: Vec<String>,
    /// Findings about `[[expect]]` that is about no case.
    unused: Vec<Finding>,
}

impl Prepare<'_> {
    /// Leaves the cases that are to be fired, with the settings applied. For a lint all stay: it looks across pages.
    fn cases(
        &self,
        cases: &mut Vec<Case>,
        page_directives: &BTreeMap<String, Vec<PageDirective>>,
    ) -> Result<Prepared, SessionError> {
        let Self { settings, options, source } = *self;
        let order = PageOrder::new(settings.order, &settings.page_order).with_pages(page_directives);
        cases.retain(|case| !case.step || order.is_sequential(&case.page));
        let notes = if is_one(options) { Vec::new() } else { notes(cases, settings, options) };
        let all = options.selection.is_none_or(Selection::is_all);
        let unused = apply_overrides(cases, &settings.expect, all);
        if let Some(selection) = options.selection.filter(|_| !options.lint) {
            let named = source.display().to_string();
            *cases = select::select_cases(std::mem::take(cases), selection, settings, &named)?;
        }
        Ok(Prepared { order, notes, unused })
    }
}

/// The draft of the docs: of one case where one is asked for, else of all.
fn draft(root: &Path, settings: &Settings, options: LoadOptions<'_>) -> Result<ContractDraft, SessionError> {
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

/// The whole contract of the docs, as `scrape` writes it: the settings have no say in it.
///
/// # Errors
/// There are no pages, one cannot be read, or a schema of the user's own cannot.
pub fn load_contract(root: &Path, settings: &Settings) -> Result<Contract, SessionError> {
    let contract = scan(root, settings)?.attach_schemas();
    contract.schemas.resolve_references()?;
    Ok(contract)
}

fn scan(root: &Path, settings: &Settings) -> Result<ContractDraft, SessionError> {
    let pages = docs::find_pages(root, &settings.include, &settings.exclude)?;
    let mut pages = docs::scan(&pages, &settings.dialects)?;
    docs::ignore_remarks(&mut pages, &settings.ignored_remarks);
    Ok(ContractDraft::of_pages(pages, own_schemas(settings)?))
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
