//! The contract draft of a source: all pages, a selection of them, one case, or contract files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::broken_schemas::broken_schemas;
use super::covered::Covered;
use super::overrides::unused_expect;
use super::steps::add_steps;
use super::{GivenPage, LoadOptions};
use crate::compile;
use crate::compile::{Contract, ContractDraft, ContractError};
use crate::config::Settings;
use crate::docs;
use crate::docs::{AccountLine, Pages, ReadLimit, ReadOptions};
use crate::schema::{Origin, SchemaSet};
use crate::session::{Selection, SessionError};
use crate::text::Location;

/// The docs of the settings or, where there are none, the contract files.
pub(super) fn default_source(settings: &Settings) -> PathBuf {
    if !settings.docs.exists() && compile::is_contract_dir(&settings.contracts) {
        return settings.contracts.clone();
    }
    settings.docs.clone()
}

/// The draft of the contract: of one case where its id is given, else of all.
pub(super) fn draft(root: &Path, settings: &Settings, options: LoadOptions<'_>) -> Result<ContractDraft, SessionError> {
    // What a scenario needs may be on any page.
    let alone = settings.scenarios.is_empty();
    if let Some(id) = options.selection.and_then(Selection::single_id).filter(|_| alone) {
        let limit = ReadLimit::new(options.read_limit);
        match compile::load_single_case(root, id, settings, own_schemas(settings)?, &limit) {
            // With all cases loaded, the error can suggest similar ids.
            Err(ContractError::NoSuchCase { .. }) if options.read_limit.is_none() => {}
            found => {
                let mut draft = found?;
                add_steps(&mut draft, root, settings, options)?;
                return Ok(draft);
            }
        }
    }
    if options.read_limit.is_some() {
        return Err(SessionError::FullScanForbidden(root.to_owned()));
    }
    let read = if options.to_fire { compile::options_to_fire(settings) } else { compile::read_options(settings) };
    let read = ReadOptions { routes: options.routes, ..read };
    let mut pages = pages(root, settings, options.given)?;
    if let Some(contents) = options.contents {
        pages = pages.with_contents(contents);
    }
    let selection = options.selection.filter(|selection| options.lint && !selection.pages.is_empty());
    if let Some(selection) = selection {
        let selected = pages.paths.iter().filter(|path| selection.matches_page(path)).cloned().collect();
        pages = pages.selecting(selected);
        if !options.routes
            && selection.is_of_pages()
            && let Some(draft) = draft_of_selected(&pages, settings)?
        {
            return Ok(draft);
        }
    }
    scan(&pages, settings, read, Covered::of(root, settings, options))
}

/// The selected ones must be at most one page in this many, so that reading what they depend on is less than reading all.
const FEW: usize = 16;

/// The draft of the selected pages and what they depend on; `None` where all must be read.
fn draft_of_selected(pages: &Pages, settings: &Settings) -> Result<Option<ContractDraft>, SessionError> {
    let count = pages.selected.as_ref().map_or(0, BTreeSet::len);
    if count == 0 || count * FEW > pages.paths.len() || !pages.contents.is_empty() {
        return Ok(None);
    }
    let own = own_schemas(settings)?;
    let Some(mut read) = compile::read_selected(pages, settings, &own)? else { return Ok(None) };
    docs::ignore_remarks(&mut read, &settings.ignored_remarks);
    let mut draft = ContractDraft::of_pages(read, own);
    draft.is_part = true;
    Ok(Some(draft))
}

/// The pages of the docs, or the given one.
fn pages(root: &Path, settings: &Settings, given: Option<&GivenPage>) -> Result<Pages, SessionError> {
    let pages = match given {
        Some(GivenPage { folder, path, content }) => Pages::given(folder, path.clone(), content.clone()),
        None => docs::find_pages(root, &settings.include, &settings.exclude)?,
    };
    Ok(pages.within(&settings.docs))
}

/// What became of each fence that shows a request, a command, a response or a status, on each page that was selected.
///
/// # Errors
/// There are no pages.
pub fn load_account(
    root: &Path,
    settings: &Settings,
    given: Option<&GivenPage>,
    selected: &BTreeSet<String>,
) -> Result<Vec<(String, Vec<AccountLine>)>, SessionError> {
    let pages = pages(root, settings, given)?;
    let pages = if given.is_some() { pages } else { pages.only(selected.iter().cloned()) };
    let read = docs::scan(&pages, compile::read_options(settings));
    let read = read.iter().filter(|page| selected.contains(&page.path));
    Ok(read.map(|page| (page.path.clone(), docs::account(page))).collect())
}

/// The whole contract of the docs, as `scrape` writes it: without what the settings skip or expect.
///
/// # Errors
/// There are no pages, or a schema of the user's own cannot be read.
pub fn load_contract(root: &Path, settings: &Settings) -> Result<Contract, SessionError> {
    let draft = scan(&pages(root, settings, None)?, settings, compile::read_options(settings), Covered::ALL)?;
    let mut contract = draft.attach_schemas();
    contract.schemas.resolve_references();
    contract.findings.extend(broken_schemas(&contract.schemas));
    Ok(contract)
}

fn scan(
    pages: &Pages,
    settings: &Settings,
    options: ReadOptions<'_>,
    covered: Covered<'_>,
) -> Result<ContractDraft, SessionError> {
    let mut pages = docs::scan(pages, options);
    docs::ignore_remarks(&mut pages, &settings.ignored_remarks);
    let used: BTreeSet<Location> = pages.iter().flat_map(|page| page.expects_used.iter().cloned()).collect();
    let with_name: BTreeSet<Location> = pages.iter().flat_map(docs::sources_used).cloned().collect();
    let paths: BTreeSet<String> = pages.iter().map(|page| page.path.clone()).collect();
    let mut draft = ContractDraft::of_pages(pages, own_schemas(settings)?);
    let about_fences = settings.expect.iter().filter(|expect| expect.is_about_fences());
    for expect in about_fences.filter(|expect| covered.has(&expect.cases, |page| paths.contains(page))) {
        if !used.contains(&expect.source) {
            draft.report(unused_expect(expect, "fence"));
        } else if docs::names_example(&expect.directive) && !with_name.contains(&expect.source) {
            draft.report(docs::unused_name(&expect.directive, &expect.source));
        }
    }
    Ok(draft)
}

/// The schemas of the user's own: they replace those of the docs.
fn own_schemas(settings: &Settings) -> Result<SchemaSet, SessionError> {
    let mut schemas = SchemaSet::default();
    let dir = settings.contracts.join("schemas");
    if dir.is_dir() {
        schemas.read_dir(&dir)?;
    }
    // Types that an earlier scrape wrote are rebuilt from the current docs.
    schemas.types.retain(|_, schema| matches!(schema.origin, Origin::User(_)));
    Ok(schemas)
}
