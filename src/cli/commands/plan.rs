//! `doctrial plan`: steps before cases, and proposals for those that need some.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use crate::cli::args::command_line::PlanArgs;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::print_warnings;
use crate::cli::{Exit, counted};
use crate::config::{Layer, Purpose};
use crate::session;
use crate::session::LoadOptions;
use crate::state::render;

pub(in crate::cli) fn plan(context: &Context, args: &PlanArgs) -> Result<Exit, CliError> {
    let mut settings = context.settings(Layer::default(), Purpose::List)?;
    let file = settings.file.clone().unwrap_or_else(|| PathBuf::from("doctrial.toml"));
    let options = LoadOptions { source: args.source.as_deref(), ..LoadOptions::default() };
    let mut loaded = session::load_cases(&settings, options)?;
    print_warnings(&loaded)?;
    let proposals = session::proposals(&mut settings, &mut loaded);
    let text = render(&proposals);
    let mut out = streams::stdout();
    if proposals.is_empty() {
        writeln!(
            streams::stderr(),
            "doctrial: nothing to propose: no documented request creates a resource whose id another request needs"
        )?;
    } else if args.write {
        let settings = OpenOptions::new().create(true).append(true).open(&file);
        settings
            .and_then(|mut settings| write!(settings, "\n{text}"))
            .map_err(|error| CliError::Usage(format!("cannot add the proposals to {}: {error}", file.display())))?;
        let count = counted(proposals.len(), "capture");
        writeln!(out, "{count} added to {}: review them before you run", file.display())?;
    } else {
        out.write_all(text.as_bytes())?;
    }
    out.flush()?;
    Ok(Exit::Passed)
}
