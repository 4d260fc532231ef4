//! The folder of pages that reports link to and quote, with credentials hidden.

use std::path::Path;
use std::sync::Arc;

use super::page_cache::PageCache;
use super::repository::Repository;
use crate::compile;
use crate::config::{Environment, Settings};
use crate::docs::{DocsFolder, load_page, page_of};
use crate::record::Redactor;
use crate::report::Docs;
use crate::session::plain_path::with_slashes;
use crate::session::{GivenPage, LoadedCases};

/// The folder of the pages, so that a report can show the line a finding is about. Clones share the pages read.
#[derive(Debug, Clone)]
pub struct DocsRoot {
    root: String,
    /// Where that is in the repository, where it is known.
    repository: Option<Repository>,
    docs: DocsFolder,
    pages: Arc<PageCache>,
    /// Only files whose name is that of a page are quoted.
    pages_alone: bool,
    /// A page whose content does not come from its file.
    given: Option<Arc<GivenPage>>,
    /// Hides what a page shows of credentials.
    redactor: Redactor,
}

impl DocsRoot {
    /// The pages that were read; for contract files, those of the docs they were scraped from, where they are there.
    pub fn of(loaded: &LoadedCases, settings: &Settings) -> Self {
        let scraped = compile::is_contract_dir(&loaded.source);
        Self::at(if scraped { &settings.docs } else { &loaded.source }).within(settings)
    }

    /// The pages of a folder, or the one page.
    pub fn at(root: &Path) -> Self {
        let pages = Arc::default();
        Self {
            root: with_slashes(root),
            repository: None,
            docs: DocsFolder::at(root),
            pages,
            pages_alone: false,
            given: None,
            redactor: Redactor::default(),
        }
    }

    /// With what is in the docs of the settings, too, if these are a part of them.
    #[must_use]
    pub(super) fn within(self, settings: &Settings) -> Self {
        Self { docs: self.docs.within(&settings.docs), ..self }
    }

    /// Without any page.
    #[must_use]
    pub(super) fn emptied(self) -> Self {
        Self { docs: self.docs.emptied(), ..self }
    }

    /// With only the files whose name is that of a page.
    #[must_use]
    pub(super) fn of_pages_alone(self) -> Self {
        Self { pages_alone: true, ..self }
    }

    /// With paths as they are from the working directory, if the docs are below it, and with those from the root of their
    /// repository for forges and scanners.
    #[must_use]
    pub fn seen_from(mut self, environment: &Environment) -> Self {
        if let Ok(inside) = Path::new(&self.root).strip_prefix(&environment.cwd) {
            self.root = with_slashes(inside);
        }
        self.repository = Some(Repository::of(environment, Path::new(&self.root)));
        self
    }

    /// With these secrets hidden in the pages as well.
    #[must_use]
    pub fn hiding(self, redactor: &Redactor) -> Self {
        Self { redactor: redactor.clone(), pages: Arc::default(), ..self }
    }

    /// With the content of a page that does not come from its file.
    #[must_use]
    pub fn with_given(self, given: Option<GivenPage>) -> Self {
        Self { given: given.map(Arc::new), ..self }
    }

    pub(crate) const fn docs(&self) -> &DocsFolder {
        &self.docs
    }

    /// Calls `render` with the docs as reports take them. A page is read when the first finding about it is shown; the
    /// credentials in it are masked, each character by a `*`.
    pub fn with<T>(&self, render: impl FnOnce(&Docs<'_>) -> T) -> T {
        let read = |path: &str| {
            if let Some(given) = self.given.as_ref().filter(|given| given.path == path) {
                return Some(self.redactor.masked(&page_of(path, given.content.clone()).ok()?.page.text));
            }
            if self.pages_alone { self.docs.resolve_page(path) } else { self.docs.resolve(path) }.ok()?;
            Some(self.redactor.masked(&load_page(&self.docs.root, path).ok()?.page.text))
        };
        let page = |path: &str| self.pages.text(path, || read(path));
        let repository = self.repository.as_ref().map(Repository::in_reports);
        render(&Docs { root: &self.root, repository, page: Some(&page), ..Docs::default() })
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::finding::{Finding, rules};
    use crate::report::{Palette, render_finding};
    use crate::text::Position;

    #[test]
    fn a_page_is_read_once_for_all_reports_about_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let page = dir.path().join("a.md");
        fs::write(&page, "first\nsecond\n").expect("a page");
        let docs_root = DocsRoot::at(dir.path());
        let shown = |line: u32| {
            let finding = Finding::docs(&rules::docs::NOT_HTTP, "a.md", Position::new(line, 1), "x");
            let finding = Redactor::default().finding(finding);
            docs_root.clone().with(|docs| render_finding(&finding, docs, &Palette::PLAIN))
        };
        assert!(shown(1).contains("1 | first"));
        fs::remove_file(&page).expect("removes");
        assert!(shown(2).contains("2 | second"), "read again: {}", shown(2));
    }
}
