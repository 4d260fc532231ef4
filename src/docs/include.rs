//! `[!INCLUDE [title](path)]` of docfx. An included file is read under its own name, so that positions lead to the line
//! to edit; one that is itself a page of the docs is read once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{DocsError, Include, PageDocs, Pages, load_page, read_page};
use crate::contract::Dialect;
use crate::finding::{Finding, rules};

/// Where an include leads: a path relative to the root, `..` only at its start.
fn resolve(page: &str, path: &str) -> String {
    let from_root = path.strip_prefix("~/").or_else(|| path.strip_prefix('/'));
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let whole = from_root.map_or_else(|| format!("{folder}/{path}"), str::to_owned);
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")) {
        if part == ".." && parts.last().is_some_and(|last| *last != "..") {
            parts.pop();
        } else {
            parts.push(part);
        }
    }
    parts.join("/")
}

/// Reads the included files that are not pages of the docs themselves (outside the root, or with another extension), and
/// reports which are missing: one finding for each file, or folder, that does not exist.
///
/// # Errors
/// An included file exists, but is not text.
pub(super) fn read_included(pages: &Pages, read: &mut Vec<PageDocs>, dialects: &[Dialect]) -> Result<(), DocsError> {
    let mut seen: BTreeSet<String> = pages.paths.iter().cloned().collect();
    let mut missing: BTreeMap<String, Missing> = BTreeMap::new();
    let mut at = 0;
    while at < read.len() {
        let mut added = Vec::new();
        for include in &read[at].includes {
            match find(pages, &read[at].path, &include.path) {
                None => {
                    let gone = topmost_missing(pages, &resolve(&read[at].path, &include.path));
                    let first = || Missing { page: at, include: include.clone(), count: 0 };
                    missing.entry(gone).or_insert_with(first).count += 1;
                }
                Some(path) if is_included(pages, &path) && seen.insert(path.clone()) => added.push(path),
                Some(_) => {}
            }
        }
        for path in added {
            read.push(read_page(&load_page(&pages.root, &path)?, dialects));
        }
        at += 1;
    }
    for (gone, Missing { page, include, count }) in missing {
        let docs = &mut read[page];
        docs.findings.push(missing_include(&docs.path, &include, &gone, count));
        docs.findings.sort_by_key(|finding| finding.location.place);
    }
    Ok(())
}

/// A file or folder that does not exist, and the first page to include it: its index, and the include as written.
struct Missing {
    page: usize,
    include: Include,
    count: usize,
}

/// The path itself, or the topmost of its folders that does not exist.
fn topmost_missing(pages: &Pages, path: &str) -> String {
    let cuts = path.match_indices('/').map(|(at, _)| &path[..at]).filter(|above| !above.ends_with(".."));
    let gone = cuts.into_iter().find(|above| !pages.root.join(above).is_dir());
    gone.map_or_else(|| path.to_owned(), |folder| format!("{folder}/"))
}

/// The included file's path relative to the root. The docs may be a part of a larger set, whose root, which `~/` means, is
/// above theirs.
fn find(pages: &Pages, page: &str, path: &str) -> Option<String> {
    let here = resolve(page, path);
    let rooted = path.starts_with(['~', '/']);
    let above = (0..if rooted { 6 } else { 1 }).map(|up| format!("{}{here}", "../".repeat(up)));
    above.into_iter().find(|path| pages.root.join(path).is_file())
}

/// Whether a file can only be read because a page includes it: it is outside the root, or has another extension. A
/// page below the root that is not among the pages was left out by the user.
pub fn is_included(pages: &Pages, path: &str) -> bool {
    let page = super::pages::is_page(Path::new(path));
    (path.starts_with("../") || !page) && pages.root.join(path).is_file()
}

fn missing_include(page: &str, include: &Include, gone: &str, count: usize) -> Finding {
    let times = if count == 1 { String::new() } else { format!(" (it is included {count} times)") };
    let message = match gone.strip_suffix('/') {
        Some(folder) if count == 1 => {
            format!("the included file `{}` does not exist: there is no folder `{folder}`", include.path)
        }
        Some(folder) => format!("there is no folder `{folder}`: none of the {count} files included from it was read"),
        None => format!("the included file `{}` does not exist{times}", include.path),
    };
    let finding = Finding::docs(&rules::docs::MISSING_INCLUDE, page, include.place, message);
    finding.help("correct the path (from the page's folder, or from the root with `~/`), or add the file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_start_at_the_page_or_at_the_root() {
        assert_eq!(resolve("api/x.md", "../inc/a.md"), "inc/a.md");
        assert_eq!(resolve("x.md", "../../inc/./a.md"), "../../inc/a.md");
        assert_eq!(resolve("api/v1/x.md", "~/inc/a.md"), "inc/a.md");
        assert_eq!(resolve("api/v1/x.md", "a.md"), "api/v1/a.md");
    }
}
