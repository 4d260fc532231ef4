//! `main`: arguments in, the command chosen, the exit code out. Start here.

use std::ffi::OsString;
use std::io::Write;
use std::panic;

use anstream::ColorChoice;
use clap::Parser as _;

use super::Exit;
use super::args::command_line::{BaselineCommand, Cli, Color, Command};
use super::args::report::ReportCommand;
use super::commands::{
    baseline, bless, check, completions, explain, list, mutate, plan, report_convert, report_diff, report_har,
    report_merge, run, schema, scrape, serve,
};
use super::context::Context;
use super::error::CliError;
use super::output::streams;
use super::output::usage::{print_usage, without_credentials};
use super::stale_reports;
use crate::config::Environment;

/// The whole program: arguments (the program's name first) in, exit code out.
///
/// Reads the environment and the working directory, writes to the standard streams, may remove reports of an earlier run, and
/// sets the process-wide colour choice, which it does not restore. Never panics: a bug is [`Exit::Bug`].
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments = with_empty_config(arguments.into_iter().collect());
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            if usage.use_stderr() {
                stale_reports::remove_for_wrong_arguments(&arguments);
            }
            return print_usage(usage, &arguments);
        }
    };
    match cli.shared.color {
        Color::Auto => {}
        Color::Always => ColorChoice::Always.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
    }
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|bug| {
        let _ = writeln!(
            streams::stderr(),
            "doctrial: this is a bug in doctrial, not in your docs or service; please report it with the command you ran\n{bug}"
        );
    }));
    let done = panic::catch_unwind(|| command(cli));
    panic::set_hook(hook);
    match done {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            let exit = error.exit();
            if exit != Exit::Passed {
                let message = without_credentials(error.to_string(), &arguments);
                let _ = writeln!(streams::stderr(), "doctrial: {message}");
            }
            exit
        }
        Err(_) => Exit::Bug,
    }
}

/// `schema --config`, without a file, asks for the schema of the settings: an empty name stands for that.
fn with_empty_config(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let is_flag = |argument: &OsString| argument.as_encoded_bytes().starts_with(b"-");
    if arguments.iter().skip(1).any(|argument| argument == "schema")
        && let Some(at) = arguments.iter().position(|argument| argument == "--config")
        && arguments.get(at + 1).is_none_or(is_flag)
    {
        arguments.insert(at + 1, OsString::new());
    }
    arguments
}

fn command(cli: Cli) -> Result<Exit, CliError> {
    let context = Context { environment: Environment::of_process()?, shared: cli.shared };
    if context.environment.on("GITHUB_ACTIONS") {
        streams::print_no_workflow_commands();
    }
    if context.has_empty_config() && !matches!(cli.command, Command::Schema(_)) {
        return Err(CliError::Usage("--config needs a file: `--config FILE`".to_owned()));
    }
    match cli.command {
        Command::Run(args) => run::run(&context, *args),
        Command::Bless(args) => bless::bless(&context, *args),
        Command::Check(args) => check::check(&context, *args),
        Command::List(args) => list::list(&context, *args),
        Command::Mutate(args) => mutate::mutate(&context, *args),
        Command::Scrape(args) => scrape::scrape(&context, args),
        Command::Plan(args) => plan::plan(&context, &args),
        Command::Serve(args) => serve::serve(&context, &args),
        Command::Baseline(BaselineCommand::Update(args)) => baseline::update(&context, args),
        Command::Report(ReportCommand::Merge(args)) => report_merge::merge(&context, args),
        Command::Report(ReportCommand::Convert(args)) => report_convert::convert(&context, args),
        Command::Report(ReportCommand::Har(args)) => report_har::har(&args),
        Command::Report(ReportCommand::Diff(args)) => report_diff::report_diff(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Schema(args) => schema::schema(&context, &args),
        Command::Completions { shell } => completions::completions(shell),
    }
}
