//! `[!INCLUDE [title](path)]` of docfx. An included file is read under its own name, so that places lead to the line that
//! is to be edited; one that is a page of the docs anyway is read once.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{DocsError, PageDocs, Pages, load_page, read_page};
use crate::contract::Dialect;
use crate::finding::{Finding, rules};
use crate::text::Position;

/// A file that a page includes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include {
    /// The path as written: from the page's folder, or from the root where it begins with `/` or `~/`.
    pub path: String,
    /// Where it is included.
    pub place: Position,
}

/// Whether text after `[` is the mark of an include.
pub(super) fn is_mark(text: &str) -> bool {
    text.get(..8).is_some_and(|mark| mark.eq_ignore_ascii_case("!include"))
}

/// The path of an include whose `!INCLUDE` begins `text`, and the length of the whole.
pub(super) fn written(text: &str) -> Option<(&str, usize)> {
    let line = text.lines().next()?;
    let open = line.find("](")? + 2;
    let close = open + line[open..].find(')')?;
    let path = line[open..close].split(['?', '#', '"', ' ']).next().unwrap_or_default();
    (!path.is_empty()).then_some((path, close + 1))
}

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

/// Reads the included files that are no pages of the docs themselves (outside the root, or with another extension), and
/// says which are missing: one finding for each file, or folder, that is not there.
///
/// # Errors
/// An included file is there, but is no text.
pub(super) fn read_through(pages: &Pages, read: &mut Vec<PageDocs>, dialects: &[Dialect]) -> Result<(), DocsError> {
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
        docs.findings.push(not_there(&docs.path, &include, &gone, count));
        docs.findings.sort_by_key(|finding| finding.location.place);
    }
    Ok(())
}

/// What is not there, and the first to include it: index of the page, and how it writes it.
struct Missing {
    page: usize,
    include: Include,
    count: usize,
}

/// The path itself, or the topmost of the folders on it that is not there.
fn topmost_missing(pages: &Pages, path: &str) -> String {
    let cuts = path.match_indices('/').map(|(at, _)| &path[..at]).filter(|above| !above.ends_with(".."));
    let gone = cuts.into_iter().find(|above| !pages.root.join(above).is_dir());
    gone.map_or_else(|| path.to_owned(), |folder| format!("{folder}/"))
}

/// The included file's path relative to the root. The docs may be a part of a greater set, so that its root, which `~/`
/// means, lies above theirs.
fn find(pages: &Pages, page: &str, path: &str) -> Option<String> {
    let here = resolve(page, path);
    let rooted = path.starts_with(['~', '/']);
    let above = (0..if rooted { 6 } else { 1 }).map(|up| format!("{}{here}", "../".repeat(up)));
    above.into_iter().find(|path| pages.root.join(path).is_file())
}

/// Whether a file can only be read because a page includes it: it stands outside the root, or has another extension. A
/// page below the root that is not among the pages was left out by the user.
pub fn is_included(pages: &Pages, path: &str) -> bool {
    let page = super::pages::is_page(Path::new(path));
    (path.starts_with("../") || !page) && pages.root.join(path).is_file()
}

fn not_there(page: &str, include: &Include, gone: &str, count: usize) -> Finding {
    let times = if count == 1 { String::new() } else { format!(" (it is included {count} times)") };
    let message = match gone.strip_suffix('/') {
        Some(folder) if count == 1 => {
            format!("the included file `{}` is not there: there is no folder `{folder}`", include.path)
        }
        Some(folder) => format!("there is no folder `{folder}`: none of the {count} files included from it was read"),
        None => format!("the included file `{}` is not there{times}", include.path),
    };
    let finding = Finding::docs(&rules::docs::MISSING_INCLUDE, page, include.place, message);
    finding.help("correct the path (from the page's folder, or from the root with `~/`), or add the file")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_include_is_read_as_written() {
        assert_eq!(written("!INCLUDE [a](../b/c.md)] x"), Some(("../b/c.md", 23)));
        assert_eq!(written("!include[a](~/c.md#part)]"), Some(("~/c.md", 24)));
        assert_eq!(written("!INCLUDE nothing"), None);
        assert!(is_mark("!include") && !is_mark("!important"));
    }

    #[test]
    fn paths_start_at_the_page_or_at_the_root() {
        assert_eq!(resolve("api/x.md", "../inc/a.md"), "inc/a.md");
        assert_eq!(resolve("x.md", "../../inc/./a.md"), "../../inc/a.md");
        assert_eq!(resolve("api/v1/x.md", "~/inc/a.md"), "inc/a.md");
        assert_eq!(resolve("api/v1/x.md", "a.md"), "api/v1/a.md");
    }
}
