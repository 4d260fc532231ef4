//! `doctrial bless`: runs cases, and rewrites the examples of those that failed.

use std::io::Write;
use std::sync::Arc;

use super::fix;
use crate::cli::args::command_line::BlessArgs;
use crate::cli::args::flag_values::{refuse_contract_files, source_and_filters};
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::progress::Progress;
use crate::cli::output::streams;
use crate::cli::output::warnings::print_warnings;
use crate::cli::{Exit, counted};
use crate::config::Layer;
use crate::record::{RunRecord, Totals};
use crate::session;
use crate::session::{Blessing, DocsRoot, LoadOptions, RunPlan, TrafficPlan, Unblessed, run_cases};

pub(in crate::cli) fn bless(context: &Context, args: BlessArgs) -> Result<Exit, CliError> {
    let mut flags = Layer::default();
    args.requests.add_to(&mut flags);
    let (settings, replay) = context.settings_to_fire(flags, args.replay.as_deref())?;
    if replay.is_none() && settings.target.base_url.is_none() {
        let message = "bless needs what a service sent: give --base-url URL, or --replay DIR with a recording";
        return Err(CliError::Usage(message.to_owned()));
    }
    let (source, filters) = source_and_filters(args.words)?;
    let selection = args.selection.build(filters);
    let options = LoadOptions { source: source.as_deref(), selection: Some(&selection), ..LoadOptions::default() };
    let loaded = session::load_cases(&settings, options)?;
    refuse_contract_files(&loaded.source, "bless rewrites pages")?;
    print_warnings(&loaded)?;
    let source = loaded.source.clone();
    let docs_root = DocsRoot::of(&loaded, &settings).seen_from(&context.environment);
    let traffic = replay.map_or(TrafficPlan::Fire, |replay| TrafficPlan::Replay(Box::new(replay)));
    let plan = Arc::new(RunPlan::start_with(loaded, &settings, traffic)?.keeping_exchanges());
    streams::hide(&plan.redactor);
    let docs_root = docs_root.hiding(&plan.redactor);
    writeln!(streams::stderr(), "doctrial: {}", plan.describe())?;
    let mut progress = Progress::over(plan.cases.len(), true);
    let result = run_cases(&plan, |record| progress.done(record));
    progress.end();
    let blessing = session::bless(&settings, &source, &plan.take_exchanges(), &docs_root, &plan.redactor)?;
    let is_written = if args.dry_run {
        fix::show_patch(&blessing.pages, &docs_root)?;
        true
    } else {
        fix::show(&blessing.pages, &docs_root)?;
        fix::write(&blessing.pages)?.len() == blessing.pages.len()
    };
    conclude(&blessing, &docs_root, &result.record, args.dry_run)?;
    Ok(exit(&blessing, &result.record, args.dry_run, is_written))
}

fn conclude(blessing: &Blessing, docs_root: &DocsRoot, run: &RunRecord, dry_run: bool) -> Result<(), CliError> {
    let mut err = streams::stderr();
    for Unblessed { page, line, why, .. } in &blessing.refused {
        let path = docs_root.with(|docs| docs.path(page));
        writeln!(err, "doctrial: {path}:{line}: not rewritten: {why}")?;
    }
    let Totals { passed, broken, skipped, .. } = Totals::of(run);
    let verb = if dry_run { "would be rewritten" } else { "rewritten" };
    let examples = counted(blessing.blessed.len(), "example");
    let pages = counted(blessing.pages.len(), "page");
    let refused = blessing.refused.len();
    writeln!(
        err,
        "doctrial: {examples} {verb} in {pages}, {refused} not rewritten; {passed} passed as they were, {broken} broken, {skipped} skipped"
    )?;
    Ok(())
}

fn exit(blessing: &Blessing, run: &RunRecord, dry_run: bool, is_written: bool) -> Exit {
    let is_left = !blessing.refused.is_empty() || (dry_run && !blessing.pages.is_empty());
    match (is_written, is_left, Exit::of_run(run)) {
        (false, ..) => Exit::Usage,
        (_, true, _) => Exit::Findings,
        (_, _, exit @ (Exit::Nothing | Exit::Unreachable)) => exit,
        _ => Exit::Passed,
    }
}
