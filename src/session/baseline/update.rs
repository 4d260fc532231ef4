//! Writes what fails in a run into the baseline's file.

use std::collections::BTreeMap;
use std::path::Path;

use super::edit::{edited, kept};
use super::entry::{self, BROKEN, BaselineError, Entry};
use crate::finding::rules::body::DENIED_TOLERANCE;
use crate::finding::{At, Finding, Outcome, SkipKind};
use crate::record::{CaseRecord, RunRecord};
use crate::report::{target_of, write_atomically};
use crate::text::{Location, Position};

/// How a baseline was changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BaselineChange {
    /// Entries that are new.
    pub added: usize,
    /// Entries that occurred again.
    pub kept: usize,
    /// Entries that no longer occurred.
    pub removed: usize,
    /// Entries of cases that the run did not judge.
    pub untouched: usize,
}

/// Writes what fails in a run into a baseline. Entries of cases that the run did not judge stay as they are, and so do the
/// reason, owner and day of an entry that occurred again.
///
/// # Errors
/// The file is wrong, or cannot be written.
pub fn update_baseline(run: &RunRecord, file: &Path) -> Result<BaselineChange, BaselineError> {
    let text = entry::text_of(file)?;
    let known = entry::parse(&text, file)?;
    let judged: BTreeMap<&str, &CaseRecord> =
        run.cases.iter().filter(|case| is_judged(case)).map(|case| (case.id.as_str(), case)).collect();
    let mut change = BaselineChange { added: 0, kept: 0, removed: 0, untouched: 0 };
    let known: Vec<(Entry, bool)> = known
        .into_iter()
        .map(|entry| {
            let case = judged.get(entry.case.as_str());
            let is_kept = case.is_none_or(|case| occurs(&entry, case));
            let count = match case {
                None => &mut change.untouched,
                Some(_) if is_kept => &mut change.kept,
                Some(_) => &mut change.removed,
            };
            *count += 1;
            (entry, is_kept)
        })
        .collect();
    let mut new: Vec<Entry> = Vec::new();
    for found in judged.values().flat_map(|case| failing(case)) {
        let is_known = |entry: &Entry| {
            entry.case == found.case && entry.rule == found.rule && (entry.at.is_none() || entry.at == found.at)
        };
        if !kept(&known).chain(&new).any(is_known) {
            new.push(found);
        }
    }
    change.added = new.len();
    new.sort_by(|a, b| a.key().cmp(&b.key()));
    write(file, &edited(&text, &known, &new))?;
    Ok(change)
}

/// Writes the file; a link goes on leading to it.
fn write(file: &Path, text: &str) -> Result<(), BaselineError> {
    let failed = |source| BaselineError::File { file: file.to_owned(), source };
    let target = target_of(file).map_err(failed)?;
    write_atomically(&target, text.as_bytes()).map_err(|error| failed(error.cause))
}

fn is_judged(case: &CaseRecord) -> bool {
    match &case.verdict.outcome {
        Outcome::Skipped(skip) => skip.kind == SkipKind::KnownBroken,
        Outcome::Passed | Outcome::Failed | Outcome::Broken(_) => true,
    }
}

fn occurs(entry: &Entry, case: &CaseRecord) -> bool {
    match &case.verdict.outcome {
        Outcome::Broken(_) | Outcome::Skipped(_) => entry.rule == BROKEN,
        _ => case.verdict.findings.iter().any(|finding| entry.is_about(finding)),
    }
}

/// Whether a finding says that the run denies what the baseline has: about a response, that rule is never in a file.
fn is_about_baseline(finding: &Finding) -> bool {
    finding.rule.0 == &DENIED_TOLERANCE && finding.at == At::Docs
}

/// What fails a case, as new entries.
fn failing(case: &CaseRecord) -> Vec<Entry> {
    let entry = |rule: &str, at: Option<String>| Entry {
        case: case.id.clone(),
        rule: rule.to_owned(),
        at,
        reason: String::new(),
        owner: None,
        expires: None,
        source: Location::new("", Position::new(1, 1)),
    };
    if matches!(case.verdict.outcome, Outcome::Broken(_)) {
        return vec![entry(BROKEN, None)];
    }
    let denied = case.verdict.denied().filter(|finding| !is_about_baseline(finding));
    denied.map(|finding| entry(finding.rule.0.code, Some(finding.at.to_string()))).collect()
}
