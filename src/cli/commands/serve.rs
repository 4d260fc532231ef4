//! `doctrial serve`: the mock until Ctrl-C.

use std::io::Write;
use std::pin::pin;
use std::sync::Arc;

use futures_util::future::{Either, select};

use crate::cli::args::command_line::ServeArgs;
use crate::cli::context::Context;
use crate::cli::error::CliError;
use crate::cli::output::streams;
use crate::cli::output::warnings::{error_count, note_findings};
use crate::cli::{Exit, counted};
use crate::config::{Layer, Purpose};
use crate::mock::Service;
use crate::schema::Schemas;
use crate::session;
use crate::session::{Interrupt, LoadOptions, Selection, SessionError};

pub(in crate::cli) fn serve(context: &Context, args: &ServeArgs) -> Result<Exit, CliError> {
    let settings = context.settings(Layer::default(), Purpose::Read)?;
    let loaded = session::load_cases(
        &settings,
        LoadOptions {
            source: args.source.as_deref(),
            selection: Some(&Selection::default()),
            ..LoadOptions::default()
        },
    )?;
    note_findings(error_count(&loaded.findings), args.source.as_deref())?;
    let count = counted(loaded.cases.len(), "documented request");
    let runtime = session::runtime().map_err(SessionError::Runtime)?;
    let schemas = Arc::new(Schemas::new(loaded.schemas));
    let mut running =
        Service::start(loaded.cases, schemas, runtime.handle(), args.listen).map_err(SessionError::from)?;
    let interrupt = Interrupt::on_ctrl_c(runtime);
    let mut out = streams::stdout();
    writeln!(out, "http://{}", running.addr)?;
    out.flush()?;
    let source = loaded.source.display();
    writeln!(streams::stderr(), "doctrial: serving {count} of {source}; Ctrl-C stops")?;
    runtime.block_on(async {
        match select(pin!(running.wait()), pin!(interrupt.wait())).await {
            Either::Left((ended, _)) => ended.map_err(SessionError::from),
            Either::Right(_) => Ok(()),
        }
    })?;
    Ok(Exit::Passed)
}
