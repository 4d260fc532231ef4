//! The docs of a record that was made elsewhere: by another command, in another folder, on another machine.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};

use super::docs_root::DocsRoot;
use super::repository::root_of;
use crate::config::{Environment, Settings};
use crate::docs::{DocsFolder, is_page};
use crate::record::RunRecord;
use crate::session::plain_path::resolved;

/// How many pages of a record are looked for: one that is there shows where the docs are.
const LOOKED_FOR: usize = 40;

/// Why reports of a record quote no page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoExcerpts {
    source: String,
    /// Given with the command.
    is_named: bool,
}

impl fmt::Display for NoExcerpts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { source, is_named } = self;
        if *is_named {
            return write!(f, "the reports quote no page: {source} has none of the record's pages");
        }
        write!(
            f,
            "the reports quote no page: the docs of the run, `{source}`, are neither here nor near the record; name them with \
             --docs DIR"
        )
    }
}

/// Where the docs of a record are looked for.
#[derive(Debug, Clone, Copy)]
pub struct RecordPlace<'a> {
    /// The files and folders that it was read from.
    pub files: &'a [PathBuf],
    /// Its docs, as the user names them.
    pub docs: Option<&'a Path>,
    /// Of the process.
    pub environment: &'a Environment,
}

impl DocsRoot {
    /// The docs of a record: those that are named, else those at the record's own path from here or from a folder above the
    /// record, else those of the settings. A record may come from anywhere, with any path in it: outside of the repository nothing
    /// is read but what the user names, and nowhere what is not a page by its name. With it, why no page can be quoted, if one would be.
    pub fn of_record(run: &RunRecord, place: RecordPlace<'_>, settings: &Settings) -> (Self, Option<NoExcerpts>) {
        let source = run.header.source.as_str();
        let pages = pages(run);
        let found = place.candidates(source, settings).into_iter().find(|root| has_one_of(root, &pages));
        let is_found = found.is_some();
        let root = found.unwrap_or_else(|| place.docs.unwrap_or_else(|| source.as_ref()).to_owned());
        let mut root = Self::at(&root).within(settings).of_pages_alone();
        if !is_found {
            root = root.emptied();
        }
        let source = place.docs.map_or_else(|| source.to_owned(), |docs| docs.display().to_string());
        let why = NoExcerpts { source, is_named: place.docs.is_some() };
        let is_missing = !is_found && !pages.is_empty();
        (root.seen_from(place.environment), is_missing.then_some(why))
    }
}

impl RecordPlace<'_> {
    /// The paths at which the docs may be, the likeliest first.
    fn candidates(&self, source: &str, settings: &Settings) -> Vec<PathBuf> {
        if let Some(docs) = self.docs {
            return vec![docs.to_owned()];
        }
        let (source, here) = (Path::new(source), &self.environment.cwd);
        let is_within = |path: &Path, ground: &Path| {
            let docs = resolved(&here.join(path));
            docs.starts_with(ground) && (docs.is_dir() || is_page(&docs))
        };
        let mut found = Vec::new();
        if is_within(source, &root_of(&resolved(here), None).unwrap_or_else(|| resolved(here))) {
            found.push(source.to_owned());
        }
        for file in self.files {
            let file = resolved(&here.join(file));
            let folder = if file.is_dir() { &*file } else { file.parent().unwrap_or(&file) };
            let repository = root_of(&resolved(folder), None);
            let ground = repository.as_deref().or_else(|| project_of(folder, here, settings)).unwrap_or(folder);
            let above = folder.ancestors().take_while(|above| above.starts_with(ground));
            found.extend(above.map(|above| above.join(source)).filter(|docs| is_within(docs, ground)));
        }
        found.push(settings.docs.clone());
        found
    }
}

/// The folder above one of reports, as `svc` is above `svc/reports`: the command runs in it, or settings are there.
fn project_of<'f>(folder: &'f Path, here: &Path, settings: &Settings) -> Option<&'f Path> {
    let above = folder.parent()?;
    let is_of_reports = settings.reports.dir.file_name().is_some_and(|name| folder.file_name() == Some(name));
    (is_of_reports && (above == resolved(here) || above.join("doctrial.toml").is_file())).then_some(above)
}

/// The pages that reports would quote: those of cases that did not pass.
fn pages(run: &RunRecord) -> Vec<&str> {
    let red = run.cases.iter().filter(|case| case.verdict.outcome.is_red()).map(|case| case.page.as_str());
    let pages: BTreeSet<&str> = red.filter(|page| !page.starts_with("./")).collect();
    pages.into_iter().take(LOOKED_FOR).collect()
}

/// Whether docs have one of these pages; of none any docs do that exist.
fn has_one_of(docs: &Path, pages: &[&str]) -> bool {
    let folder = DocsFolder::at(docs);
    if pages.is_empty() { docs.exists() } else { pages.iter().any(|page| folder.resolve_page(page).is_ok()) }
}
