use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::page_cache::PageCache;
use crate::compile;
use crate::config::Settings;
use crate::report::Docs;
use crate::session::LoadedCases;

/// The folder of the pages, so that a report can show the line a finding is about. Clones share the pages read.
#[derive(Debug, Clone)]
pub struct DocsRoot {
    root: String,
    folder: PathBuf,
    pages: Arc<PageCache>,
}

impl DocsRoot {
    /// The pages that were read; for contract files, those of the docs they were scraped from, where they are there.
    pub fn of(loaded: &LoadedCases, settings: &Settings) -> Self {
        let scraped = compile::is_contract_dir(&loaded.source);
        Self::at(if scraped { &settings.docs } else { &loaded.source })
    }

    /// The pages of a folder, or the one page.
    pub fn at(root: &Path) -> Self {
        let folder = if root.is_file() { root.parent().unwrap_or_else(|| Path::new("")) } else { root };
        let pages = Arc::default();
        Self { root: root.display().to_string().replace('\\', "/"), folder: folder.to_owned(), pages }
    }

    /// With paths as they are from this folder, if the docs are below it: what forges and scanners expect.
    #[must_use]
    pub fn seen_from(mut self, folder: &Path) -> Self {
        if let Ok(inside) = Path::new(&self.root).strip_prefix(folder) {
            self.root = inside.display().to_string().replace('\\', "/");
        }
        self
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Calls `render` with the docs as reports take them. A page is read when the first finding about it is shown.
    pub fn with<T>(&self, render: impl FnOnce(&Docs<'_>) -> T) -> T {
        let page = |path: &str| self.pages.text(path, || fs::read_to_string(self.folder.join(path)).ok());
        render(&Docs { root: &self.root, page: Some(&page) })
    }
}

#[cfg(test)]
mod tests {
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
            docs_root.clone().with(|docs| render_finding(&finding, docs, &Palette::PLAIN))
        };
        assert!(shown(1).contains("1 | first"));
        fs::remove_file(&page).expect("removes");
        assert!(shown(2).contains("2 | second"), "read again: {}", shown(2));
    }
}
