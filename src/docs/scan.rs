//! All pages of a docs folder, read in parallel.

use super::files::file_problem::UnreadFile;
use super::files::load_page::page_of;
use super::parallel::in_parallel;
use super::read_file::{read_file, read_loaded};
use super::{PageDocs, Pages, ReadOptions, include};

/// Reads every page, on as many threads as there are cores; the result is in the order of paths, then come the files that
/// pages include and that are not pages themselves. A page that cannot be read has a finding.
pub fn scan<'o>(pages: &Pages, options: impl Into<ReadOptions<'o>>) -> Vec<PageDocs> {
    let options = options.into();
    let root = &pages.folder.root;
    let mut read = in_parallel(pages.paths.len(), |index| {
        let path = &pages.paths[index];
        match pages.contents.get(path) {
            Some(content) => read_loaded(page_of(path, content.clone()), path, options),
            None => read_file(root, path, options),
        }
    });
    read.extend(pages.unread.iter().map(UnreadFile::docs));
    read.sort_by(|a, b| a.path.cmp(&b.path));
    include::read_included(pages, &mut read, options);
    read
}
