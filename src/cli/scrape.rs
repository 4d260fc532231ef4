use std::io::Write;

use super::args::ScrapeArgs;
use super::entry_point::Context;
use super::error::CliError;
use super::{Exit, counted, streams};
use crate::compile;
use crate::compile::Stale;
use crate::config::{Layer, Purpose};
use crate::session;

pub(super) fn scrape(context: &Context, args: ScrapeArgs) -> Result<Exit, CliError> {
    let settings = context.settings(Layer::default(), Purpose::Read)?;
    let source = args.source.unwrap_or_else(|| settings.docs.clone());
    let dir = args.out.unwrap_or_else(|| settings.contracts.clone());
    let contract = session::load_contract(&source, &settings)?;
    let mut out = streams::stdout();
    let changed = if args.check { compile::stale(&contract, &dir)? } else { compile::write_dir(&contract, &dir)? };
    for file in &changed {
        writeln!(out, "{}", told(file, args.check))?;
    }
    let (from, to) = (source.display(), dir.display());
    if args.check && !changed.is_empty() {
        writeln!(out, "{to} is stale: run `doctrial scrape` and review what changes")?;
        out.flush()?;
        return Ok(Exit::Findings);
    }
    let (cases, schemas) =
        (counted(contract.cases.len(), "case"), counted(contract.schemas.types.len(), "documented type"));
    let verb = if changed.is_empty() { "already stand in" } else { "written to" };
    writeln!(out, "{cases} and {schemas} of {from} {verb} {to}")?;
    out.flush()?;
    Ok(Exit::Kept)
}

/// What is, or was, other than the docs say.
fn told(stale: &Stale, only_checked: bool) -> String {
    let (verbs, path) = match stale {
        Stale::Missing(path) => (["missing", "new"], path),
        Stale::Changed(path) => (["changed", "changed"], path),
        Stale::Leftover(path) => (["left over", "removed"], path),
    };
    format!("{}: {}", verbs[usize::from(!only_checked)], path.display())
}
