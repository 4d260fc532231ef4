//! The folder of pages that reports link to and quote, with credentials hidden.

use std::path::Path;
use std::sync::Arc;

use super::page_cache::PageCache;
use crate::compile;
use crate::config::Settings;
use crate::docs::{DocsFolder, load_page, page_of};
use crate::record::Redactor;
use crate::report::Docs;
use crate::session::{GivenPage, LoadedCases};

/// The folder of the pages, so that a report can show the line a finding is about. Clones share the pages read.
#[derive(Debug, Clone)]
pub struct DocsRoot {
    root: String,
    docs: DocsFolder,
    pages: Arc<PageCache>,
    /// A page whose content does not come from its file.
    given: Option<Arc<GivenPage>>,
    /// Hides what a page shows of credentials.
    redactor: Redactor,
}

impl DocsRoot {
    /// The pages that were read; for contract files, those of the docs they were scraped from, where they are there.
    pub fn of(loaded: &LoadedCases, settings: &Settings) -> Self {
        let scraped = compile::is_contract_dir(&loaded.source);
        let mut root = Self::at(if scraped { &settings.docs } else { &loaded.source });
        root.docs = root.docs.within(&settings.docs);
        root
    }

    /// The pages of a folder, or the one page.
    pub fn at(root: &Path) -> Self {
        let pages = Arc::default();
        Self {
            root: root.display().to_string().replace('\\', "/"),
            docs: DocsFolder::at(root),
            pages,
            given: None,
            redactor: Redactor::default(),
        }
    }

    /// The pages of a record's docs, if they are below the `docs` of the settings or the working directory: a record may come
    /// from anywhere, with any path in it.
    pub fn of_record(source: &Path, settings: &Settings, cwd: &Path) -> Self {
        let mut root = Self::at(source);
        if ![cwd, &settings.docs].iter().any(|folder| DocsFolder::at(folder).contains_path(source)) {
            root.docs = root.docs.emptied();
        }
        root
    }

    /// With paths as they are from this folder, if the docs are below it: what forges and scanners expect.
    #[must_use]
    pub fn seen_from(mut self, folder: &Path) -> Self {
        if let Ok(inside) = Path::new(&self.root).strip_prefix(folder) {
            self.root = inside.display().to_string().replace('\\', "/");
        }
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
            self.docs.resolve(path).ok()?;
            Some(self.redactor.masked(&load_page(&self.docs.root, path).ok()?.page.text))
        };
        let page = |path: &str| self.pages.text(path, || read(path));
        render(&Docs { root: &self.root, page: Some(&page) })
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
