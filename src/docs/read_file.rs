//! One file of the docs folder -> what is read from it.

use std::path::Path;

use super::files::file_problem::{FileProblem, UnreadFile};
use super::files::load_page::{LoadedPage, load_page};
use super::{PageDocs, ReadOptions, read_page};
use crate::finding::Finding;
use crate::finding::rules::docs::LONE_CARRIAGE_RETURN;

/// Loads and reads one page of `root`; one that cannot be loaded is a finding.
pub fn read_file<'o>(root: &Path, path: &str, options: impl Into<ReadOptions<'o>>) -> PageDocs {
    read_loaded(load_page(root, path), path, options)
}

/// Reads a page that was loaded; one that could not be is a finding.
pub(crate) fn read_loaded<'o>(
    loaded: Result<LoadedPage, FileProblem>,
    path: &str,
    options: impl Into<ReadOptions<'o>>,
) -> PageDocs {
    let LoadedPage { page, lone_carriage_return } = match loaded {
        Ok(loaded) => loaded,
        Err(problem) => return UnreadFile { path: path.to_owned(), problem }.docs(),
    };
    let mut docs = read_page(&page, options);
    if let Some(place) = lone_carriage_return {
        let message = "this line ends with a carriage return alone";
        let finding = Finding::docs(&LONE_CARRIAGE_RETURN, path, place, message);
        docs.findings.push(finding.help(LONE_CARRIAGE_RETURN.fix));
        docs.findings.sort_by_key(|finding| finding.location.place);
        // Fixes are positions in this text, not in the file.
        docs.findings.iter_mut().for_each(|finding| finding.fix.clear());
    }
    docs
}
