//! In: A page that was read, its outline and what was found in it.
//! Out: Findings where prose, tables and fences of one page disagree.

mod odd_method;
mod one_sided;
mod prose_status;

use crate::docs::outline::outline::Outline;
use crate::docs::{Example, PageDocs};
use crate::finding::Finding;
use crate::text::{LineIndex, Page};

/// What is wrong with a page that was otherwise read.
pub(super) fn read(
    page: &Page,
    lines: &LineIndex,
    outline: &Outline,
    docs: &PageDocs,
    examples: &[Example],
) -> Vec<Finding> {
    let mut findings = prose_status::read(page, lines, outline, examples);
    findings.extend(odd_method::read(&page.path, &outline.pieces));
    findings.extend(one_sided::read(page, outline, docs));
    findings
}
