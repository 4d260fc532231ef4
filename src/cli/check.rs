use std::io::{self, Write};

use super::args::{CheckArgs, CheckFormat};
use super::entry_point::Door;
use super::error::CliError;
use super::flags::source_and_filters;
use super::notes::notes;
use super::{Exit, counted, fix};
use crate::compile::is_contract_dir;
use crate::config::{Layer, Purpose};
use crate::finding::Level;
use crate::report::{Counts, Palette, github, json_lines, render_finding, sarif};
use crate::session;
use crate::session::{DocsRoot, LoadOptions, LoadedCases};

pub(super) fn check(door: &Door, args: CheckArgs) -> Result<Exit, CliError> {
    let mut flags = Layer::default();
    args.levels.add_to(&mut flags);
    let settings = door.settings(flags, Purpose::Read)?;
    let (source, filters) = source_and_filters(args.words)?;
    if let Some(source) = source.as_ref().filter(|source| is_contract_dir(source)) {
        let message = format!("{} holds contract files: there are no docs in it to be checked", source.display());
        return Err(CliError::Usage(message));
    }
    let selection = args.pick.selection(filters);
    let ask =
        LoadOptions { source: source.as_deref(), selection: Some(&selection), lint: true, ..LoadOptions::default() };
    let mut reading = session::read(&settings, ask)?;
    let shelf = DocsRoot::of(&reading, &settings).seen_from(&door.environment.cwd);
    notes(&reading)?;
    if args.dry_run {
        return fix::dry_run(&reading.findings, &shelf, &settings);
    }
    if args.fix {
        fix::fix(&reading.findings, &shelf, &settings)?;
        // What is left, at its new place.
        reading = session::read(&settings, ask)?;
    }
    let mut out = io::BufWriter::new(anstream::stdout().lock());
    let named = reading.source.display().to_string();
    let counts = Counts { source: &named, cases: reading.cases.len(), account: reading.account };
    let findings = &reading.findings;
    match args.format {
        CheckFormat::Text => text(&mut out, &reading, &shelf)?,
        CheckFormat::Json => out.write_all(shelf.with(|docs| json_lines(findings, counts, docs)).as_bytes())?,
        CheckFormat::Github => out.write_all(shelf.with(|docs| github(findings, docs)).as_bytes())?,
        CheckFormat::Sarif => out.write_all(shelf.with(|docs| sarif(findings, docs)).as_bytes())?,
    }
    out.flush()?;
    Ok(exit(&reading))
}

fn exit(reading: &LoadedCases) -> Exit {
    if reading.findings.iter().any(|finding| finding.level == Level::Deny) {
        return Exit::Findings;
    }
    if is_nothing(reading) { Exit::Nothing } else { Exit::Kept }
}

/// Neither examples nor types were there to be checked.
fn is_nothing(reading: &LoadedCases) -> bool {
    reading.account.total() == 0 && reading.findings.is_empty() && reading.schemas.types.is_empty()
}

fn text(out: &mut impl Write, reading: &LoadedCases, shelf: &DocsRoot) -> io::Result<()> {
    for finding in &reading.findings {
        write!(out, "{}", shelf.with(|docs| render_finding(finding, docs, &Palette::COLOURED)))?;
    }
    let account = reading.account;
    writeln!(
        out,
        "{}: {} in cases, {} excused, {} in findings",
        if account.total() == 1 {
            "1 fence looks like HTTP".to_owned()
        } else {
            format!("{} fences look like HTTP", account.total())
        },
        account.in_case,
        account.excused,
        account.in_finding
    )?;
    let count = |level| reading.findings.iter().filter(|finding| finding.level == level).count();
    let (wrong, warned) = (count(Level::Deny), count(Level::Warn));
    let cases = counted(reading.cases.len(), "case");
    writeln!(out, "{cases}; {}, {}", counted(wrong, "finding"), counted(warned, "warning"))?;
    let fixable = reading.findings.iter().filter(|finding| !finding.fix.is_empty()).count();
    if fixable > 0 {
        writeln!(out, "{fixable} can be corrected by `doctrial check --fix`")?;
    }
    if is_nothing(reading) {
        writeln!(
            out,
            "nothing to check: no fence of {} looks like HTTP, and none documents a type",
            reading.source.display()
        )?;
    }
    Ok(())
}
