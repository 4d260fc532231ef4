//! `doctrial run`: loads, fires, reports.

use std::io::{self, Write};
use std::mem::take;
use std::path::Path;
use std::sync::Arc;

use crate::cli::args::command_line::RunArgs;
use crate::cli::args::flag_values::source_and_filters;
use crate::cli::args::layer::reports;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::ci::Ci;
use crate::cli::output::progress::Progress;
use crate::cli::output::warnings::{error_count, history, note_findings, print_warnings};
use crate::cli::output::{shown_request, streams};
use crate::cli::{Exit, counted};
use crate::config::{Layer, LeastCovered, Settings};
use crate::finding::Outcome;
use crate::record::{CaseRecord, RunRecord, Shard};
use crate::report::terminal;
use crate::report::{
    Detail, Docs, Palette, WriteError, last_line, render_failed_steps, render_failures, render_finding_line,
};
use crate::session;
use crate::session::{
    DocsRoot, LoadOptions, LoadedCases, OpenReports, Recorded, Recorder, Rehearsed, Replay, Role, RunPlan, RunResult,
    Selection, SessionError, TrafficPlan,
};

pub(in crate::cli) fn run(context: &Context, mut args: RunArgs) -> Result<Exit, CliError> {
    let against = args.reports.against.against.clone();
    let (ci, no_report) = (Ci::of(&context.environment), args.reports.no_report.clone());
    let (settings, replay) = settings(context, &mut args, ci.as_ref())?;
    let (source, filters) = source_and_filters(args.words)?;
    let selection = args.selection.build(filters);
    // Read before the reports of the last run, which may be among them, are removed.
    let history = history(&against)?;
    let read_limit = context.environment.full_scan_limit();
    let mut loaded = load(&settings, source.as_deref(), &selection, read_limit)?;
    let is_part = keep_shard(&mut loaded, args.shard, context, &settings)?;
    if args.dry_run {
        return dry_run(loaded, &settings);
    }
    // Read before the report of this run replaces it.
    let last = if selection.failed { Some(session::last_run(&settings).map_err(SessionError::from)?) } else { None };
    session::remove_unwritten_reports(&settings.reports);
    let mut reports = OpenReports::open(&settings.reports)?.against(history);
    print_warnings(&loaded)?;
    let docs_root = DocsRoot::of(&loaded, &settings).seen_from(&context.environment);
    let docs_findings =
        error_count(loaded.findings.iter().filter(|finding| selection.matches_page(&finding.location.page)));
    let traffic = traffic(args.record.as_deref(), replay)?;
    let plan = Arc::new(RunPlan::start_with(loaded, &settings, traffic)?);
    streams::hide(&plan.redactor);
    let docs_root = docs_root.hiding(&plan.redactor);
    let errors = plan.errors();
    announce(&plan, &errors, docs_findings, source.as_deref())?;
    if !errors.is_empty() {
        return Err(CliError::Usage("nothing was sent: correct the errors about steps listed above".to_owned()));
    }
    if let Some(ci) = &ci {
        ci.announce(&settings.reports, &no_report)?;
    }
    let mut result = fire(&plan, &settings, !args.quiet)?;
    if let Some(last) = &last {
        session::add_findings_of(last, &mut result.record, selection.is_all_again(), &plan);
        session::add_coverage_of(last, &mut result.record);
    }
    let recorded = plan.finish_recording();
    let verdict = verdict(&result, is_part);
    let compared = reports.compared(&result.record);
    if compared.is_empty() && !against.is_empty() {
        writeln!(streams::stderr(), "doctrial: there is no earlier record to compare with (`--against`)")?;
    }
    let text = above(&compared, docs_root.with(|docs| text(&result.record, docs, args.verbose, args.quiet)));
    let reported = match last {
        Some(last) => update(&last, result.record)?,
        None => result.record,
    };
    let unrecorded = announce_recording(&recorded)?;
    // The reports are made from the record alone.
    drop(plan);
    let exit = conclude(verdict, &text, reports, &reported, &docs_root);
    if let Some(Err(error)) =
        ci.map(|ci| ci.append_summary(&settings.reports, &no_report, &reported, &compared, &docs_root))
    {
        writeln!(streams::stderr(), "doctrial: cannot write the step summary (GITHUB_STEP_SUMMARY): {error}")?;
    }
    Ok(if exit == Exit::Passed && unrecorded { Exit::Usage } else { exit })
}

/// Fires the cases of a plan once the service is ready.
fn fire(plan: &Arc<RunPlan>, settings: &Settings, shows_progress: bool) -> Result<RunResult, CliError> {
    plan.wait_until_ready(settings.wait)?;
    let mut progress = Progress::over(plan.cases.len(), shows_progress);
    let result = session::run_cases(plan, |record| progress.done(record));
    progress.end();
    if plan.interrupt.arrived_late() {
        writeln!(streams::stderr(), "doctrial: {}", session::ARRIVED_LATE)?;
    }
    Ok(result)
}

/// The settings of the run, and the recording that it judges. Where they are wrong, reports of an earlier run must not look like
/// those of this one.
fn settings(context: &Context, args: &mut RunArgs, ci: Option<&Ci>) -> Result<(Settings, Option<Replay>), CliError> {
    let replaces_reports = !args.selection.failed && !args.dry_run && args.replay.is_none();
    let settings = flags(args, ci).and_then(|flags| context.settings_to_fire(flags, args.replay.as_deref()));
    settings.inspect_err(|_| {
        if replaces_reports {
            context.remove_old_reports();
        }
    })
}

/// Leaves the part of the cases that `--shard` or the environment asks for; whether there is such a part.
fn keep_shard(
    loaded: &mut LoadedCases,
    shard: Option<Shard>,
    context: &Context,
    settings: &Settings,
) -> Result<bool, SessionError> {
    let shard = match shard {
        Some(shard) => Some(shard),
        None => session::shard_of(&context.environment)?,
    };
    if let Some(shard) = shard {
        loaded.keep_shard(shard, settings);
    }
    Ok(shard.is_some())
}

/// The exit code that the cases lead to. `is_part`: these are those of a shard, which may be one that no case is in.
fn verdict(result: &RunResult, is_part: bool) -> Exit {
    match Exit::of_run(&result.record) {
        _ if result.lost > 0 => Exit::Bug,
        Exit::Nothing if is_part && result.record.cases.is_empty() => Exit::Passed,
        exit => exit,
    }
}

/// The flags as a layer of settings.
fn flags(args: &mut RunArgs, ci: Option<&Ci>) -> Result<Layer, CliError> {
    let mut flags = Layer::default();
    take(&mut args.requests).add_to(&mut flags);
    take(&mut args.levels).add_to(&mut flags);
    take(&mut args.throttling).add_to(&mut flags);
    flags.min_fired = args.min_fired.take();
    flags.coverage = args.coverage.then_some(true);
    flags.min_coverage = (!args.min_coverage.is_empty()).then_some(LeastCovered(take(&mut args.min_coverage)));
    flags.reports = reports(take(&mut args.reports))?;
    flags.reports.defaults = ci.into_iter().flat_map(Ci::reports).collect();
    Ok(flags)
}

/// Loads the cases; where that fails, reports of an earlier run must not look like those of this one.
fn load(
    settings: &Settings,
    source: Option<&Path>,
    selection: &Selection,
    read_limit: Option<u64>,
) -> Result<LoadedCases, SessionError> {
    let options = LoadOptions {
        source,
        selection: Some(selection),
        read_limit,
        // The embedded service has to know all schemas from the start.
        to_fire: settings.target.base_url.is_some(),
        routes: settings.coverage,
        ..LoadOptions::default()
    };
    session::load_cases(settings, options).inspect_err(|_| {
        // `--failed` selects by the record of the last run, which must survive.
        if !selection.failed {
            session::remove_old_reports(&settings.reports);
        }
    })
}

/// Says where the recording is, or why there is none; whether one is missing.
fn announce_recording(recorded: &Result<Option<Recorded<'_>>, WriteError>) -> io::Result<bool> {
    match recorded {
        Ok(None) => return Ok(false),
        Ok(Some(Recorded { file, left_out: 0 })) => {
            writeln!(streams::stderr(), "doctrial: the exchanges are in {}", file.display())?;
            return Ok(false);
        }
        Ok(Some(Recorded { file, left_out })) => writeln!(
            streams::stderr(),
            "doctrial: {} of {} left out: the run was interrupted a second time before their secrets were hidden",
            counted(*left_out, "exchange"),
            file.display()
        )?,
        Err(error) => writeln!(streams::stderr(), "doctrial: {error}")?,
    }
    Ok(true)
}

/// Prints what would be sent, secrets hidden.
fn dry_run(loaded: LoadedCases, settings: &Settings) -> Result<Exit, CliError> {
    print_warnings(&loaded)?;
    let plan = RunPlan::start(loaded, settings)?;
    streams::hide(&plan.redactor);
    announce(&plan, &plan.errors(), 0, None)?;
    let mut out = streams::stdout();
    for Rehearsed { id, role, request } in plan.rehearsal() {
        let role = match role {
            Role::Case => "",
            Role::Step => " (needed by others)",
            Role::Undo => " (takes back)",
        };
        match request {
            Ok(prepared) => writeln!(out, "# {id}{role}\n{}", shown_request::text(&prepared, &plan.redactor))?,
            Err(skip) => writeln!(out, "# {id}{role}\nskipped: {}\n", plan.redactor.text(&skip.reason))?,
        }
    }
    out.flush()?;
    Ok(Exit::Passed)
}

/// Where the responses come from, and whether they are kept.
fn traffic(record: Option<&Path>, replay: Option<Replay>) -> Result<TrafficPlan, SessionError> {
    Ok(match (record, replay) {
        (_, Some(replay)) => TrafficPlan::Replay(Box::new(replay)),
        (Some(folder), None) => TrafficPlan::Record(Recorder::create(folder)?),
        (None, None) => TrafficPlan::Fire,
    })
}

/// The last run with what `--failed` fired again: its reports are about all cases, not about those alone.
fn update(last: &RunRecord, run: RunRecord) -> io::Result<RunRecord> {
    if let Some(updated) = session::updated(last, &run) {
        let (again, all) = (run.cases.len(), counted(updated.cases.len(), "case"));
        writeln!(
            streams::stderr(),
            "doctrial: the reports are those of the last run, {all}, with {again} fired again"
        )?;
        return Ok(updated);
    }
    let why = "the last run was about other docs or another service";
    writeln!(streams::stderr(), "doctrial: warning: the reports cover these cases alone: {why}")?;
    Ok(run)
}

/// `source`: the docs that the command names; without it they are those of the settings.
fn announce(plan: &RunPlan, errors: &[String], docs_findings: usize, source: Option<&Path>) -> io::Result<()> {
    let mut err = streams::stderr();
    writeln!(err, "doctrial: {}", plan.describe())?;
    for warning in plan.warnings() {
        writeln!(err, "doctrial: warning: {warning}")?;
    }
    for error in errors {
        writeln!(err, "doctrial: error: {error}")?;
    }
    note_findings(docs_findings, source)
}

fn text(record: &RunRecord, docs: &Docs<'_>, verbose: bool, short: bool) -> String {
    let cases = if verbose { each(record) } else { String::new() };
    let detail = if verbose { Detail::All } else { Detail::Screen };
    let palette = streams::palette();
    cases + &if short { quiet(record, docs, &palette) } else { terminal(record, docs, &palette, detail) }
}

/// A text with what changed since the run before above it, if that is known.
pub(in crate::cli) fn above(compared: &str, text: String) -> String {
    if compared.is_empty() { text } else { format!("{compared}\n{text}") }
}

/// Writes the reports and prints the text. What cannot be written is reported, and turns a green verdict into an error.
pub(in crate::cli) fn conclude(
    verdict: Exit,
    text: &str,
    reports: OpenReports,
    record: &RunRecord,
    docs_root: &DocsRoot,
) -> Exit {
    let shown = if reports.take_standard_output() {
        streams::styled_stderr().write_all(text.as_bytes())
    } else {
        let mut out = streams::stdout();
        out.write_all(text.as_bytes()).and_then(|()| out.flush())
    };
    let unwritten = reports.write(record, docs_root).into_iter().map(CliError::from);
    let failures: Vec<CliError> = unwritten.chain(shown.err().map(CliError::from)).collect();
    for failure in &failures {
        // If even this cannot be printed, there is no way to inform the user.
        let _ = writeln!(streams::stderr(), "doctrial: {failure}");
    }
    if verdict == Exit::Passed && !failures.is_empty() { Exit::Usage } else { verdict }
}

/// A line for each case.
fn each(record: &RunRecord) -> String {
    let line = |case: &CaseRecord| match &case.verdict.outcome {
        Outcome::Passed => format!("passed  {} ({:.0} ms)\n", case.id, case.elapsed_ms),
        Outcome::Failed => format!("failed  {} ({:.0} ms)\n", case.id, case.elapsed_ms),
        Outcome::Broken(cause) => format!("broken  {}: {cause}\n", case.id),
        Outcome::Skipped(skip) => format!("skipped {}: {skip}\n", case.id),
    };
    record.cases.iter().map(line).collect::<String>() + "\n"
}

/// Why cases did not pass, the steps that failed, and the counts.
fn quiet(record: &RunRecord, docs: &Docs<'_>, palette: &Palette) -> String {
    let denied: String = record.denied().map(|finding| render_finding_line(finding, docs, palette) + "\n").collect();
    let steps = render_failed_steps(record, docs, palette);
    render_failures(record, docs, palette, Detail::Causes) + &steps + &denied + &last_line(record, palette) + "\n"
}
