//! Warnings about files in the selection that are not read.

use std::path::Path;

use super::LoadOptions;
use crate::finding::Finding;
use crate::finding::rules::docs::{OUTSIDE_DOCS, UNREADABLE_FILE};

/// How many are listed.
const SHOWN: usize = 10;

/// A warning for each: a run without them would otherwise not mention them.
pub(super) fn unread_files(findings: &[Finding], source: &Path, options: LoadOptions<'_>) -> Vec<String> {
    let is_selected = |page: &str| {
        options.selection.is_none_or(|selection| selection.matches_page(page) && !selection.is_about_cases())
    };
    let is_unread = |finding: &&Finding| finding.rule == UNREADABLE_FILE || finding.rule == OUTSIDE_DOCS;
    let folder = if source.is_file() { source.parent().unwrap_or(source) } else { source };
    let warning = |f: &Finding| format!("{}: {}", folder.join(&f.location.page).display(), f.message);
    let unread = findings.iter().filter(is_unread).filter(|finding| is_selected(&finding.location.page));
    let mut warnings: Vec<String> = unread.map(warning).collect();
    let more = warnings.len().saturating_sub(SHOWN);
    warnings.truncate(SHOWN);
    if more > 0 {
        warnings.push(format!("{more} more files of the docs cannot be read: `doctrial check` lists them"));
    }
    warnings
}
