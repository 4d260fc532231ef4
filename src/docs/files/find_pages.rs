//! Finding the pages of a docs folder.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::docs_folder::DocsFolder;
use super::file_problem::MOST_LINKED;
use super::file_problem::{FileProblem, UnreadFile};
use super::page_name::is_page;
use crate::docs::DocsError;
use crate::text::Glob;

/// The pages of a docs folder, sorted by path.
#[derive(Debug)]
pub struct Pages {
    /// The docs root.
    pub folder: DocsFolder,
    /// Paths relative to the root, `/` between segments, sorted.
    pub paths: Vec<String>,
    /// Pages, and folders with pages, that cannot be read.
    pub unread: Vec<UnreadFile>,
    /// The contents of pages, where they are not those of their files.
    pub contents: BTreeMap<String, Vec<u8>>,
    /// The pages that were selected, if not all were: what is reported once for several pages is reported for these.
    pub selected: Option<BTreeSet<String>>,
}

impl Pages {
    /// One page of a folder, with its content: there may be no such file.
    pub fn given(folder: &Path, path: String, content: Vec<u8>) -> Self {
        let contents = BTreeMap::from([(path.clone(), content)]);
        Self { contents, ..Self::of(DocsFolder::at(folder), vec![path]) }
    }

    /// With other contents of some pages than those of their files.
    #[must_use]
    pub fn with_contents(mut self, contents: &BTreeMap<String, Vec<u8>>) -> Self {
        self.contents.extend(contents.iter().map(|(path, content)| (path.clone(), content.clone())));
        self
    }

    /// Extends the boundary for included files to a folder that contains these pages. Those that are in it by a link out of it
    /// are not read.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        let found = self.folder.clone();
        self.folder = self.folder.within(folder);
        if self.folder.has_lost_pages_of(&found) {
            let unread = |path| UnreadFile { path, problem: FileProblem::OutsideDocs };
            self.unread.extend(std::mem::take(&mut self.paths).into_iter().map(unread));
        }
        self
    }

    /// With a selection of these pages.
    #[must_use]
    pub fn selecting(self, selected: BTreeSet<String>) -> Self {
        Self { selected: Some(selected), ..self }
    }

    /// Only these pages of the folder.
    #[must_use]
    pub fn only(&self, paths: impl IntoIterator<Item = String>) -> Self {
        Self::of(self.folder.clone(), paths.into_iter().collect())
    }

    fn of(folder: DocsFolder, paths: Vec<String>) -> Self {
        Self { folder, paths, unread: Vec::new(), contents: BTreeMap::new(), selected: None }
    }

    /// Whether a page was selected.
    pub(in crate::docs) fn is_selected(&self, path: &str) -> bool {
        self.selected.as_ref().is_none_or(|selected| selected.contains(path))
    }
}

/// Finds every Markdown page (`.md`, `.markdown`, `.mdx`, `.apib`) below `root`, or the one page that `root` is.
///
/// `.gitignore` is respected; hidden files and folders are skipped. Links to targets below `root` are followed, except
/// loops. `include` and `exclude` are globs over the relative path, or folders.
///
/// # Errors
/// The root is missing or unreadable, or there is no page at all.
pub fn find_pages(root: &Path, include: &[Glob], exclude: &[Glob]) -> Result<Pages, DocsError> {
    let unusable = |cause| DocsError::Root { path: root.to_owned(), cause };
    let meta = fs::metadata(root).map_err(unusable)?;
    let folder = DocsFolder::at(root);
    if meta.is_file() {
        let name = root.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(Pages::of(folder, vec![name]));
    }
    fs::read_dir(root).map_err(unusable)?;
    let mut search = Search { root, folder, include, exclude, paths: Vec::new(), unread: Vec::new(), linked: 0 };
    search.enter(root)?;
    let Search { folder, mut paths, mut unread, .. } = search;
    if paths.is_empty() && unread.is_empty() {
        return Err(DocsError::NoPages { path: root.to_owned() });
    }
    paths.sort_unstable();
    unread.sort_unstable_by(|a, b| a.path.cmp(&b.path));
    Ok(Pages { unread, ..Pages::of(folder, paths) })
}

struct Search<'a> {
    root: &'a Path,
    folder: DocsFolder,
    include: &'a [Glob],
    exclude: &'a [Glob],
    paths: Vec<String>,
    unread: Vec<UnreadFile>,
    /// Linked folders that were entered.
    linked: usize,
}

impl Search<'_> {
    /// Looks for pages in a folder and everything below it.
    fn enter(&mut self, folder: &Path) -> Result<(), DocsError> {
        for entry in WalkBuilder::new(folder).require_git(false).build() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.unreadable_folder(&error)?;
                    continue;
                }
            };
            let Some(kind) = entry.file_type().filter(|_| entry.depth() > 0) else { continue };
            let path = entry.path();
            if kind.is_symlink() {
                self.follow(path)?;
            } else if kind.is_file() && is_page(path) {
                self.page(path);
            } else if !kind.is_dir() && is_page(path) {
                self.unread(path, FileProblem::Special(kind));
            }
        }
        Ok(())
    }

    fn follow(&mut self, link: &Path) -> Result<(), DocsError> {
        let (Ok(found), Ok(target)) = (fs::metadata(link), fs::canonicalize(link)) else {
            if is_page(link) {
                let target = fs::read_link(link).unwrap_or_default();
                self.unread(link, FileProblem::BrokenLink(target));
            }
            return Ok(());
        };
        let kind = found.file_type();
        if !kind.is_dir() && !is_page(link) {
            return Ok(());
        }
        if !self.folder.contains(&target) {
            self.unread(link, FileProblem::OutsideDocs);
        } else if kind.is_file() {
            self.page(link);
        } else if !kind.is_dir() {
            self.unread(link, FileProblem::Special(kind));
        } else if !is_loop(link, &target) {
            self.linked += 1;
            if self.linked <= MOST_LINKED {
                return self.enter(link);
            }
            if self.linked == MOST_LINKED + 1 {
                self.unread(link, FileProblem::TooManyLinks);
            }
        }
        Ok(())
    }

    fn page(&mut self, path: &Path) {
        match relative(self.root, path) {
            Ok(path) if self.is_selected(&path) => self.paths.push(path),
            Ok(_) => {}
            Err(_) => self.unread(path, FileProblem::NameNotUtf8),
        }
    }

    fn unread(&mut self, path: &Path, problem: FileProblem) {
        let path = relative(self.root, path).unwrap_or_else(|lossy| lossy);
        if self.is_selected(&path) {
            self.unread.push(UnreadFile { path, problem });
        }
    }

    fn is_selected(&self, path: &str) -> bool {
        let matches = |globs: &[Glob]| globs.iter().any(|glob| glob.matches_page(path));
        (self.include.is_empty() || matches(self.include)) && !matches(self.exclude)
    }

    /// A folder that cannot be read.
    fn unreadable_folder(&mut self, error: &ignore::Error) -> Result<(), DocsError> {
        match system_error(error, None) {
            Some((path, cause)) => {
                self.unread(path, FileProblem::Unreadable(cause));
                Ok(())
            }
            None => Err(DocsError::Walk { message: error.to_string() }),
        }
    }
}

/// The path and cause of an error of the operating system.
fn system_error<'e>(error: &'e ignore::Error, at: Option<&'e Path>) -> Option<(&'e Path, std::io::Error)> {
    match error {
        ignore::Error::WithPath { path, err } => system_error(err, Some(path)),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => system_error(err, at),
        ignore::Error::Io(cause) => {
            let cause = cause.raw_os_error().map_or_else(|| cause.kind().into(), std::io::Error::from_raw_os_error);
            Some((at?, cause))
        }
        _ => None,
    }
}

/// Whether the target of a link is a folder that the link itself is in.
fn is_loop(link: &Path, target: &Path) -> bool {
    let mut above: BTreeSet<PathBuf> = BTreeSet::new();
    // Each folder above may be a link itself.
    for folder in link.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty()) {
        above.extend(fs::canonicalize(folder).ok());
    }
    let home = fs::canonicalize(link.parent().unwrap_or(link)).unwrap_or_default();
    home.starts_with(target) || above.contains(target)
}

/// The path relative to the root, with `/` between segments; where it is not UTF-8, an error with a lossy copy.
fn relative(root: &Path, path: &Path) -> Result<String, String> {
    // Most paths are the root's and a few plain segments.
    let root_bytes = root.as_os_str().as_encoded_bytes();
    let below = path.as_os_str().as_encoded_bytes().strip_prefix(root_bytes).and_then(|below| below.strip_prefix(b"/"));
    let is_plain = |below: &&str| below.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if let Some(below) = below.and_then(|below| str::from_utf8(below).ok()).filter(|_| !cfg!(windows)).filter(is_plain)
    {
        return Ok(below.to_owned());
    }
    let inside = path.strip_prefix(root).unwrap_or(path);
    let joined = |parts: Vec<std::borrow::Cow<'_, str>>| parts.join("/");
    let lossy = || joined(inside.components().map(|part| part.as_os_str().to_string_lossy()).collect());
    if inside.to_str().is_some() { Ok(lossy()) } else { Err(lossy()) }
}
