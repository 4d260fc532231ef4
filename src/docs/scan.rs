//! All pages of a docs folder, read in parallel.

use super::parallel::in_parallel;
use super::{Dialect, DocsError, PageDocs, Pages, load_page, read_page};

/// Reads every page, on as many threads as there are cores; the result is in the order of `pages`.
///
/// # Errors
/// The first page (in order) that cannot be read as text.
pub fn scan(pages: &Pages, dialects: &[Dialect]) -> Result<Vec<PageDocs>, DocsError> {
    let read = |index: usize| load_page(&pages.root, &pages.paths[index]).map(|page| read_page(&page, dialects));
    in_parallel(pages.paths.len(), read).into_iter().collect()
}
