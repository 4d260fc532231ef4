//! Records of shards merged into one.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::merge_notes::differences;
use super::merge_results::{Origin, Results};
use crate::record::{
    Coverage, NdjsonError, Redacted, RunHeader, RunRecord, Shard, UnreadablePath, elapsed_ms, ndjson, records_in,
    without_end,
};
use crate::report::History;

/// Why records could not be merged.
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// A file or folder cannot be read.
    #[error("{0}; name the record of a run, such as reports/run.ndjson, or a folder of records")]
    Unreadable(#[from] UnreadablePath),
    /// A file is not a record.
    #[error("{}: {source}", path.display())]
    NoRecord {
        /// Which.
        path: PathBuf,
        /// Why.
        source: NdjsonError,
    },
    /// There is nothing to merge.
    #[error("no record (*.ndjson) in {0}: nothing to merge; name a folder that has the records of runs")]
    Nothing(String),
}

/// Records merged into one.
#[derive(Debug)]
pub struct Merged {
    /// The whole.
    pub record: RunRecord,
    /// The shards that none of them is of.
    pub missing: Vec<Shard>,
    /// What makes them look like parts of different runs, and what could not be read of them: a sentence each.
    pub warnings: Vec<String>,
}

/// Merges the records of shards, or the fragments of a nextest run: files as given, folders with every `*.ndjson` below
/// them. Of a case that was fired several times at one service the last result counts, at several services the worst; the header is that of
/// the last part at a real service, with the start of the first, and the run is interrupted if any part was.
///
/// # Errors
/// A file cannot be read or is not a record, or there is none.
pub fn merge_records(paths: &[PathBuf]) -> Result<Merged, MergeError> {
    let (parts, mut warnings) = read_records(paths)?;
    warnings.extend(differences(&parts));
    let mut parts: Vec<RunRecord> = parts.into_iter().map(|(_, part)| part).collect();
    let origins: Vec<Origin> = parts.iter().map(Origin::of).collect();
    if parts.iter().any(|part| part.header.run_id != parts[0].header.run_id) {
        parts.iter_mut().for_each(RunRecord::keep_traces);
    }
    let shards: Vec<Shard> = parts.iter().filter_map(|part| part.header.shard).collect();
    let real = parts.iter().rev().find(|part| !part.header.embedded);
    let (Some(first), Some(last)) = (parts.first(), real.or(parts.last())) else {
        return Err(MergeError::Nothing(paths.iter().map(|p| p.display().to_string()).collect::<Vec<_>>().join(", ")));
    };
    // What was fired again counts as it was fired last.
    let header = RunHeader { shard: None, docs: None, started: first.header.started.clone(), ..last.header.clone() };
    let interrupted = parts.iter().any(|part| part.interrupted);
    let mut findings = Vec::new();
    for finding in parts.iter_mut().flat_map(|part| std::mem::take(&mut part.findings)) {
        if !findings.contains(&finding) {
            findings.push(finding);
        }
    }
    let mut missing = Vec::new();
    for lack in parts.iter_mut().flat_map(|part| std::mem::take(&mut part.missing)) {
        if !missing.contains(&lack) {
            missing.push(lack);
        }
    }
    let coverage = coverage(&mut parts);
    let mut results = Results::default();
    for (origin, part) in origins.into_iter().zip(parts) {
        part.cases.into_iter().for_each(|case| results.add(case, &origin));
    }
    warnings.extend(results.note());
    let mut cases = results.into_cases();
    cases.sort_by(|a, b| (&a.page, a.line, a.response_line).cmp(&(&b.page, b.line, b.response_line)));
    let elapsed_ms = elapsed_ms(&cases);
    // Together the parts may be all of them.
    let chosen_of = header.chosen_of.filter(|all| cases.len() < *all);
    let alone = header.alone && (cases.len() == 1 || chosen_of.is_some());
    let header = RunHeader { chosen_of, alone, ..header };
    let shards = Shard::missing(&shards);
    missing.extend(shards.iter().map(|shard| format!("shard {shard} is missing: its cases are in no report")));
    let record = RunRecord { header, cases, findings, coverage, elapsed_ms, interrupted, missing };
    Ok(Merged { record, missing: shards, warnings })
}

/// What the parts exercised. Nothing that came for a case that is in several parts is counted twice, nor is it lost; of a part that was
/// fired again as a whole, or with others, it is what came last.
fn coverage(parts: &mut [RunRecord]) -> Option<Redacted<Coverage>> {
    let mut exercised: Vec<_> = parts.iter_mut().map(|part| part.coverage.take()).collect();
    let fired: Vec<HashSet<&str>> =
        parts.iter().map(|part| part.cases.iter().map(|case| case.id.as_str()).collect()).collect();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (at, ids) in fired.iter().enumerate() {
        last.extend(ids.iter().map(|id| (*id, at)));
    }
    let is_fired_again = |at: usize| {
        let again = fired[at].iter().next().and_then(|id| last.get(id));
        again.is_some_and(|&again| again > at && exercised[again].is_some() && fired[at].is_subset(&fired[again]))
    };
    let counted: Vec<usize> = (0..parts.len()).filter(|&at| !is_fired_again(at)).collect();
    let mut known: HashSet<&str> = HashSet::new();
    let mut whole: Option<Redacted<Coverage>> = None;
    for at in counted {
        let Some(part) = exercised[at].take() else { continue };
        let is_again = fired[at].iter().any(|id| known.contains(id));
        known.extend(&fired[at]);
        whole = Some(match whole {
            None => part,
            Some(before) if is_again => before.updated_by(part),
            Some(before) => before.merged_with(part),
        });
    }
    whole
}

/// A record with the file that it was read from.
type NamedRecord = (String, RunRecord);

/// Reads records, files as given, folders with every `*.ndjson` below them; the earliest first. With them, a sentence for each that
/// could not be read whole.
///
/// # Errors
/// A file cannot be read or is not a record.
fn read_records(paths: &[PathBuf]) -> Result<(Vec<NamedRecord>, Vec<String>), MergeError> {
    let (mut records, mut unread) = (Vec::new(), Vec::new());
    for path in paths {
        for file in records_in(path)? {
            let name = file.display().to_string();
            let (record, lack) = read_record(file)?;
            records.push((name, record));
            unread.extend(lack);
        }
    }
    // RFC 3339 in UTC, always of one length: texts sort as times.
    records.sort_by(|(_, a), (_, b)| a.header.started.cmp(&b.header.started));
    Ok((records, unread))
}

/// What earlier runs came to, by their records, as [`read_runs`] finds them. With it, a sentence for each that is ignored.
///
/// # Errors
/// A file that was named cannot be read or is not a record.
pub fn history(paths: &[PathBuf]) -> Result<(History, Vec<String>), MergeError> {
    // On the first night there is no folder of them.
    let found: Vec<&PathBuf> = paths.iter().filter(|path| path.exists() || path.extension().is_some()).collect();
    read_runs(&found)
}

/// Reads the records of runs one at a time, files as given, folders with every `*.ndjson` below them. With them, a sentence for
/// each that is ignored: one without a case, or one of a folder that is broken, must not prevent what is done with the others.
///
/// # Errors
/// A file that was named cannot be read or is not a record.
pub fn read_runs<R: FromIterator<RunRecord>>(paths: &[impl AsRef<Path>]) -> Result<(R, Vec<String>), MergeError> {
    let mut files = Vec::new();
    for path in paths.iter().map(AsRef::as_ref) {
        files.extend(records_in(path)?.into_iter().map(|file| (file, path.is_dir())));
    }
    let mut ignored = Vec::new();
    let read = |(file, is_of_folder): (PathBuf, bool)| {
        let shown = file.display().to_string();
        match read_record(file) {
            Ok((run, _)) if run.cases.is_empty() => {
                ignored.push(format!("{shown} is ignored: it has no cases"));
                None
            }
            Err(error) if is_of_folder => {
                ignored.push(format!("ignored: {error}"));
                None
            }
            read => Some(read.map(|(run, lack)| {
                ignored.extend(lack);
                run
            })),
        }
    };
    let runs: Result<R, MergeError> = files.into_iter().filter_map(read).collect();
    Ok((runs?, ignored))
}

/// Reads one record. With it, a sentence about what is missing of it: its end, or what this version does not read as a later one
/// wrote it.
///
/// # Errors
/// The file cannot be read or is not a record.
pub fn read_record(path: PathBuf) -> Result<(RunRecord, Option<String>), MergeError> {
    let text = File::open(&path).map(BufReader::new);
    let text = text.map_err(|source| UnreadablePath { path: path.clone(), source })?;
    match ndjson::read_noting_lacks(text) {
        Ok((run, lacks)) => {
            let lack = if run.header.is_of_later_version() {
                Some(lack_of(&path, &run, &lacks.unknown))
            } else {
                lacks.end.then(|| without_end(&path, "cases"))
            };
            Ok((run, lack))
        }
        Err(source) => Err(MergeError::NoRecord { path, source }),
    }
}

/// What is missing of a record that a later version wrote.
fn lack_of(path: &Path, run: &RunRecord, unknown: &BTreeSet<String>) -> String {
    let RunHeader { doctrial, version, .. } = &run.header;
    let names: Vec<&str> = unknown.iter().map(String::as_str).collect();
    let lack = if names.is_empty() {
        "its lines have no members that this one does not read; what is in those was not compared".to_owned()
    } else {
        format!("not read: {}", names.join(", "))
    };
    format!(
        "{}: doctrial {doctrial} wrote it in version {version} of the format, of which this one knows {}: {lack}",
        path.display(),
        RunHeader::VERSION
    )
}
