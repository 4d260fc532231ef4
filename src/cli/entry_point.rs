use std::ffi::OsString;
use std::io::Write;
use std::panic;

use anstream::ColorChoice;
use clap::Parser as _;

use super::args::{Cli, Color, Command, ReportCommand, Shared};
use super::error::CliError;
use super::{Exit, check, completions, explain, list, merge, mutate, run, schema, scrape, serve};
use crate::config::{Environment, Layer, Load, Purpose, Settings};

/// The whole program: arguments (the program's name first) in, exit code out.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(usage) => {
            // Nothing is left to tell where even this cannot be printed.
            let _ = usage.print();
            return if usage.use_stderr() { Exit::Usage } else { Exit::Kept };
        }
    };
    match cli.shared.color {
        Color::Auto => {}
        Color::Always => ColorChoice::Always.write_global(),
        Color::Never => ColorChoice::Never.write_global(),
    }
    panic::set_hook(Box::new(|bug| {
        let _ = writeln!(
            anstream::stderr(),
            "doctrial: this is a bug in doctrial, not in your docs or service; please report it with the command you ran\n{bug}"
        );
    }));
    match panic::catch_unwind(|| command(cli)) {
        Ok(Ok(exit)) => exit,
        Ok(Err(error)) => {
            let exit = error.exit();
            if exit != Exit::Kept {
                let _ = writeln!(anstream::stderr(), "doctrial: {error}");
            }
            exit
        }
        Err(_) => Exit::Bug,
    }
}

fn command(cli: Cli) -> Result<Exit, CliError> {
    let door = Door { environment: Environment::of_process()?, shared: cli.shared };
    if door.names_no_config() && !matches!(cli.command, Command::Schema(_)) {
        return Err(CliError::Usage("--config needs a file: `--config FILE`".to_owned()));
    }
    match cli.command {
        Command::Run(args) => run::run(&door, *args),
        Command::Check(args) => check::check(&door, *args),
        Command::List(args) => list::list(&door, *args),
        Command::Mutate(args) => mutate::mutate(&door, *args),
        Command::Scrape(args) => scrape::scrape(&door, args),
        Command::Serve(args) => serve::serve(&door, &args),
        Command::Report(ReportCommand::Merge(args)) => merge::merge(&door, args),
        Command::Explain(args) => explain::explain(&args),
        Command::Schema(args) => schema::schema(&door, &args),
        Command::Completions { shell } => completions::completions(shell),
    }
}

/// What every command stands in.
pub(super) struct Door {
    pub(super) environment: Environment,
    shared: Shared,
}

impl Door {
    /// `--config` without a file: what `schema` describes, and a mistake elsewhere.
    pub(super) fn names_no_config(&self) -> bool {
        self.shared.config.as_ref().is_some_and(|file| file.as_os_str().is_empty())
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
