//! One case by its id: only its page is scanned, and the pages that document its types.

use std::path::Path;

use super::own_tables::OwnTables;
use super::page_cases::page_cases;
use super::read_options::read_options;
use super::{ContractDraft, ContractError, type_pages};
use crate::config::Settings;
use crate::docs;
use crate::docs::{Pages, ReadLimit};
use crate::schema::SchemaSet;

/// The draft of one case: the case alone, with the types that its schemas need. `limit`: for the pages that are searched for
/// those types.
///
/// # Errors
/// The id's page is not among the docs' pages, cannot be read, or has no such case; the search goes past the limit.
pub fn load_single_case(
    root: &Path,
    id: &str,
    settings: &Settings,
    own: SchemaSet,
    limit: &ReadLimit,
) -> Result<ContractDraft, ContractError> {
    let pages = docs::find_pages(root, &settings.include, &settings.exclude)?.within(&settings.docs);
    let path = page_of(&pages, id)?;
    let mut page = docs::read_file(&pages.folder.root, path, read_options(settings));
    let cases = page_cases(&mut page);
    let mut own_tables = OwnTables::default();
    own_tables.add(&cases);
    let Some(case) = cases.into_iter().find(|case| case.id == id) else {
        return Err(ContractError::NoSuchCase {
            id: id.to_owned(),
            hint: format!("; `{path}` has no example of that name"),
        });
    };
    let mut pages =
        type_pages::type_pages(&pages, &case, &page, &own.referred_elsewhere(), read_options(settings), limit)?;
    pages.push(page);
    pages.sort_by(|a, b| a.path.cmp(&b.path));
    docs::ignore_remarks(&mut pages, &settings.ignored_remarks);
    Ok(ContractDraft::of_case(case, own_tables, pages, own))
}

/// An id begins with its page's path (or the end of it, where that was too long).
fn page_of<'p>(pages: &'p Pages, id: &'p str) -> Result<&'p str, ContractError> {
    let named = id.split("::").next().unwrap_or_default();
    if let Ok(at) = pages.paths.binary_search_by(|path| path.as_str().cmp(named)) {
        return Ok(&pages.paths[at]);
    }
    if docs::is_included(pages, named) {
        return Ok(named);
    }
    let cut = pages.paths.iter().find(|path| named.len() > 200 && path.ends_with(named));
    cut.map(String::as_str)
        .ok_or_else(|| ContractError::NoSuchCase { id: id.to_owned(), hint: format!("; there is no page `{named}`") })
}
