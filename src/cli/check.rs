use std::io::{self, Write};

use serde_json::json;

use super::args::{CheckArgs, Format};
use super::door::Door;
use super::error::CliError;
use super::flags::source_and_filters;
use super::notes::notes;
use super::{Exit, counted};
use crate::config::{Layer, Purpose};
use crate::finding::Level;
use crate::report::{Palette, render_finding};
use crate::session::{self, Ask, Reading, Shelf};

pub(super) fn check(door: &Door, args: CheckArgs) -> Result<Exit, CliError> {
    let mut flags = Layer::default();
    args.levels.add_to(&mut flags);
    let settings = door.settings(flags, Purpose::Read)?;
    let (source, filters) = source_and_filters(args.words)?;
    let selection = args.pick.selection(filters);
    let ask = Ask { source: source.as_deref(), selection: Some(&selection), lint: true, ..Ask::default() };
    let reading = session::read(&settings, ask)?;
    notes(&reading)?;
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    match args.format {
        Format::Text => text(&mut out, &reading, &Shelf::of(&reading, &settings))?,
        Format::Json => json(&mut out, &reading)?,
    }
    out.flush()?;
    Ok(exit(&reading))
}

fn exit(reading: &Reading) -> Exit {
    if reading.findings.iter().any(|finding| finding.level == Level::Deny) {
        return Exit::Findings;
    }
    if is_nothing(reading) { Exit::Nothing } else { Exit::Kept }
}

/// Neither examples nor types were there to be checked.
fn is_nothing(reading: &Reading) -> bool {
    reading.account.total() == 0 && reading.findings.is_empty() && reading.schemas.types.is_empty()
}

fn text(out: &mut impl Write, reading: &Reading, shelf: &Shelf) -> io::Result<()> {
    for finding in &reading.findings {
        write!(out, "{}", shelf.with(|docs| render_finding(finding, docs, &Palette::COLOURED)))?;
    }
    let account = reading.account;
    writeln!(
        out,
        "{} fences look like HTTP: {} in cases, {} excused, {} in findings",
        account.total(),
        account.in_case,
        account.excused,
        account.in_finding
    )?;
    let count = |level| reading.findings.iter().filter(|finding| finding.level == level).count();
    let (wrong, warned) = (count(Level::Deny), count(Level::Warn));
    let cases = counted(reading.cases.len(), "case");
    writeln!(out, "{cases}; {}, {}", counted(wrong, "finding"), counted(warned, "warning"))?;
    if is_nothing(reading) {
        writeln!(
            out,
            "nothing to check: no fence of {} looks like HTTP, and none documents a type",
            reading.source.display()
        )?;
    }
    Ok(())
}

fn json(out: &mut impl Write, reading: &Reading) -> io::Result<()> {
    let account = reading.account;
    let whole = json!({
        "source": reading.source,
        "cases": reading.cases.len(),
        "fences": {
            "total": account.total(),
            "in_case": account.in_case,
            "excused": account.excused,
            "in_finding": account.in_finding,
        },
        "findings": reading.findings,
    });
    writeln!(out, "{whole:#}")
}
