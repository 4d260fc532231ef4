//! Prints what failed in a run: `cargo run --example read_record -- reports/run.ndjson`.
//!
//! The record holds all that any report shows, so that a report of your own is a function of it.

use std::error::Error;
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::process::ExitCode;

use doctrial::finding::{Level, Outcome};
use doctrial::record::{CaseRecord, RunRecord, ndjson};

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "reports/run.ndjson".to_owned());
    let run = ndjson::read(BufReader::new(File::open(path)?))?;
    let failed = print_failures(&run, &mut io::stdout().lock())?;
    Ok(if failed == 0 && !run.interrupted { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Prints each case that is not green, and counts them.
pub(crate) fn print_failures(run: &RunRecord, out: &mut impl Write) -> io::Result<usize> {
    let mut failed = 0;
    for case in &run.cases {
        match &case.verdict.outcome {
            Outcome::Failed => print_findings(case, out)?,
            Outcome::Broken(cause) => writeln!(out, "{}:{} {}: {cause}", case.page, case.line, case.name)?,
            Outcome::Passed | Outcome::Skipped(_) => continue,
        }
        failed += 1;
    }
    writeln!(out, "{failed} of {} cases at {}", run.cases.len(), run.header.base_url)?;
    Ok(failed)
}

fn print_findings(case: &CaseRecord, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}:{} {}", case.page, case.line, case.name)?;
    for finding in case.verdict.findings.iter().filter(|finding| finding.level == Level::Deny) {
        writeln!(out, "  {} {} {}", finding.location, finding.rule.code, finding.message)?;
    }
    Ok(())
}
