//! The contract on disk: `contract.json`, one file of cases a page under `cases/`, one schema a type under `schemas/`.
//! Byte for byte the same for the same docs.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Contract, ContractError};
use crate::contract::Case;
use crate::directive::{FireOrder, PageDirective};
use crate::schema;

const MANIFEST: &str = "contract.json";
const CASES: &str = "cases";
const SCHEMAS: &str = "schemas";
/// Raised when older files can no longer be read.
const FORMAT: u32 = 1;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Manifest {
    doctrial: u32,
    pages: Vec<String>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PageFile {
    page: String,
    /// The page says in which order its cases are fired.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    order: Option<FireOrder>,
    cases: Vec<Case>,
}

/// How a file under the contract folder differs from the docs as they are now.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stale {
    /// It is not there.
    Missing(PathBuf),
    /// Its content differs.
    Changed(PathBuf),
    /// The docs no longer have it.
    Leftover(PathBuf),
}

/// Whether `dir` holds contract files, as opposed to docs.
pub fn is_contract_dir(dir: &Path) -> bool {
    dir.join(MANIFEST).is_file()
}

/// Manifest and case files of a contract: path relative to the contract folder -> content.
fn files(contract: &Contract) -> BTreeMap<PathBuf, String> {
    let mut by_page: BTreeMap<&str, Vec<Case>> = BTreeMap::new();
    for case in &contract.cases {
        by_page.entry(&case.page).or_default().push(case.clone());
    }
    let pages = by_page.keys().map(|page| (*page).to_owned()).collect();
    let mut files = BTreeMap::from([(PathBuf::from(MANIFEST), pretty(&Manifest { doctrial: FORMAT, pages }))]);
    for (page, cases) in by_page {
        let file = page_file(page);
        files.insert(file, pretty(&PageFile { page: page.to_owned(), order: contract.order_of(page), cases }));
    }
    files
}

fn pretty<T: Serialize>(value: &T) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("contract files hold only strings, numbers and lists");
    text.push('\n');
    text
}

/// How `dir` differs from the contract, sorted; empty when it is up to date. A schema of the user's own never differs: it
/// is theirs.
///
/// # Errors
/// The schema folder cannot be read.
pub fn stale(contract: &Contract, dir: &Path) -> Result<Vec<Stale>, ContractError> {
    let files = files(contract);
    let mut stale: Vec<Stale> = Vec::new();
    for (path, text) in &files {
        match std::fs::read_to_string(dir.join(path)) {
            Err(_) => stale.push(Stale::Missing(path.clone())),
            Ok(there) if there != *text => stale.push(Stale::Changed(path.clone())),
            Ok(_) => {}
        }
    }
    stale.extend(case_files(dir).into_iter().filter(|path| !files.contains_key(path)).map(Stale::Leftover));
    for path in schema::stale_files(&contract.schemas, &dir.join(SCHEMAS))? {
        let inside = path.strip_prefix(dir).unwrap_or(&path).to_owned();
        let documented = path.file_stem().is_some_and(|stem| contract.schemas.get(&stem.to_string_lossy()).is_some());
        stale.push(match (path.exists(), documented) {
            (false, _) => Stale::Missing(inside),
            (true, true) => Stale::Changed(inside),
            (true, false) => Stale::Leftover(inside),
        });
    }
    stale.sort();
    Ok(stale)
}

/// Writes the contract's files below `dir`, and removes those of earlier scrapes that the docs no longer have. Returns
/// what changed.
///
/// # Errors
/// A file cannot be read, written or removed.
pub fn write_dir(contract: &Contract, dir: &Path) -> Result<Vec<Stale>, ContractError> {
    let changes = stale(contract, dir)?;
    let files = files(contract);
    for change in &changes {
        let (Stale::Missing(path) | Stale::Changed(path) | Stale::Leftover(path)) = change;
        let full = dir.join(path);
        let failed = |cause| ContractError::File { verb: "write", path: full.clone(), cause };
        match files.get(path) {
            None if path.starts_with(SCHEMAS) => {}
            None => std::fs::remove_file(&full).map_err(failed)?,
            Some(text) => {
                if let Some(folder) = full.parent() {
                    std::fs::create_dir_all(folder).map_err(failed)?;
                }
                std::fs::write(&full, text).map_err(failed)?;
            }
        }
    }
    schema::write_dir(&contract.schemas, &dir.join(SCHEMAS))?;
    Ok(changes)
}

/// The case files below `dir`, relative to it.
fn case_files(dir: &Path) -> Vec<PathBuf> {
    let entries = ignore::WalkBuilder::new(dir.join(CASES)).standard_filters(false).build().flatten();
    let files = entries.filter(|e| e.path().extension().is_some_and(|e| e == "json"));
    files.filter_map(|e| e.path().strip_prefix(dir).map(Path::to_owned).ok()).collect()
}

/// Reads a contract folder; the cases in the order of the scrape.
///
/// # Errors
/// A file is missing, unreadable, or not as `scrape` writes it.
pub fn read_dir(dir: &Path) -> Result<Contract, ContractError> {
    let manifest: Manifest = read(&dir.join(MANIFEST))?;
    if manifest.doctrial != FORMAT {
        let message = format!("it is of format {}, this doctrial reads format {FORMAT}", manifest.doctrial);
        return Err(ContractError::Format { path: dir.join(MANIFEST), line: 2, column: 1, message });
    }
    let mut contract = Contract::default();
    for page in manifest.pages {
        let file: PageFile = read(&dir.join(page_file(&page)))?;
        contract.cases.extend(file.cases);
        if file.order.is_some() {
            let directive = PageDirective { order: file.order, ..PageDirective::default() };
            contract.page_directives.insert(page, vec![directive]);
        }
    }
    contract.schemas.read_dir(&dir.join(SCHEMAS))?;
    Ok(contract)
}

fn read<T: for<'de> Deserialize<'de>>(path: &Path) -> Result<T, ContractError> {
    let text = std::fs::read_to_string(path).map_err(|cause| ContractError::File {
        verb: "read",
        path: path.to_owned(),
        cause,
    })?;
    serde_json::from_str(&text).map_err(|error| ContractError::Format {
        path: path.to_owned(),
        line: error.line(),
        column: error.column(),
        message: error.to_string(),
    })
}
/// The file of a page's cases. An included file may be outside the docs; its cases are below the contract folder nevertheless.
fn page_file(page: &str) -> PathBuf {
    Path::new(CASES).join(format!("{}.json", page.replace("../", "__/")))
}
