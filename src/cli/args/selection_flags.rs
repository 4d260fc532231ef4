//! The flags that select cases; the same for every command.

use clap::Args;

use crate::config::DialectName;
use crate::contract::Dialect;
use crate::http::StatusPattern;
use crate::session::Selection;
use crate::text::Glob;

/// Which cases to use.
#[derive(Debug, Args)]
#[command(next_help_heading = "Selection")]
pub(in crate::cli) struct SelectionFlags {
    /// Filters must be whole ids, not parts of ids or headings
    #[arg(long)]
    pub(in crate::cli) exact: bool,
    /// Leave out cases that have this text in their id or heading
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) skip: Vec<String>,
    /// Cases of this page, of pages in this folder, or of pages whose path matches the glob
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) page: Vec<Glob>,
    /// Cases whose name matches the glob
    #[arg(long, value_name = "GLOB", value_parser = Glob::ignoring_case)]
    pub(in crate::cli) name: Vec<Glob>,
    /// Cases whose documented URL, or its path alone, matches the glob: '/users/*'
    #[arg(long, value_name = "GLOB")]
    pub(in crate::cli) url: Vec<Glob>,
    /// Cases with this method
    #[arg(long)]
    pub(in crate::cli) method: Vec<String>,
    /// Cases with this tag
    #[arg(long)]
    pub(in crate::cli) tag: Vec<String>,
    /// Cases that need this permission scope
    #[arg(long)]
    pub(in crate::cli) scope: Vec<String>,
    #[arg(long, help = format!("Cases written in this dialect: {}", Dialect::ALL.map(Dialect::name).join(", ")))]
    pub(in crate::cli) dialect: Vec<DialectName>,
    /// Cases that document this status: 404 or 4xx
    #[arg(long)]
    pub(in crate::cli) status: Vec<StatusPattern>,
    /// Cases that failed or broke in the last run, according to its record (reports/run.ndjson)
    #[arg(long)]
    pub(in crate::cli) failed: bool,
    /// Cases whose page, or the page of a type they show, has changed since this git revision
    #[arg(long, value_name = "REVISION")]
    pub(in crate::cli) changed_since: Option<String>,
}

impl SelectionFlags {
    pub(in crate::cli) fn build(self, filters: Vec<String>) -> Selection {
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
