//! A unified diff of a page.

use similar::TextDiff;

use crate::report::Docs;

/// A unified diff of a page, as `patch` and `git apply` accept it.
pub(in crate::cli) fn diff(page: &str, before: &str, after: &str, docs: &Docs<'_>) -> String {
    let path = docs.path(page);
    let lines = TextDiff::from_lines(before, after);
    lines.unified_diff().context_radius(3).header(&format!("a/{path}"), &format!("b/{path}")).to_string()
}
