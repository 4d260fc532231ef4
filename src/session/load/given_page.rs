//! A page that comes from standard input.

use std::path::{Path, PathBuf};

use crate::config::Settings;
use crate::session::plain_path::with_slashes;

/// A page whose content does not come from its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenPage {
    /// The folder that its path is relative to.
    pub folder: PathBuf,
    /// Its path, `/` between segments.
    pub path: String,
    /// Its content.
    pub content: Vec<u8>,
}

impl GivenPage {
    /// The page of that name: below the docs of the settings where it is in them, else in its own folder.
    pub fn new(name: &Path, content: Vec<u8>, settings: &Settings) -> Self {
        let own = name.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let file = name.file_name().map_or_else(|| "page.md".into(), ToOwned::to_owned);
        let below = || {
            let (docs, folder) = (settings.docs.canonicalize().ok()?, own.canonicalize().ok()?);
            Some(folder.strip_prefix(docs).ok()?.join(&file))
        };
        let (folder, path) = match below() {
            Some(path) => (settings.docs.clone(), path),
            None => (own.to_owned(), PathBuf::from(&file)),
        };
        Self { folder, path: with_slashes(&path), content }
    }
}
