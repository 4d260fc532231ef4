//! `Selection`: which cases the flags ask for, and the message where they match none. Which cases match it: `matching.rs`.

use crate::contract::Dialect;
use crate::http::StatusPattern;
use crate::text::Glob;

/// Which cases to use. A case must match every field that is set, and any one value of a field.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Text within the id or the heading (or, with `exact`, the whole id).
    pub filters: Vec<String>,
    /// `filters` and `skip` are looked for in ids only, not in headings.
    pub ids_only: bool,
    /// `filters` and `skip` are whole ids.
    pub exact: bool,
    /// Text within the id or the heading of cases not to use.
    pub skip: Vec<String>,
    /// Globs over the page's path, or folders of pages.
    pub pages: Vec<Glob>,
    /// Globs over the name that ignore case.
    pub names: Vec<Glob>,
    /// Methods, any case.
    pub methods: Vec<String>,
    /// Globs over the documented URL, or over its path alone.
    pub urls: Vec<Glob>,
    /// Tags, any case.
    pub tags: Vec<String>,
    /// Permission scopes, any case.
    pub scopes: Vec<String>,
    /// Dialects.
    pub dialects: Vec<Dialect>,
    /// Documented status codes.
    pub statuses: Vec<StatusPattern>,
    /// Those that failed or broke in the last run, according to its record.
    pub failed: bool,
    /// Those whose page, or the page of a type of theirs, has changed since that git revision.
    pub changed_since: Option<String>,
}

/// Why no case is selected.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum SelectionError {
    /// There are no cases to select from.
    #[error("no cases: {0} has no request with a response; `doctrial check --account` lists what was read")]
    NoCases(String),
    /// The same; some files of the docs cannot be read.
    #[error("no cases: {of} has no request with a response, and cannot be read as a whole\n  {}", unread.join("\n  "))]
    NoneReadable {
        /// The docs.
        of: String,
        /// A sentence for each file.
        unread: Vec<String>,
    },
    /// None of the cases matches.
    #[error("nothing selected: {}\n  {}", none_matches(*of), why.join("\n  "))]
    NoMatch {
        /// How many there are.
        of: usize,
        /// A sentence for each filter that no case matches, with similar values.
        why: Vec<String>,
    },
    /// The record is switched off, or goes to standard output.
    #[error("the record of the last run is needed, and the settings keep none: give `[reports] ndjson` a path")]
    NoRecordKept,
    /// The last run left no record.
    #[error("there is no record of a run at {0}: run once first, without `--failed`")]
    NoRecord(String),
    /// The record of the last run cannot be read.
    #[error("the record of the last run, {file}: {cause}")]
    BadRecord {
        /// The record.
        file: String,
        /// Why not.
        cause: String,
    },
    /// Nothing failed or broke in the last run.
    #[error("nothing selected: in the last run ({0}) nothing failed or broke")]
    NothingFailed(String),
}

fn none_matches(of: usize) -> String {
    match of {
        0 => "there is no case to select".to_owned(),
        1 => "the only case does not match; `doctrial list` shows it".to_owned(),
        of => format!("none of the {of} cases matches; `doctrial list` shows them"),
    }
}

impl Selection {
    /// The id, if the selection is one whole id.
    pub fn single_id(&self) -> Option<&str> {
        match self.filters.as_slice() {
            [id] if self.exact => Some(id),
            _ => None,
        }
    }

    /// Whether a page's path matches.
    pub(crate) fn matches_page(&self, page: &str) -> bool {
        self.pages.is_empty() || self.pages.iter().any(|glob| glob.matches_page(page))
    }
}
