//! Docs on disk, with settings: what a user has.

use std::fs;
use std::path::{Path, PathBuf};

use doctrial::internals::config::{Environment, Layer, Load, Purpose, Settings};

/// A folder of a project, removed when dropped.
pub(crate) struct Project(tempfile::TempDir);

impl Project {
    /// Writes the pages below `docs/`.
    pub(crate) fn of(pages: &[(String, String)]) -> Self {
        let project = Self(tempfile::tempdir().expect("a folder"));
        for (path, text) in pages {
            let file = project.docs().join(path);
            fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
            fs::write(file, text).expect("a page");
        }
        project
    }

    pub(crate) fn dir(&self) -> &Path {
        self.0.path()
    }

    pub(crate) fn docs(&self) -> PathBuf {
        self.dir().join("docs")
    }

    /// The settings with these variables set.
    pub(crate) fn settings(&self, variables: &[(&str, &str)]) -> Settings {
        settings(self.dir(), variables)
    }
}

/// The settings of the project in `dir` with these variables set.
pub(crate) fn settings(dir: &Path, variables: &[(&str, &str)]) -> Settings {
    // No working directory, so that paths stay absolute: this process works elsewhere.
    let environment = Environment::of("", variables.iter().copied());
    let (from, flags) = (dir.to_owned(), Layer::default());
    let load = Load { environment: &environment, from, file: None, profile: None, flags, purpose: Purpose::Fire };
    load.settings().expect("settings")
}
