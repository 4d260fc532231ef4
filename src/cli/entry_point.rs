//! `main`: arguments in, the command chosen, the exit code out. Start here.

use std::ffi::OsString;
use std::io::Write;
use std::panic;
use std::path::Path;

use anstream::ColorChoice;
use clap::Parser as _;

use super::args::{BaselineCommand, Cli, Color, Command, Shared};
use super::error::CliError;
use super::report_args::ReportCommand;
use super::usage::print_usage;
use super::{
    Exit, baseline, bless, check, completions, convert, explain, list, merge, mutate, plan, report_diff, run, schema,
    scrape, serve, streams,
};
use crate::config::{Environment, Layer, Load, Purpose, Settings};
use crate::session::{Replay, SessionError};

/// The whole program: arguments (the program's name first) in, exit code out.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let cli = match Cli::try_parse_from(&arguments) {
        Ok(cli) => cli,
        Err(usage) => return print_usage(usage, &arguments),
    };
    match cli.shared.color {
        Color::Auto => {}
        Color::Always => ColorChoice::Always.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
    }
    panic::set_hook(Box::new(|bug| {
        let _ = writeln!(
            streams::stderr(),
            "doctrial: this is a bug in doctrial, not in your docs or service; please report it with the command you ran\n{bug}"
        );
    }));
    match panic::catch_unwind(|| command(cli)) {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            let exit = error.exit();
            if exit != Exit::Passed {
                let _ = writeln!(streams::stderr(), "doctrial: {error}");
            }
            exit
        }
        Err(_) => Exit::Bug,
    }
}

fn command(cli: Cli) -> Result<Exit, CliError> {
    let context = Context { environment: Environment::of_process()?, shared: cli.shared };
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
        Command::Report(ReportCommand::Merge(args)) => merge::merge(&context, args),
        Command::Report(ReportCommand::Convert(args)) => convert::convert(&context, args),
        Command::Report(ReportCommand::Har(args)) => report_diff::har(&args),
        Command::Report(ReportCommand::Diff(args)) => report_diff::report_diff(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Schema(args) => schema::schema(&context, &args),
        Command::Completions { shell } => completions::completions(shell),
    }
}

/// What every command needs: the environment, and the arguments that all commands share.
pub(super) struct Context {
    pub(super) environment: Environment,
    shared: Shared,
}

impl Context {
    /// Whether `--config` has no file: `schema` then describes the settings, elsewhere it is a mistake.
    pub(super) fn has_empty_config(&self) -> bool {
        self.shared.config.as_ref().is_some_and(|file| file.as_os_str().is_empty())
    }

    /// The settings of a command that fires, or that judges what a recording has in its place.
    pub(super) fn settings_to_fire(
        &self,
        flags: Layer,
        recording: Option<&Path>,
    ) -> Result<(Settings, Option<Replay>), CliError> {
        let replay = recording.map(Replay::read).transpose().map_err(SessionError::from)?;
        let purpose = if replay.is_some() { Purpose::Replay } else { Purpose::Fire };
        let mut settings = self.settings(flags, purpose)?;
        if let Some(replay) = &replay {
            replay.apply_to(&mut settings);
        }
        Ok((settings, replay))
    }

    pub(super) fn settings(&self, flags: Layer, purpose: Purpose) -> Result<Settings, CliError> {
        let load = Load {
            environment: &self.environment,
            from: self.environment.cwd.clone(),
            file: self.shared.config.clone(),
            profile: self.shared.profile.clone(),
            flags,
            purpose,
        };
        Ok(load.settings()?)
    }
}
