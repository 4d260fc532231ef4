//! `[!INCLUDE [title](path)]` of docfx (other notations, within fences, are in `messages/included.rs`). An included file is read
//! under its own name, so that positions refer to the line to edit; one that is itself a page of the docs is read once.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

use super::files::docs_folder::DocsFolder;
use super::files::file_problem::FileProblem;
use super::read_file::read_file;
use super::{Include, PageDocs, Pages, ReadOptions};
use crate::docs::files::page_name::is_page;
use crate::finding::{Finding, rules};

/// Where an include leads: a path relative to the root, `..` only at its start.
fn resolve(page: &str, path: &str) -> String {
    let from_root = path.strip_prefix("~/").or_else(|| path.strip_prefix('/'));
    let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (mut whole, path) = from_root.map_or((folder.to_owned(), path), |path| (String::new(), path));
    for part in path.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")) {
        let above = whole.rfind('/').map_or(0, |at| at + 1);
        if part == ".." && !matches!(&whole[above..], "" | "..") {
            whole.truncate(above.saturating_sub(1));
            continue;
        }
        if !whole.is_empty() {
            whole.push('/');
        }
        whole.push_str(part);
    }
    whole
}

/// Reads the included files that are not pages of the docs themselves (elsewhere in the docs, or with another extension), and
/// reports those that cannot be read: one finding for each file, and for each missing folder, that selected pages include.
pub(super) fn read_included(pages: &Pages, read: &mut Vec<PageDocs>, options: ReadOptions<'_>) {
    let mut seen: BTreeSet<String> = pages.paths.iter().cloned().collect();
    let mut unread: BTreeMap<String, Unread> = BTreeMap::new();
    let mut folders = Folders { docs: &pages.folder, known: HashMap::new() };
    let mut at = 0;
    while at < read.len() {
        let mut added = Vec::new();
        for include in &read[at].includes {
            let here = resolve(&read[at].path, &include.path);
            match folders.find(&include.path, &here) {
                Ok(path) if is_included(pages, &path) && seen.insert(path.clone()) => added.push(path),
                Ok(_) => {}
                Err(_) if !pages.is_selected(&read[at].path) => {}
                Err(reason) => {
                    let target = folders.target(&reason, &here);
                    let first = || Unread { page: at, include: include.clone(), reason, count: 0 };
                    unread.entry(target).or_insert_with(first).count += 1;
                }
            }
        }
        read.extend(added.iter().map(|path| read_file(&pages.folder.root, path, options)));
        at += 1;
    }
    let including: BTreeSet<usize> = unread.values().map(|unread| unread.page).collect();
    for (target, unread) in unread {
        let docs = &mut read[unread.page];
        docs.findings.push(unread.finding(&docs.path, &target));
    }
    for page in including {
        read[page].findings.sort_by_key(|finding| finding.location.place);
    }
}

/// Included files that are not read for one reason.
struct Unread {
    /// The first page to include one: its index.
    page: usize,
    /// The include as written there.
    include: Include,
    reason: Reason,
    count: usize,
}

/// Why an included file is not read.
enum Reason {
    Missing,
    Problem(FileProblem),
}

/// The folders of included files, each looked for once: where one file is missing, its whole folder often is.
struct Folders<'d> {
    docs: &'d DocsFolder,
    known: HashMap<String, Folder>,
}

/// A folder relative to the root.
struct Folder {
    /// It, or the topmost folder above it, that is not there.
    not_there: Option<String>,
    /// Nothing exists at that path, so that nothing below it does.
    missing: bool,
}

impl Folders<'_> {
    /// The folder that a file is in.
    fn of(&mut self, path: &str) -> &Folder {
        let name = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        if !self.known.contains_key(name) {
            let folders = path.match_indices('/').map(|(at, _)| &path[..at]).filter(|above| !above.ends_with(".."));
            let not_there = folders.into_iter().find(|above| !self.docs.root.join(above).is_dir()).map(str::to_owned);
            let missing = not_there.as_ref().is_some_and(|folder| self.docs.is_missing(folder));
            self.known.insert(name.to_owned(), Folder { not_there, missing });
        }
        &self.known[name]
    }

    /// The included file's path relative to the root. The docs may be a part of a larger set, whose root, which `~/` means, is
    /// above theirs. `here`: the path as it is in the docs.
    fn find(&mut self, written: &str, here: &str) -> Result<String, Reason> {
        let rooted = written.starts_with(['~', '/']);
        let mut reason = Reason::Missing;
        for up in 0..if rooted { 6 } else { 1 } {
            let path = if up == 0 { Cow::Borrowed(here) } else { Cow::Owned(format!("{}{here}", "../".repeat(up))) };
            // A cheap test first: most missing files are recognised without resolving links.
            if self.of(&path).missing || self.docs.is_missing(&path) {
                continue;
            }
            match self.docs.resolve(&path) {
                Ok(_) => return Ok(path.into_owned()),
                Err(FileProblem::Special(kind)) if kind.is_dir() => {}
                Err(problem) => {
                    reason = Reason::Problem(problem);
                    break;
                }
            }
        }
        Err(reason)
    }

    /// The path to report: the file itself, or the topmost of its folders that does not exist or is outside, with a final `/`.
    fn target(&mut self, reason: &Reason, path: &str) -> String {
        let mut above = path.match_indices('/').map(|(at, _)| &path[..at]).filter(|above| !above.ends_with(".."));
        let folder = match reason {
            Reason::Missing => self.of(path).not_there.as_deref(),
            Reason::Problem(FileProblem::OutsideDocs) => above.find(|above| above.starts_with("../")),
            Reason::Problem(_) => None,
        };
        folder.map_or_else(|| path.to_owned(), |folder| format!("{folder}/"))
    }
}

/// Whether a file is only read because a page includes it: it is elsewhere in the docs, or has another extension. A
/// page below the root that is not among the pages was excluded by the user.
pub fn is_included(pages: &Pages, path: &str) -> bool {
    (path.starts_with("../") || !is_page(Path::new(path))) && pages.folder.resolve(path).is_ok()
}

impl Unread {
    fn finding(&self, page: &str, target: &str) -> Finding {
        let Self { include, reason, count, .. } = self;
        match reason {
            Reason::Missing => missing_include(page, include, target, *count),
            Reason::Problem(problem) => {
                let what = match target.strip_suffix('/') {
                    Some(folder) if *count > 1 => format!("{count} files included from `{folder}` are"),
                    _ => format!("the included file `{}` is", include.path),
                };
                let message = format!("{what} not read: {}", problem.to_string().replacen("it is", "this is", 1));
                Finding::docs(problem.rule(), page, include.place, message).help(problem.help())
            }
        }
    }
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
