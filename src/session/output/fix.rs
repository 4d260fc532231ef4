use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use crate::compile::ContractDraft;
use crate::config::Settings;
use crate::docs::{load_page, read_page};
use crate::finding::Finding;
use crate::report::{WriteError, write_atomically};
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
    file: PathBuf,
}

/// How often a page is changed and read again: a corrected annotation may make a request, whose body has findings then.
const PASSES: usize = 8;

/// The pages that fixes of the findings would change, in order, each changed until nothing is left to fix. Writes nothing.
///
/// # Errors
/// A page cannot be read any more.
pub fn find_fixes(findings: &[Finding], docs_root: &DocsRoot, settings: &Settings) -> Result<Vec<Fix>, SessionError> {
    let mut by_page: BTreeMap<&str, Vec<Edit>> = BTreeMap::new();
    for finding in findings.iter().filter(|finding| !finding.fix.is_empty()) {
        by_page.entry(&finding.location.page).or_default().extend(finding.fix.iter().cloned());
    }
    let mut fixes = Vec::new();
    for (page, edits) in by_page {
        let before = load_page(docs_root.folder(), page)?.text;
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
        fixes.push(Fix { page: page.to_owned(), before, after, made, refused, file: docs_root.folder().join(page) });
    }
    Ok(fixes)
}

/// What is wrong with a changed page, as far as the page alone shows it and the settings do not allow it.
fn of_page(path: &str, text: &str, settings: &Settings) -> Vec<Finding> {
    let page = Page { path: path.to_owned(), text: text.to_owned() };
    let page = read_page(&page, &settings.dialects);
    let mut contract = ContractDraft::of_pages(vec![page], SchemaSet::default()).attach_schemas();
    apply_levels(&mut contract.findings, settings, &contract.page_directives, &contract.cases);
    contract.findings
}

impl Fix {
    /// Writes the page, completely or not at all. A link stays a link, and the file keeps its permissions.
    ///
    /// # Errors
    /// The page cannot be written; it is unchanged then.
    pub fn write(&self) -> Result<(), SessionError> {
        let failed = |cause| WriteError { path: self.file.clone(), cause };
        let file = fs::canonicalize(&self.file).map_err(failed)?;
        let permissions = fs::metadata(&file).map_err(failed)?.permissions();
        // Replacing asks only the folder: a page that this user may not write is left alone.
        fs::OpenOptions::new().write(true).open(&file).map_err(failed)?;
        write_atomically(&file, self.after.as_bytes())?;
        fs::set_permissions(&file, permissions).map_err(failed)?;
        Ok(())
    }
}
