//! `doctrial baseline update`: writes what fails in a run into the file of known findings.

use std::io::Write as _;

use crate::cli::Exit;
use crate::cli::args::command_line::BaselineArgs;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::read_record;
use crate::config::{Layer, Purpose};
use crate::session;
use crate::session::{BaselineChange, SessionError};

pub(in crate::cli) fn update(context: &Context, args: BaselineArgs) -> Result<Exit, CliError> {
    let settings = context.settings(Layer::default(), Purpose::Read)?;
    let run = match args.record {
        Some(file) => read_record(file)?,
        None => session::last_run(&settings).map_err(SessionError::from)?,
    };
    let change = session::update_baseline(&run, &settings.baseline).map_err(SessionError::from)?;
    let BaselineChange { added, kept, removed, untouched } = change;
    let file = settings.baseline.display();
    writeln!(streams::stdout(), "{file}: {added} added, {kept} kept, {removed} removed, {untouched} not in this run")?;
    Ok(Exit::Passed)
}
