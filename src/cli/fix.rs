use std::io::{self, Write};

use super::diff::diff;
use super::error::CliError;
use super::{Exit, counted, streams};
use crate::config::Settings;
use crate::finding::Finding;
use crate::session::{DocsRoot, Fix, find_fixes};

/// Makes the changes that the findings are certain of; says on stderr what was changed, and what was not.
pub(super) fn fix(findings: &[Finding], docs_root: &DocsRoot, settings: &Settings) -> Result<(), CliError> {
    let fixes = find_fixes(findings, docs_root, settings)?;
    for fix in &fixes {
        fix.write()?;
    }
    let made: usize = fixes.iter().map(|fix| fix.made).sum();
    let mut err = streams::stderr();
    writeln!(err, "doctrial: {} made in {}", counted(made, "change"), counted(fixes.len(), "page"))?;
    refused(&mut err, &fixes, docs_root)?;
    Ok(())
}

/// Shows the changes as a unified diff and makes none.
pub(super) fn dry_run(findings: &[Finding], docs_root: &DocsRoot, settings: &Settings) -> Result<Exit, CliError> {
    let fixes = find_fixes(findings, docs_root, settings)?;
    let mut out = streams::stdout();
    for fix in &fixes {
        out.write_all(docs_root.with(|docs| diff(&fix.page, &fix.before, &fix.after, docs)).as_bytes())?;
    }
    out.flush()?;
    refused(&mut streams::stderr(), &fixes, docs_root)?;
    Ok(if fixes.iter().any(|fix| fix.made > 0) { Exit::Findings } else { Exit::Kept })
}

fn refused(err: &mut impl Write, fixes: &[Fix], docs_root: &DocsRoot) -> io::Result<()> {
    for fix in fixes {
        for edit in &fix.refused {
            let place = docs_root.with(|docs| docs.path(&fix.page));
            let at = edit.at;
            writeln!(
                err,
                "doctrial: warning: {place}:{at}: not changed: the page is another there, or two changes meet; run it again"
            )?;
        }
    }
    Ok(())
}
