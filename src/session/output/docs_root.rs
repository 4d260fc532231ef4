use std::fs;
use std::path::{Path, PathBuf};

use crate::compile;
use crate::config::Settings;
use crate::report::Docs;
use crate::session::LoadedCases;

/// Where the pages lie, so that a report can show the line a finding is about.
#[derive(Debug, Clone)]
pub struct DocsRoot {
    root: String,
    folder: PathBuf,
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
        Self { root: root.display().to_string().replace('\\', "/"), folder: folder.to_owned() }
    }

    /// With paths as they are from this folder, where the docs lie below it: what forges and scanners want.
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

    /// Hands the docs, as reports want them, to `render`.
    pub fn with<T>(&self, render: impl FnOnce(&Docs<'_>) -> T) -> T {
        let page = |path: &str| fs::read_to_string(self.folder.join(path)).ok();
        render(&Docs { root: &self.root, page: Some(&page) })
    }
}
