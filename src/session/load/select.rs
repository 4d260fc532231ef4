//! Reduces a contract to what is selected.

use std::collections::BTreeSet;
use std::path::Path;

use super::changed_since::changed_since;
use super::last_failures::{failed_in_last_run, record_of};
use super::matching::keep;
use crate::compile::Contract;
use crate::config::Settings;
use crate::contract::Case;
use crate::schema::{Origin, SchemaSet, types_shown};
use crate::session::{Selection, SelectionError, SessionError};

/// The selected cases, as far as that can be decided without their schemas.
///
/// # Errors
/// The selection matches none, or the record of the last run cannot be read.
pub(crate) fn select_cases(
    cases: Vec<Case>,
    selection: &Selection,
    settings: &Settings,
    source: &str,
) -> Result<Vec<Case>, SessionError> {
    let cases = selection.apply(cases, source)?;
    if !selection.failed {
        return Ok(cases);
    }
    let why = format!(
        "`--failed`: the cases that failed, by {}, are not in the docs any more, or another filter excludes them",
        record_of(settings)
    );
    Ok(keep(cases, &failed_in_last_run(settings)?, &why)?)
}

/// Keeps the cases that changed since the revision of the selection: their page did, or a page that documents a type they
/// show. `docs`: the root of their pages.
///
/// # Errors
/// None changed, or git fails.
pub(crate) fn select_changed(contract: &mut Contract, selection: &Selection, docs: &Path) -> Result<(), SessionError> {
    let Some(revision) = &selection.changed_since else { return Ok(()) };
    let changed = changed_since(revision, folder(docs))?;
    let is_changed = |case: &Case| changed.contains(&case.page) || shows_type_of(case, &contract.schemas, &changed);
    let ids = contract.cases.iter().filter(|case| is_changed(case)).map(|case| case.id.clone()).collect();
    let why = format!(
        "`--changed-since {revision}`: none of {} changed files is the page of a selected case, or of a type it shows",
        changed.len()
    );
    contract.cases = keep(std::mem::take(&mut contract.cases), &ids, &why)?;
    Ok(())
}

/// Keeps the selected pages, with their cases and findings: those whose path matches and that have a selected case; where
/// no filter is about cases, also those without a case.
///
/// # Errors
/// No page is selected, git fails, or the record of the last run cannot be read.
pub(crate) fn select_pages(
    contract: &mut Contract,
    selection: &Selection,
    settings: &Settings,
    source: &str,
    docs: &Path,
) -> Result<(), SessionError> {
    let changed = match &selection.changed_since {
        Some(revision) => Some(changed_since(revision, folder(docs))?),
        None => None,
    };
    let by_path =
        |page: &String| selection.matches_page(page) && changed.as_ref().is_none_or(|changed| changed.contains(page));
    let mut pages = BTreeSet::new();
    if !selection.is_about_cases() {
        pages.extend(contract.pages.keys().filter(|page| by_path(page)).cloned());
    }
    let cases = select_cases(std::mem::take(&mut contract.cases), selection, settings, source);
    let selected = cases.and_then(|cases| {
        contract.cases = cases;
        select_changed(contract, selection, docs)
    });
    match selected {
        Ok(()) => pages.extend(contract.cases.iter().map(|case| case.page.clone())),
        // A page without a case may be selected, too.
        Err(SessionError::Selection(SelectionError::NoMatch { .. } | SelectionError::NoCases(_)))
            if !pages.is_empty() => {}
        Err(SessionError::Selection(SelectionError::NoCases(_))) if selection.is_all() => return Ok(()),
        Err(error) => return Err(error),
    }
    contract.findings.retain(|finding| pages.contains(&finding.location.page));
    contract.pages.retain(|page, _| pages.contains(page));
    Ok(())
}

/// Whether a body of the case shows a type that one of these pages documents.
fn shows_type_of(case: &Case, set: &SchemaSet, pages: &BTreeSet<String>) -> bool {
    let (request, response) = (&case.request, &case.expectation);
    let bodies = [(&request.body, &request.schema), (&response.body, &response.schema)];
    bodies.into_iter().any(|(body, schema)| {
        let (Some(body), Some(schema)) = (body, schema) else { return false };
        let Some(root) = body.root() else { return false };
        let types = types_shown(set, schema, root);
        types.into_iter().filter_map(|name| set.get(name)).any(|known| match &known.origin {
            Origin::Docs(location) => pages.contains(&location.page),
            Origin::User(_) => false,
        })
    })
}

fn folder(docs: &Path) -> &Path {
    let folder = if docs.is_file() { docs.parent().unwrap_or(docs) } else { docs };
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}
