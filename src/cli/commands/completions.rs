//! `doctrial completions`: the script that a shell reads.

use std::io::Write;

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::Exit;
use crate::cli::args::command_line::Cli;
use crate::cli::error::CliError;
use crate::cli::output::streams;

pub(in crate::cli) fn completions(shell: Shell) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "doctrial", &mut script);
    let mut out = streams::reference_stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Passed)
}
