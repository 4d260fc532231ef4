use std::io::Write;

use super::Exit;
use super::args::MergeArgs;
use super::entry_point::Door;
use super::error::CliError;
use super::flags::reports;
use super::run::exit;
use crate::config::{Layer, Purpose};
use crate::report::Palette;
use crate::report::terminal;
use crate::session;
use crate::session::DocsRoot;

pub(super) fn merge(door: &Door, args: MergeArgs) -> Result<Exit, CliError> {
    let flags = Layer { reports: reports(args.report), ..Layer::default() };
    let settings = door.settings(flags, Purpose::Read)?;
    let record = session::merge(&args.records)?;
    let shelf = DocsRoot::at(record.header.source.as_ref());
    session::write_reports(&record, &shelf, &settings.reports, None)?;
    let text = shelf.with(|docs| terminal(&record, docs, &Palette::COLOURED));
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(exit(&record))
}
