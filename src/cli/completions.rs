use std::io::Write;

use clap::CommandFactory as _;
use clap_complete::Shell;

use super::Exit;
use super::args::Cli;
use super::error::CliError;

pub(super) fn completions(shell: Shell) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "doctrial", &mut script);
    std::io::stdout().write_all(&script)?;
    Ok(Exit::Kept)
}
