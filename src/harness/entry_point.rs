//! `main` of a test target: loads the cases, lets libtest-mimic run them, writes the reports.

use std::fmt::Display;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use clap::Parser as _;
use libtest_mimic::{Arguments, Trial};

use super::empty::nothing_fired;
use super::trials::{Collected, listed, trials};
use crate::config::{Environment, Layer, Load, Purpose, Settings};
use crate::record::{CaseRecord, Conclusion, RunRecord};
use crate::report::{
    Detail, Palette, PrintableWriter, last_line, render_coverage, render_failures, without_workflow_commands,
};
use crate::session;
use crate::session::{
    ARRIVED_LATE, DocsRoot, LoadOptions, LoadedCases, OpenReports, RunPlan, Selection, SelectionError, SessionError,
};

/// What libtest exits with when a test fails; cargo and nextest know it.
const FAILED: u8 = 101;

/// Runs the contract cases of the crate whose test this is: settings and docs are looked up from `CARGO_MANIFEST_DIR`,
/// which cargo sets when the test runs (from the working directory if it is not set).
///
/// Reads the process's own arguments, as libtest does and as far as libtest-mimic knows them (`--list`, `--exact`, `--skip`,
/// `--ignored`, `--test-threads`, filters), and the environment. Prints one line for each case to standard output, and what
/// went wrong besides them to standard error. Writes the reports that the settings name (`reports/junit.xml` and
/// `reports/run.ndjson` where they name none), once the last case is over.
///
/// # Exit codes
/// The code is 0 when every case that was fired passed; also when a filter or `--ignored` left no case that could be fired, or a
/// shard has no case. It is 101 when a case failed or could not be judged, when a run of all cases (or of one, by its whole id) fired
/// nothing, when it was interrupted, cut short by a budget or did not meet a gate (`min-fired`, `min-coverage`), when settings or docs are wrong, or when a report could not be written. It is 2 for wrong arguments. A case that
/// fails never panics.
pub fn main() -> ExitCode {
    match Environment::of_process() {
        Ok(environment) => {
            let dir = environment.crate_dir().unwrap_or_else(|| environment.cwd.clone());
            main_in(&dir, &environment)
        }
        Err(error) => fail_with(&error),
    }
}

/// [`main`] for the crate in `dir`.
#[doc(hidden)]
pub fn main_in(dir: &Path, environment: &Environment) -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(usage) => {
            // If even this cannot be printed, there is no way to inform the user.
            let _ = usage.print();
            return ExitCode::from(u8::try_from(usage.exit_code()).unwrap_or(FAILED));
        }
    };
    let done = if arguments.list { list(dir, environment, &arguments) } else { run(dir, environment, arguments) };
    done.unwrap_or_else(|error| fail_with(&error))
}

fn fail_with(why: &dyn Display) -> ExitCode {
    print_message(why);
    ExitCode::from(FAILED)
}

/// On stderr: stdout is libtest's, and read by tools.
fn print_message(text: &dyn Display) {
    // If stderr is closed, there is no way to inform the user.
    let _ = writeln!(PrintableWriter::plain(io::stderr()), "doctrial: {text}");
}

fn warn(warnings: &[String]) {
    for warning in warnings {
        print_message(&format!("warning: {warning}"));
    }
}

fn load(dir: &Path, environment: &Environment, purpose: Purpose) -> Result<Settings, SessionError> {
    let from = dir.to_owned();
    let load = Load { environment, from, file: None, profile: None, flags: Layer::default(), purpose };
    Ok(load.settings()?)
}

fn list(dir: &Path, environment: &Environment, arguments: &Arguments) -> Result<ExitCode, SessionError> {
    let settings = load(dir, environment, Purpose::List)?;
    let selection = selection(arguments);
    // An empty list is not a failure: nextest lists with filters that may match nothing.
    let selection = Some(&selection).filter(|selection| selection.single_id().is_some());
    let read_limit = environment.full_scan_limit();
    let options = LoadOptions { source: None, selection, read_limit, to_fire: true, ..LoadOptions::default() };
    let mut loaded = session::load_cases(&settings, options)?;
    keep_shard(&mut loaded, &settings, environment, selection.is_some())?;
    let (cases, planned) = session::request_planner(&settings, &mut loaded);
    let skips = |case: &_| planned(case).err();
    Ok(libtest_mimic::run(arguments, listed(cases, skips)).exit_code())
}

/// Keeps only the shard that the environment asks for; a case that is named is in any shard. Returns whether there is one.
fn keep_shard(
    loaded: &mut LoadedCases,
    settings: &Settings,
    environment: &Environment,
    is_named: bool,
) -> Result<bool, SessionError> {
    let shard = session::shard_of(environment)?.filter(|_| !is_named);
    if let Some(shard) = shard {
        loaded.keep_shard(shard, settings);
    }
    Ok(shard.is_some())
}

/// Whether nothing is to be fired, whatever the settings lack for firing: a filter is about other targets' tests, or `--ignored`
/// about tests that are not run.
fn fires_nothing(dir: &Path, environment: &Environment, arguments: &Arguments, selection: &Selection) -> bool {
    if selection.single_id().is_some() {
        return false;
    }
    if arguments.ignored || selection.is_all() {
        return arguments.ignored;
    }
    let Ok(settings) = load(dir, environment, Purpose::List) else { return false };
    let loaded = session::load_cases(&settings, options_to_fire(&settings, selection, environment));
    matches!(loaded, Err(SessionError::Selection(SelectionError::NoMatch { .. })))
}

fn run(dir: &Path, environment: &Environment, mut arguments: Arguments) -> Result<ExitCode, SessionError> {
    let selection = selection(&arguments);
    let mut settings = match load(dir, environment, Purpose::Fire) {
        Err(error) if fires_nothing(dir, environment, &arguments, &selection) => {
            print_message(&format!("nothing selected; to fire cases, correct the settings: {error}"));
            return Ok(libtest_mimic::run(&arguments, Vec::new()).exit_code());
        }
        loaded => loaded.inspect_err(|_| session::remove_usual_reports(dir))?,
    };
    let mut loaded = match session::load_cases(&settings, options_to_fire(&settings, &selection, environment)) {
        Err(SessionError::Selection(nothing @ SelectionError::NoMatch { .. })) => {
            // `cargo test NAME` runs every test target; most names are those of other targets' tests.
            print_message(&nothing);
            return Ok(libtest_mimic::run(&arguments, Vec::new()).exit_code());
        }
        loaded => loaded?,
    };
    let is_shard = keep_shard(&mut loaded, &settings, environment, selection.single_id().is_some())?;
    // No case may be in this one of the shards: then the others have them all.
    let is_empty_shard = is_shard && loaded.cases.is_empty();
    if !loaded.all {
        // The gates are about all cases: what a filter leaves says nothing about how many can be fired.
        settings.min_fired = None;
        settings.min_coverage.clear();
    }
    warn(&loaded.warnings);
    loaded.errors().iter().for_each(|error| print_message(&format!("error: {error}")));
    let reports = match environment.nextest_run() {
        Some(_) => None,
        // What `--ignored` selects is not fired: the reports of what was fired stay.
        None if arguments.ignored => None,
        None => Some(OpenReports::open(&settings.reports)?),
    };
    let docs_root = DocsRoot::of(&loaded, &settings).seen_from(environment);
    let (began, started) = (Instant::now(), SystemTime::now());
    let plan = Arc::new(RunPlan::start(loaded, &settings)?);
    let docs_root = docs_root.hiding(&plan.redactor);
    // The trials' threads only wait; as many as there may be cases in flight.
    arguments.test_threads.get_or_insert(settings.concurrency.min(plan.cases.len()));
    print_message(&plan.describe());
    warn(&plan.warnings());
    warn(&plan.errors());
    plan.wait_until_ready(settings.wait)?;
    // What a filter leaves may be skipped; all cases, or the one that nextest runs, may not: it would count as passed.
    let may_fire_nothing =
        is_empty_shard || arguments.ignored || !(selection.is_all() || selection.single_id().is_some());
    let collected = Collected::default();
    let trials = trials(&plan, &docs_root, &collected, arguments.ignored);
    let conclusion = conclude(&arguments, trials, &plan, &collected);
    plan.take_back_all();
    let cases = collected.in_order();
    let failed = count_red(&cases);
    let record = plan.record(cases, started, began.elapsed());
    // Bytes that came after a response had been judged, say.
    let fails_late = count_red(&record.cases) > failed;
    if fails_late {
        docs_root.with(|docs| print_message(&render_failures(&record, docs, &Palette::PLAIN, Detail::Screen)));
    } else if failed > 1 && environment.nextest_run().is_none() {
        let causes = docs_root.with(|docs| render_failures(&record, docs, &Palette::PLAIN, Detail::Causes));
        let _ = write!(PrintableWriter::new(io::stderr()), "{}", without_workflow_commands(&causes));
    }
    let failures = write(reports, &record, &settings, environment, &docs_root);
    report_end(&plan, &record, &failures, environment);
    // A run without its report must not look green.
    let is_red = fails_late || !failures.is_empty();
    Ok(exit_code(&record, may_fire_nothing, if is_red { ExitCode::from(FAILED) } else { conclusion }))
}

/// What is printed below the trials: reports that could not be written, coverage, the last line.
fn report_end(plan: &RunPlan, record: &RunRecord, failures: &[SessionError], environment: &Environment) {
    for failure in failures {
        print_message(failure);
    }
    if environment.nextest_run().is_none() {
        render_coverage(record, &Palette::PLAIN).lines().for_each(|line| print_message(&line));
    }
    if plan.interrupt.arrived_late() {
        print_message(&ARRIVED_LATE);
    }
    print_message(&last_line(record, &Palette::PLAIN));
}

/// The exit code of a run. `of_trials`: the one that its trials and reports give.
fn exit_code(record: &RunRecord, may_fire_nothing: bool, of_trials: ExitCode) -> ExitCode {
    match Conclusion::of(record) {
        // libtest-mimic counts cases that Ctrl-C skipped as ignored, but they were to be fired.
        Conclusion::Interrupted => fail_with(&"the run was interrupted"),
        Conclusion::NothingFired if !may_fire_nothing => fail_with(&nothing_fired(record)),
        Conclusion::NothingFired if !record.is_denied() => of_trials,
        conclusion if conclusion.is_success() => of_trials,
        _ => ExitCode::from(FAILED),
    }
}

fn options_to_fire<'a>(settings: &Settings, selection: &'a Selection, environment: &Environment) -> LoadOptions<'a> {
    LoadOptions {
        source: None,
        selection: Some(selection),
        read_limit: environment.full_scan_limit(),
        // The embedded service has to know all schemas from the start.
        to_fire: settings.target.base_url.is_some(),
        // A process of nextest knows one case; its operation has the name that the whole gives it, which is determined once in a run.
        routes: settings.coverage,
        ..LoadOptions::default()
    }
}

/// Writes the reports, or what this process adds to those of a run of nextest; what cannot be written.
fn write(
    reports: Option<OpenReports>,
    record: &RunRecord,
    settings: &Settings,
    environment: &Environment,
    docs_root: &DocsRoot,
) -> Vec<SessionError> {
    match (reports, environment.nextest_run()) {
        (Some(reports), _) => reports.write(record, docs_root),
        (None, Some(id)) => {
            let documented = || session::documented(settings);
            session::add_to_nextest_run(record, &settings.reports, id, docs_root, documented)
                .err()
                .into_iter()
                .collect()
        }
        (None, None) => Vec::new(),
    }
}

fn count_red(cases: &[CaseRecord]) -> usize {
    cases.iter().filter(|case| case.verdict.outcome.is_red()).count()
}

/// Runs the trials. libtest-mimic panics where it cannot print, for example because the reader of its output has gone: what it
/// has not fired then is fired without it.
fn conclude(arguments: &Arguments, trials: Vec<Trial>, plan: &Arc<RunPlan>, collected: &Collected) -> ExitCode {
    let hook = Arc::new(panic::take_hook());
    let others = Arc::clone(&hook);
    panic::set_hook(Box::new(move |panic| {
        if !panic.payload().downcast_ref::<String>().is_some_and(|message| message.contains("BrokenPipe")) {
            others(panic);
        }
    }));
    let printed = panic::catch_unwind(AssertUnwindSafe(|| libtest_mimic::run(arguments, trials).exit_code()));
    panic::set_hook(Box::new(move |panic| hook(panic)));
    match printed {
        Ok(conclusion) => conclusion,
        Err(_) if collected.complete(plan) => ExitCode::SUCCESS,
        Err(_) => ExitCode::from(FAILED),
    }
}

/// The arguments as a selection, so that the error of an empty one suggests similar ids. libtest-mimic filters once more.
fn selection(arguments: &Arguments) -> Selection {
    Selection {
        filters: arguments.filter.iter().cloned().collect(),
        ids_only: true,
        exact: arguments.exact,
        skip: arguments.skip.clone(),
        ..Selection::default()
    }
}
