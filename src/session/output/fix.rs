//! `check --fix`: the changes of pages that correct findings.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use crate::compile;
use crate::compile::ContractDraft;
use crate::config::Settings;
use crate::docs::{LoadedPage, load_page, read_page};
use crate::finding::Finding;
use crate::report::rewrite;
use crate::schema::SchemaSet;
use crate::session::load::apply_levels;
use crate::session::{DocsRoot, SessionError};
use crate::text::{Edit, Edited, Page, edit};

/// A page with the changes that fix its findings, as far as they are certain.
#[derive(Debug, Clone)]
pub struct Fix {
    /// The page's path relative to the docs root.
    pub page: String,
    /// The page as it is.
    pub before: String,
    /// The page with the changes applied.
    pub after: String,
    /// How many changes were applied.
    pub made: usize,
    /// Changes that were not applied: the page has changed since it was read, or two of them overlap.
    pub refused: Vec<Edit>,
    pub(super) file: PathBuf,
}

/// How often a page is changed and read again: a corrected annotation may make a request, whose body has findings then.
const PASSES: usize = 8;

/// The pages that fixes of the findings would change, in order, each changed until nothing is left to fix. Writes nothing.
///
/// # Errors
/// A page can no longer be read.
pub fn find_fixes(findings: &[Finding], docs_root: &DocsRoot, settings: &Settings) -> Result<Vec<Fix>, SessionError> {
    let mut by_page: BTreeMap<&str, Vec<Edit>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !finding.fix.is_empty()) {
        by_page.entry(&finding.location.page).or_default().extend(finding.fix.iter().cloned());
    }
    let (mut fixes, mut files) = (Vec::new(), BTreeSet::new());
    for (page, edits) in by_page {
        let unreadable = |problem| SessionError::Page { page: page.to_owned(), problem };
        let file = docs_root.docs().resolve(page).map_err(unreadable)?;
        let LoadedPage { page: Page { text: before, .. }, lone_carriage_return } =
            load_page(&docs_root.docs().root, page).map_err(unreadable)?;
        // A page that is a link to another one is fixed there.
        if lone_carriage_return.is_some() || !files.insert(file.clone()) {
            continue;
        }
        let mut edited = edit(&before, &edits);
        for _ in 1..PASSES {
            let found = of_page(page, &edited.text, settings);
            let next = edit(&edited.text, &found.into_iter().flat_map(|finding| finding.fix).collect::<Vec<_>>());
            let (made, done) = (edited.made + next.made, next.made == 0);
            edited = Edited { made, ..next };
            if done {
                break;
            }
        }
        let Edited { text: after, made, refused } = edited;
        fixes.push(Fix { page: page.to_owned(), before, after, made, refused, file });
    }
    Ok(fixes)
}

/// What is wrong with a changed page, as far as the page alone shows it and the settings do not allow it.
fn of_page(path: &str, text: &str, settings: &Settings) -> Vec<Finding> {
    let page = Page { path: path.to_owned(), text: text.to_owned() };
    let page = read_page(&page, compile::read_options(settings));
    let mut contract = ContractDraft::of_pages(vec![page], SchemaSet::default()).attach_schemas();
    apply_levels(&mut contract.findings, settings, &contract.page_directives, &contract.cases);
    contract.findings
}

impl Fix {
    /// Writes the page, completely or not at all; links, owner, permissions and hard links are kept.
    ///
    /// # Errors
    /// The page cannot be written, or has changed since it was read; it is unchanged then.
    pub fn write(&self) -> Result<(), SessionError> {
        Ok(rewrite(&self.file, &self.before, &self.after)?)
    }
}
