//! `doctrial scrape`: contract files written or compared.

use std::io::Write;

use crate::cli::args::command_line::ScrapeArgs;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::{error_count, note_findings};
use crate::cli::{Exit, counted};
use crate::compile;
use crate::compile::Stale;
use crate::config::{Layer, Purpose};
use crate::session;

pub(in crate::cli) fn scrape(context: &Context, args: ScrapeArgs) -> Result<Exit, CliError> {
    let settings = context.settings(Layer::default(), Purpose::Read)?;
    let named = args.source.clone();
    let source = args.source.unwrap_or_else(|| settings.docs.clone());
    let dir = args.out.unwrap_or_else(|| settings.contracts.clone());
    let contract = session::load_contract(&source, &settings)?;
    note_findings(error_count(&contract.findings), named.as_deref())?;
    let mut out = streams::stdout();
    let changed = if args.check { compile::stale(&contract, &dir)? } else { compile::write_dir(&contract, &dir)? };
    for file in &changed {
        writeln!(out, "{}", describe(file, args.check))?;
    }
    let (from, to) = (source.display(), dir.display());
    if args.check && !changed.is_empty() {
        writeln!(out, "{to} is out of date: run `doctrial scrape` and review the changes")?;
        out.flush()?;
        return Ok(Exit::Findings);
    }
    let (cases, schemas) =
        (counted(contract.cases.len(), "case"), counted(contract.schemas.types.len(), "documented type"));
    let verb = if changed.is_empty() { "are already in" } else { "written to" };
    writeln!(out, "{cases} and {schemas} of {from} {verb} {to}")?;
    out.flush()?;
    Ok(Exit::Passed)
}

/// A file that differs, or differed, from what the docs say.
fn describe(stale: &Stale, only_checked: bool) -> String {
    let (verbs, path) = match stale {
        Stale::Missing(path) => (["missing", "new"], path),
        Stale::Changed(path) => (["changed", "changed"], path),
        Stale::Leftover(path) => (["left over", "removed"], path),
    };
    format!("{}: {}", verbs[usize::from(!only_checked)], path.display())
}
