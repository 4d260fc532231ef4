//! The flags that select cases; the same for every command.

use clap::Args;

use crate::config::DialectName;
use crate::http::StatusPattern;
use crate::session::Selection;
use crate::text::Glob;

/// Which cases to use.
#[derive(Debug, Args)]
#[command(next_help_heading = "Selection")]
pub(super) struct SelectionFlags {
    /// Filters must be whole ids, not parts of ids or headings
    #[arg(long)]
    pub(super) exact: bool,
    /// Leave out cases that have this text in their id or heading
    #[arg(long, value_name = "TEXT")]
    pub(super) skip: Vec<String>,
    /// Cases of this page, of pages in this folder, or of pages whose path matches the glob
    #[arg(long, value_name = "GLOB")]
    pub(super) page: Vec<Glob>,
    /// Cases whose name matches the glob
    #[arg(long, value_name = "GLOB", value_parser = Glob::ignoring_case)]
    pub(super) name: Vec<Glob>,
    /// Cases whose documented URL, or its path alone, matches the glob: '/users/*'
    #[arg(long, value_name = "GLOB")]
    pub(super) url: Vec<Glob>,
    /// Cases with this method
    #[arg(long)]
    pub(super) method: Vec<String>,
    /// Cases with this tag
    #[arg(long)]
    pub(super) tag: Vec<String>,
    /// Cases that need this permission scope
    #[arg(long)]
    pub(super) scope: Vec<String>,
    /// Cases written in this dialect: api-doctor, http, curl, httpie, blueprint, gitbook, console
    #[arg(long)]
    pub(super) dialect: Vec<DialectName>,
    /// Cases that document this status: 404 or 4xx
    #[arg(long)]
    pub(super) status: Vec<StatusPattern>,
    /// Cases that failed or broke in the last run, according to its record (reports/run.ndjson)
    #[arg(long)]
    pub(super) failed: bool,
    /// Cases whose page, or the page of a type they show, has changed since this git revision
    #[arg(long, value_name = "REVISION")]
    pub(super) changed_since: Option<String>,
}

impl SelectionFlags {
    pub(super) fn build(self, filters: Vec<String>) -> Selection {
        Selection {
            filters,
            ids_only: false,
            exact: self.exact,
            skip: self.skip,
            pages: self.page,
            names: self.name,
            methods: self.method,
            urls: self.url,
            tags: self.tag,
            scopes: self.scope,
            dialects: self.dialect.into_iter().map(|name| name.0).collect(),
            statuses: self.status,
            failed: self.failed,
            changed_since: self.changed_since,
        }
    }
}
