use std::io::{self, Write};
use std::sync::Arc;

use super::args::RunArgs;
use super::entry_point::Context;
use super::error::CliError;
use super::flags::{reports, source_and_filters};
use super::notes::notes;
use super::progress::Progress;
use super::{Exit, counted};
use crate::config::{Layer, Purpose};
use crate::finding::{Level, Outcome};
use crate::record::{RunRecord, Totals};
use crate::report::terminal;
use crate::report::{Docs, Palette, render_case, render_summary};
use crate::session;
use crate::session::{DocsRoot, LoadOptions, RunPlan};

/// anstream takes the colours out again where nobody would see them.
const COLOURED: Palette = Palette::COLOURED;

pub(super) fn run(context: &Context, args: RunArgs) -> Result<Exit, CliError> {
    let mut flags = Layer::default();
    args.requests.add_to(&mut flags);
    args.levels.add_to(&mut flags);
    flags.reports = reports(args.report);
    let settings = context.settings(flags, Purpose::Fire)?;
    let (source, filters) = source_and_filters(args.words)?;
    let selection = args.selection.build(filters);
    let forbid_scan = context.environment.forbids_full_scan();
    let loaded = session::load_cases(
        &settings,
        LoadOptions { source: source.as_deref(), selection: Some(&selection), forbid_scan, ..LoadOptions::default() },
    )?;
    let docs_findings = loaded.findings.iter().filter(|finding| finding.level == Level::Deny).count();
    let mut err = anstream::stderr();
    notes(&loaded)?;
    let docs_root = DocsRoot::of(&loaded, &settings);
    let plan = Arc::new(RunPlan::start(loaded, &settings)?);
    writeln!(err, "doctrial: {}", plan.describe())?;
    if docs_findings > 0 {
        let count = counted(docs_findings, "finding");
        writeln!(err, "doctrial: the docs have {count} of their own: `doctrial check` shows them")?;
    }
    let mut progress = Progress::over(plan.cases.len(), !args.quiet);
    let result = session::run_cases(&plan, |record| progress.done(record))?;
    progress.end();
    let written = session::write_reports(&result.record, &docs_root, &settings.reports, None);
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    if args.verbose {
        each(&mut out, &result.record)?;
    }
    let text = docs_root
        .with(|docs| if args.quiet { quiet(&result.record, docs) } else { terminal(&result.record, docs, &COLOURED) });
    out.write_all(text.as_bytes())?;
    out.flush()?;
    written?;
    Ok(if result.lost > 0 { Exit::Bug } else { exit(&result.record) })
}

/// A line for each case.
fn each(out: &mut impl Write, record: &RunRecord) -> io::Result<()> {
    for case in &record.cases {
        match &case.verdict.outcome {
            Outcome::Passed => writeln!(out, "passed  {} ({:.0} ms)", case.id, case.elapsed_ms)?,
            Outcome::Failed => writeln!(out, "failed  {} ({:.0} ms)", case.id, case.elapsed_ms)?,
            Outcome::Broken(cause) => writeln!(out, "broken  {}: {cause}", case.id)?,
            Outcome::Skipped(skip) => writeln!(out, "skipped {}: {skip}", case.id)?,
        }
    }
    writeln!(out)
}

/// What is not green, and the counts.
fn quiet(record: &RunRecord, docs: &Docs<'_>) -> String {
    let red = record.cases.iter().filter(|case| matches!(case.verdict.outcome, Outcome::Failed | Outcome::Broken(_)));
    let mut text: String = red.map(|case| render_case(case, docs, &COLOURED) + "\n").collect();
    let summary = render_summary(record, docs, &COLOURED);
    text.extend(summary.lines().last());
    text.push('\n');
    text
}

/// The outcome of a run as an exit code. Nothing fired is not green, and neither is a run that was cut short.
pub(super) fn exit(record: &RunRecord) -> Exit {
    let Totals { passed, failed, broken, .. } = Totals::of(record);
    match (failed, broken, passed) {
        _ if record.interrupted => Exit::Findings,
        (0, 0, 0) => Exit::Nothing,
        (0, 1.., 0) => Exit::Unreachable,
        (0, 0, _) => Exit::Kept,
        _ => Exit::Findings,
    }
}
