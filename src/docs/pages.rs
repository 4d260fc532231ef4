//! Finding and reading the pages of a docs folder.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::DocsError;
use crate::text::{Glob, Page};

/// The pages of a docs folder, sorted by path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The docs root: a folder.
    pub root: PathBuf,
    /// Paths relative to the root, `/` between segments, sorted.
    pub paths: Vec<String>,
}

/// Finds every Markdown page (`.md`, `.markdown`, `.mdx`) below `root`, or the one page that `root` is.
///
/// `.gitignore` is respected; hidden folders are not entered; links are followed, loops of links are not. `include`
/// and `exclude` are globs over the relative path, or folders.
///
/// # Errors
/// The root is missing or unreadable, or there is no page at all.
pub fn find_pages(root: &Path, include: &[Glob], exclude: &[Glob]) -> Result<Pages, DocsError> {
    let meta = std::fs::metadata(root).map_err(|cause| DocsError::Root { path: root.to_owned(), cause })?;
    if meta.is_file() {
        let folder = root.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let name = root.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(Pages { root: folder.to_owned(), paths: vec![name] });
    }
    let matches = |globs: &[Glob], path: &str| globs.iter().any(|glob| glob.matches_page(path));
    let is_included = |path: &str| (include.is_empty() || matches(include, path)) && !matches(exclude, path);
    let mut paths = Vec::new();
    for entry in WalkBuilder::new(root).follow_links(true).require_git(false).build() {
        let entry = match entry {
            Ok(entry) => entry,
            // A page that is a broken link is reported where it is read; a loop of links leads to no page at all.
            Err(error) if is_link_error(&error) => {
                let broken = broken_link(&error).map(|path| relative(root, path));
                paths.extend(broken.filter(|path| is_included(path)));
                continue;
            }
            Err(error) => return Err(DocsError::Walk { message: error.to_string() }),
        };
        if !entry.file_type().is_some_and(|t| t.is_file()) || !is_page(entry.path()) {
            continue;
        }
        let relative = relative(root, entry.path());
        if is_included(&relative) {
            paths.push(relative);
        }
    }
    if paths.is_empty() {
        return Err(DocsError::NoPages { path: root.to_owned() });
    }
    paths.sort_unstable();
    Ok(Pages { root: root.to_owned(), paths })
}

/// A loop of links, or a broken link (or one to itself).
fn is_link_error(error: &ignore::Error) -> bool {
    match error {
        ignore::Error::Loop { .. } => true,
        ignore::Error::WithPath { path, err } => {
            is_link_error(err) || std::fs::symlink_metadata(path).is_ok_and(|meta| meta.is_symlink())
        }
        ignore::Error::WithDepth { err, .. } => is_link_error(err),
        _ => false,
    }
}

/// The page that a broken link should be.
fn broken_link(error: &ignore::Error) -> Option<&Path> {
    match error {
        ignore::Error::WithPath { path, err } if !matches!(**err, ignore::Error::Loop { .. }) => {
            Some(path.as_path()).filter(|path| is_page(path) && !path.exists())
        }
        ignore::Error::WithDepth { err, .. } => broken_link(err),
        _ => None,
    }
}

pub(super) fn is_page(path: &Path) -> bool {
    let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase());
    matches!(extension.as_deref(), Some("md" | "markdown" | "mdx"))
}

fn relative(root: &Path, path: &Path) -> String {
    let inside = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = inside.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// Reads one page of `root`.
///
/// # Errors
/// The file is missing, unreadable, or not UTF-8 text.
pub fn load_page(root: &Path, path: &str) -> Result<Page, DocsError> {
    let file = root.join(path);
    let bytes = std::fs::read(&file).map_err(|cause| DocsError::Read { path: file.clone(), cause })?;
    if bytes.contains(&0) {
        return Err(DocsError::Binary { path: file });
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let line = memchr::memchr_iter(b'\n', &error.as_bytes()[..good]).count() + 1;
        DocsError::NotUtf8 { path: file, line }
    })?;
    Ok(Page { path: path.to_owned(), text })
}
