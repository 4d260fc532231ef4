//! All pages of a docs folder, read in parallel.

use super::parallel::in_parallel;
use super::{DocsError, PageDocs, Pages, include, load_page, read_page};
use crate::contract::Dialect;

/// Reads every page, on as many threads as there are cores; the result is in the order of `pages`, then come the files that
/// pages include and that are not pages themselves.
///
/// # Errors
/// The first page (in order) that cannot be read as text.
pub fn scan(pages: &Pages, dialects: &[Dialect]) -> Result<Vec<PageDocs>, DocsError> {
    let read = |index: usize| load_page(&pages.root, &pages.paths[index]).map(|page| read_page(&page, dialects));
    let mut read = in_parallel(pages.paths.len(), read).into_iter().collect::<Result<Vec<_>, _>>()?;
    include::read_included(pages, &mut read, dialects)?;
    Ok(read)
}
