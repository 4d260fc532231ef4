//! Unified diffs of pages.

use std::path::Path;

use similar::TextDiff;

use crate::report::Docs;

/// A unified diff of a page, as `patch` and `git apply` accept it.
pub(in crate::cli) fn diff(page: &str, before: &str, after: &str, docs: &Docs<'_>) -> String {
    let path = PatchPaths::of(docs).docs.path(page);
    let lines = TextDiff::from_lines(before, after);
    lines.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}

/// The folder in which the diffs of pages are to be applied, if that is not the working directory.
pub(in crate::cli) fn applied_in(docs: &Docs<'_>) -> Option<String> {
    PatchPaths::of(docs).applied_in
}

/// The paths of pages in diffs: git refuses those that lead out of the folder in which it applies them.
struct PatchPaths<'d> {
    docs: Docs<'d>,
    applied_in: Option<String>,
}

impl<'d> PatchPaths<'d> {
    /// Those from here; of docs that are not below the working directory those from the root of their repository, or from their own.
    fn of(docs: &Docs<'d>) -> Self {
        if is_below(docs.root) {
            return Self { docs: *docs, applied_in: None };
        }
        if let Some(repository) = docs.repository.filter(|repository| is_below(repository.docs)) {
            return Self { docs: docs.with_repository_paths(), applied_in: Some(repository.root.to_owned()) };
        }
        let root = Path::new(docs.root);
        let folder = if root.is_file() { root.parent().unwrap_or(root) } else { root };
        Self { docs: Docs { root: "", ..*docs }, applied_in: Some(folder.display().to_string()) }
    }
}

/// Whether a path leads to nothing but what is below a folder.
fn is_below(path: &str) -> bool {
    !Path::new(path).is_absolute() && !path.split('/').any(|part| part == "..")
}
