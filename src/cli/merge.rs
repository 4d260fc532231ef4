use std::io::Write;

use super::Exit;
use super::args::MergeArgs;
use super::entry_point::Context;
use super::error::CliError;
use super::flags::reports;
use super::run::exit;
use crate::config::{Layer, Purpose};
use crate::report::Palette;
use crate::report::terminal;
use crate::session;
use crate::session::DocsRoot;

pub(super) fn merge(context: &Context, args: MergeArgs) -> Result<Exit, CliError> {
    let flags = Layer { reports: reports(args.report), ..Layer::default() };
    let settings = context.settings(flags, Purpose::Read)?;
    let record = session::merge_records(&args.records)?;
    let docs_root = DocsRoot::at(record.header.source.as_ref());
    session::write_reports(&record, &docs_root, &settings.reports, None)?;
    let text = docs_root.with(|docs| terminal(&record, docs, &Palette::COLOURED));
    anstream::stdout().lock().write_all(text.as_bytes())?;
    Ok(exit(&record))
}
