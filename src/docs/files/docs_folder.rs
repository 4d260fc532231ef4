//! The folder of the docs as a boundary: which paths, links resolved, are in it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::file_problem::FileProblem;
use super::page_name::is_page;

/// A docs folder and its boundary: nothing outside of it is read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocsFolder {
    /// The folder that paths of pages are relative to.
    pub root: PathBuf,
    /// The folder that every file must be in, links resolved; `None` if there is no such folder, so that nothing is in it.
    boundary: Option<PathBuf>,
    /// The page, links resolved, if the docs are one page: it may be outside the folder because the user named it.
    page: Option<PathBuf>,
}

impl DocsFolder {
    /// The docs at a path: a folder, or one page.
    pub fn at(docs: &Path) -> Self {
        let (root, page) = if docs.is_file() {
            (folder_of(docs), fs::canonicalize(docs).ok())
        } else if docs.as_os_str().is_empty() {
            (Path::new("."), None)
        } else {
            (docs, None)
        };
        Self { root: root.to_owned(), boundary: fs::canonicalize(root).ok(), page }
    }

    /// Extends the boundary to `folder`, if that contains this one: the docs may be a part of a larger set.
    #[must_use]
    pub fn within(mut self, folder: &Path) -> Self {
        let Some(target) = fs::canonicalize(folder).ok().filter(|folder| folder.is_dir()) else { return self };
        self.leave_what_is_linked_out_of(folder, &target);
        if self.boundary.as_ref().is_some_and(|boundary| boundary.starts_with(&target)) {
            self.boundary = Some(target);
        }
        self
    }

    /// A page or folder that is in `folder` by its path and elsewhere by a link on the way is not in the docs, although it was
    /// named. `target`: where the folder is.
    fn leave_what_is_linked_out_of(&mut self, folder: &Path, target: &Path) {
        let [Some(outer), Some(root)] = [folder, &self.root].map(|path| std::path::absolute(path).ok()) else { return };
        if root.starts_with(outer) {
            self.page.take_if(|page| !page.starts_with(target));
            self.boundary.take_if(|boundary| !boundary.starts_with(target));
        }
    }

    /// Whether the pages of a folder, or the one page, turned out to be linked out of the docs.
    pub(super) const fn has_lost_pages_of(&self, found: &Self) -> bool {
        found.page.is_some() && self.page.is_none() || found.boundary.is_some() && self.boundary.is_none()
    }

    /// Without any file.
    #[must_use]
    pub fn emptied(self) -> Self {
        Self { boundary: None, page: None, ..self }
    }

    /// Whether a path, after resolving links, is in the docs.
    pub fn contains_path(&self, path: &Path) -> bool {
        fs::canonicalize(path).is_ok_and(|canonical| self.contains(&canonical))
    }

    /// Whether a path without links is in the docs.
    pub(super) fn contains(&self, canonical: &Path) -> bool {
        self.boundary.as_ref().is_some_and(|boundary| canonical.starts_with(boundary))
            || self.page.as_deref() == Some(canonical)
    }

    /// The file at a path relative to the root, links resolved.
    ///
    /// # Errors
    /// It does not exist, is outside the docs, or is not a regular file.
    pub fn resolve(&self, path: &str) -> Result<PathBuf, FileProblem> {
        let canonical = fs::canonicalize(self.root.join(path)).map_err(FileProblem::Unreadable)?;
        if !self.contains(&canonical) {
            return Err(FileProblem::OutsideDocs);
        }
        let kind = fs::metadata(&canonical).map_err(FileProblem::Unreadable)?.file_type();
        if kind.is_file() { Ok(canonical) } else { Err(FileProblem::Special(kind)) }
    }

    /// The same of a page by its name, or the one page that the docs are.
    ///
    /// # Errors
    /// Those of [`resolve`](Self::resolve), and for any other file the one for a file outside of the docs.
    pub(crate) fn resolve_page(&self, path: &str) -> Result<PathBuf, FileProblem> {
        let file = self.resolve(path)?;
        let is_of_docs = is_page(&file) || self.page.as_ref() == Some(&file);
        if is_of_docs { Ok(file) } else { Err(FileProblem::OutsideDocs) }
    }

    /// Whether nothing exists at a path relative to the root.
    pub(crate) fn is_missing(&self, path: &str) -> bool {
        fs::metadata(self.root.join(path)).is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    }
}

/// The folder a file is in.
fn folder_of(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_is_resolved() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(dir.path().join("docs/api")).expect("folders");
        for file in ["docs/a.md", "docs/api/b.md", "outside.md"] {
            fs::write(dir.path().join(file), "").expect("a file");
        }
        let docs = DocsFolder::at(&dir.path().join("docs"));
        assert!(docs.resolve("api/b.md").is_ok() && docs.resolve("api/../a.md").is_ok());
        let outside = dir.path().join("outside.md").display().to_string();
        for path in ["../outside.md", "api/../../outside.md", &outside] {
            assert!(matches!(docs.resolve(path), Err(FileProblem::OutsideDocs)), "{path}");
        }
        assert!(matches!(docs.resolve("api"), Err(FileProblem::Special(_))));
        assert!(matches!(docs.resolve("none.md"), Err(FileProblem::Unreadable(_))));
    }

    #[test]
    fn a_part_of_the_docs_may_include_the_rest() {
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(dir.path().join("docs/api")).expect("folders");
        for file in ["docs/a.md", "docs/api/b.md", "outside.md"] {
            fs::write(dir.path().join(file), "").expect("a file");
        }
        let part = || DocsFolder::at(&dir.path().join("docs/api"));
        assert!(part().resolve("../a.md").is_err());
        let wider = part().within(&dir.path().join("docs"));
        assert!(wider.resolve("../a.md").is_ok() && wider.resolve("../../outside.md").is_err());
        assert!(part().within(&dir.path().join("elsewhere")).resolve("../a.md").is_err());
        let page = DocsFolder::at(&dir.path().join("docs/api/b.md")).within(&dir.path().join("docs"));
        assert!(page.resolve("b.md").is_ok() && page.resolve("../a.md").is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_judged_by_their_targets() {
        use std::os::unix::fs::symlink;
        let dir = tempfile::tempdir().expect("a folder");
        fs::create_dir_all(dir.path().join("docs")).expect("a folder");
        for file in ["docs/a.md", "outside.md"] {
            fs::write(dir.path().join(file), "").expect("a file");
        }
        for (target, link) in [("a.md", "in.md"), ("../outside.md", "out.md"), ("..", "up")] {
            symlink(target, dir.path().join("docs").join(link)).expect("a link");
        }
        let docs = DocsFolder::at(&dir.path().join("docs"));
        assert!(docs.resolve("in.md").is_ok());
        assert!(docs.resolve("out.md").is_err() && docs.resolve("up/outside.md").is_err());
        let named = DocsFolder::at(&dir.path().join("docs/out.md"));
        assert!(named.resolve("out.md").is_ok() && named.resolve("up/outside.md").is_ok_and(|file| file.is_file()));
        fs::create_dir(dir.path().join("other")).expect("a folder");
        fs::write(dir.path().join("other/o.md"), "").expect("a file");
        symlink("../other", dir.path().join("docs/linked")).expect("a link");
        let below = |path: &str| DocsFolder::at(&dir.path().join("docs").join(path)).within(&dir.path().join("docs"));
        assert!(below("out.md").resolve_page("out.md").is_err(), "its target is not in the docs that it is in");
        assert!(below("linked").resolve("o.md").is_err() && below("linked/o.md").resolve_page("o.md").is_err());
        assert!(below("in.md").resolve_page("in.md").is_ok());
        let elsewhere = DocsFolder::at(&dir.path().join("other/o.md")).within(&dir.path().join("docs"));
        assert!(elsewhere.resolve_page("o.md").is_ok(), "a page beside the docs may be named");
        symlink("docs", dir.path().join("link")).expect("a link");
        assert!(DocsFolder::at(&dir.path().join("link")).resolve("a.md").is_ok());
    }
}
