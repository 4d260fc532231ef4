//! `doctrial mutate`: how much the docs would catch.

use std::io::Write;

use crate::cli::Exit;
use crate::cli::args::flag_values::source_and_filters;
use crate::cli::args::format::Format;
use crate::cli::args::mutate::MutateArgs;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::print_warnings;
use crate::config::{Layer, Purpose};
use crate::finding::suggest::did_you_mean;
use crate::judge::Policy;
use crate::mutation;
use crate::mutation::{Mutation, Plan, Report};
use crate::schema::Schemas;
use crate::session;
use crate::session::LoadOptions;

pub(in crate::cli) fn mutate(context: &Context, args: MutateArgs) -> Result<Exit, CliError> {
    let mutations = selected(&args.mutation)?;
    if args.list {
        return list(&mutations, args.format);
    }
    let mut flags = Layer::default();
    args.levels.add_to(&mut flags);
    let settings = context.settings(flags, Purpose::Read)?;
    let (source, filters) = source_and_filters(args.words)?;
    let selection = args.selection.build(filters);
    let read_limit = context.environment.full_scan_limit();
    let options =
        LoadOptions { source: source.as_deref(), selection: Some(&selection), read_limit, ..LoadOptions::default() };
    let loaded = session::load_cases(&settings, options)?;
    streams::hide(&session::redactor(&settings, &loaded.cases));
    let mut err = streams::stderr();
    print_warnings(&loaded)?;
    let policy = Policy { levels: settings.levels.clone(), denied_tolerances: settings.denied_tolerances.clone() };
    let schemas = Schemas::new(loaded.schemas);
    let plan = Plan {
        mutations,
        places: places(args.places, loaded.cases.len()),
        budget: args.places.map_or(Plan::BUDGET, |_| usize::MAX),
    };
    let report = mutation::run(&loaded.cases, &schemas, &policy, &plan);
    let mut out = streams::stdout();
    match args.format {
        Format::Text => write!(out, "{}", mutation::report_text(&report, args.verbose))?,
        Format::Json => writeln!(out, "{:#}", mutation::report_json(&report))?,
    }
    out.flush()?;
    if let Some(low) = below(&report, args.min_score) {
        writeln!(err, "doctrial: {low}")?;
    }
    Ok(Exit::of_mutation(&report, below(&report, args.min_score).is_some()))
}

/// At how many locations each mutation is applied; nothing: at all. In many cases every kind of location occurs many times.
fn places(asked: Option<usize>, cases: usize) -> Option<usize> {
    const MANY_CASES: usize = 200;
    asked.map_or_else(|| (cases > MANY_CASES).then_some(1), |places| (places > 0).then_some(places))
}

/// The mutations with these names; without names, all.
fn selected(names: &[String]) -> Result<Vec<&'static Mutation>, CliError> {
    if names.is_empty() {
        return Ok(mutation::all().collect());
    }
    let find = |name: &String| mutation::find(name).ok_or_else(|| CliError::Usage(unknown(name)));
    names.iter().map(find).collect()
}

fn unknown(name: &str) -> String {
    match mutation::nearest(name) {
        Some(near) => format!("unknown mutation `{name}`; {}", did_you_mean(near.name)),
        None => format!("unknown mutation `{name}` (`doctrial mutate --list` shows all)"),
    }
}

fn list(mutations: &[&Mutation], format: Format) -> Result<Exit, CliError> {
    let mut out = streams::reference_stdout();
    match format {
        Format::Text => write!(out, "{}", mutation::listed(mutations))?,
        Format::Json => writeln!(out, "{:#}", mutation::catalogue_json(mutations))?,
    }
    out.flush()?;
    Ok(Exit::Passed)
}

/// Why the score is too low, if it is.
fn below(report: &Report, least: Option<f64>) -> Option<String> {
    let (percent, least) = (report.score(|_| true).percent()?, least?);
    (percent < least).then(|| format!("the docs catch {percent:.2} % of the violations, less than --min-score {least}"))
}
