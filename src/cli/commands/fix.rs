//! `doctrial check --fix`: pages corrected, or shown as a diff.

use std::io::{self, Write};

use crate::cli::error::CliError;
use crate::cli::output::patch::{applied_in, diff};
use crate::cli::output::streams;
use crate::cli::{Exit, counted};
use crate::config::Settings;
use crate::finding::Finding;
use crate::record::shell_word;
use crate::session::{DocsRoot, Fix, find_fixes};

/// Applies the fixes of the findings; prints on stderr how many, and which could not be applied. Goes on after a page that
/// cannot be written; returns whether all were written.
pub(in crate::cli) fn fix(findings: &[Finding], docs_root: &DocsRoot, settings: &Settings) -> Result<bool, CliError> {
    let fixes = find_fixes(findings, docs_root, settings)?;
    let mut err = streams::stderr();
    let written = write(&fixes)?;
    let (made, pages) = (written.iter().map(|fix| fix.made).sum(), written.len());
    let failed = fixes.len() - pages;
    let but = if failed > 0 { format!("; {} not changed", counted(failed, "page")) } else { String::new() };
    writeln!(err, "doctrial: {} made in {}{but}", counted(made, "change"), counted(pages, "page"))?;
    refused(&mut err, &fixes, docs_root)?;
    Ok(failed == 0)
}

/// Prints the changes as a unified diff and applies none.
pub(in crate::cli) fn dry_run(
    findings: &[Finding],
    docs_root: &DocsRoot,
    settings: &Settings,
) -> Result<Exit, CliError> {
    let fixes = find_fixes(findings, docs_root, settings)?;
    show_patch(&fixes, docs_root)?;
    refused(&mut streams::stderr(), &fixes, docs_root)?;
    Ok(if fixes.iter().any(|fix| fix.made > 0) { Exit::Findings } else { Exit::Passed })
}

/// Prints the changes as a unified diff.
pub(in crate::cli) fn show(fixes: &[Fix], docs_root: &DocsRoot) -> io::Result<()> {
    let mut out = streams::exact_stdout();
    for fix in fixes {
        out.write_all(docs_root.with(|docs| diff(&fix.page, &fix.before, &fix.after, docs)).as_bytes())?;
    }
    out.flush()
}

/// The same for the case that nothing is written: says where the diff is to be applied, if that is not here.
pub(in crate::cli) fn show_patch(fixes: &[Fix], docs_root: &DocsRoot) -> io::Result<()> {
    show(fixes, docs_root)?;
    match docs_root.with(applied_in).filter(|_| fixes.iter().any(|fix| fix.made > 0)) {
        Some(folder) => writeln!(
            streams::stderr(),
            "doctrial: the docs are not below this folder: apply the diff with `git -C {} apply`",
            shell_word(&folder)
        ),
        None => Ok(()),
    }
}

/// Writes the pages: those that were, after a line for each that could not be.
pub(in crate::cli) fn write(fixes: &[Fix]) -> io::Result<Vec<&Fix>> {
    let mut written = Vec::new();
    for fix in fixes {
        match fix.write() {
            Ok(()) => written.push(fix),
            Err(error) => writeln!(streams::stderr(), "doctrial: {error}")?,
        }
    }
    Ok(written)
}

fn refused(err: &mut impl Write, fixes: &[Fix], docs_root: &DocsRoot) -> io::Result<()> {
    for fix in fixes {
        for edit in &fix.refused {
            let path = docs_root.with(|docs| docs.path(&fix.page));
            let at = edit.at;
            writeln!(
                err,
                "doctrial: warning: {path}:{at}: not changed: the page has changed, or two changes overlap; run it again"
            )?;
        }
    }
    Ok(())
}
