//! In: A page that was read, with its outline.
//! Out: Findings where prose, tables and fences of the page disagree. What needs schemas or several pages is in `compile`.
//! Each file is a rule, or a few of one kind; they are called here.

mod broken_below_route;
mod dates;
mod header_names;
mod member_spelling;
mod one_sided;
mod prose_route;
mod reason_phrases;
mod status_against_prose;
#[cfg(test)]
mod testing;
mod unknown_method;

use crate::docs::PageDocs;
use crate::docs::outline::page_context::PageContext;
use crate::finding::Finding;

/// What is wrong with a page that was otherwise read; unless `all` is asked for, only what fails a check whose levels nobody
/// has changed.
pub(super) fn lint(page: &PageContext<'_>, docs: &PageDocs, all: bool) -> Vec<Finding> {
    let mut findings = status_against_prose::lint(page, &docs.examples);
    if !all {
        return findings;
    }
    findings.extend(broken_below_route::lint(page, docs));
    findings.extend(unknown_method::lint(page));
    findings.extend(one_sided::lint(page, docs));
    findings.extend(header_names::lint(page.path(), &docs.examples));
    findings.extend(reason_phrases::lint(page));
    findings.extend(prose_route::lint(page));
    findings.extend(dates::lint(page.path(), &docs.examples));
    findings.extend(member_spelling::lint(page, docs));
    findings
}
