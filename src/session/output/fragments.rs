//! Reports under cargo-nextest, where each case is a process of its own: each leaves a fragment, and folds what there is into
//! the reports of the run. They are true at any time, whichever process is the last.

use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use super::merge::merge_records;
use super::reports::{lines, write_reports};
use crate::config::{ReportDestination, Reports};
use crate::record::{Coverage, Redacted, RunRecord};
use crate::report::{self, WriteError};
use crate::session::{DocsRoot, Documented, SessionError};
use crate::text::fnv1a;

/// The folder of all runs, below that of the reports.
const FOLDER: &str = "fragments";
/// What was folded so far, in the folder of a run.
const FOLDED: &str = "folded.ndjson";
/// Everything that could be exercised, in the folder of a run until it is folded.
const DOCUMENTED: &str = "documented.ndjson";
/// How many cases a whole run would fire, in the folder of a run.
const CASES: &str = "cases";
/// Locked by the one process of a run that folds.
const LOCK: &str = ".lock";
/// How long the fragments of a run are kept.
const KEPT_FOR: Duration = Duration::from_secs(24 * 60 * 60);

/// Adds the record of one process to those of its nextest run, and brings the reports of the run up to date. `documented` is all
/// that could be fired and exercised: it is asked for once in a run.
///
/// # Errors
/// A folder or a file cannot be written, or a fragment cannot be read.
pub fn add_to_nextest_run(
    run: &RunRecord,
    reports: &Reports,
    run_id: &str,
    docs_root: &DocsRoot,
    documented: impl Fn() -> Result<Documented, SessionError>,
) -> Result<(), SessionError> {
    let all_runs = reports.dir.join(FOLDER);
    let folder = all_runs.join(safe(run_id));
    let fragment = folder.join(fragment_name(run));
    let coverage = run.coverage.clone().map(Redacted::<Coverage>::without_cases);
    let own = RunRecord { coverage, ..run.clone() };
    report::write_atomically(&fragment, &lines(&own).map_err(SessionError::Record)?)?;
    // A process that does not get the lock may exit: the process that has it looks again after it has released it.
    while !fragments(&folder)?.is_empty() {
        let Some(lock) = lock(&folder)? else { return Ok(()) };
        if !folder.join(FOLDED).exists() {
            remove_old_runs(&all_runs, &folder);
            let Documented { cases, coverage } = documented()?;
            report::write_atomically(&folder.join(CASES), cases.to_string().as_bytes())?;
            if run.coverage.is_some() && coverage.is_some() {
                let all = RunRecord { cases: Vec::new(), findings: Vec::new(), coverage, ..run.clone() };
                report::write_atomically(&folder.join(DOCUMENTED), &lines(&all).map_err(SessionError::Record)?)?;
            }
        }
        fold(&folder, reports, docs_root)?;
        drop(lock);
    }
    Ok(())
}

/// The lock of the run; nothing where another process has it.
fn lock(folder: &Path) -> Result<Option<File>, WriteError> {
    let path = folder.join(LOCK);
    let failed = |cause| WriteError { path: path.clone(), cause };
    let file = File::create(&path).map_err(failed)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(cause)) => Err(failed(cause)),
    }
}

fn fold(folder: &Path, reports: &Reports, docs_root: &DocsRoot) -> Result<(), SessionError> {
    let new = fragments(folder)?;
    let merged = folder.join(FOLDED);
    let earlier = merged.exists().then(|| merged.clone());
    let mut record = merge_records(&earlier.into_iter().chain(new.iter().cloned()).collect::<Vec<_>>())?.record;
    // Without it, a run of a few cases would look like one of all.
    let all = fs::read_to_string(folder.join(CASES)).ok().and_then(|count| count.parse().ok());
    record.header.chosen_of = all.filter(|all| record.cases.len() < *all);
    record.header.alone = record.header.chosen_of.is_some();
    report::write_atomically(&merged, &lines(&record).map_err(SessionError::Record)?)?;
    for fragment in new {
        // One that stays is folded again, with the same result.
        let _ = fs::remove_file(fragment);
    }
    write_reports(&record, &regular_files(reports), docs_root)
}

/// The fragments of a run that are not folded yet.
fn fragments(folder: &Path) -> Result<Vec<PathBuf>, WriteError> {
    let failed = |cause| WriteError { path: folder.to_owned(), cause };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        let is_record = path.extension().is_some_and(|extension| extension == "ndjson");
        if is_record && path.file_name().is_some_and(|name| name != FOLDED) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The reports without those that go to a stream: it would get them once for each case.
fn regular_files(reports: &Reports) -> Reports {
    let regular = |destination: &ReportDestination| match destination {
        ReportDestination::Path(path) if fs::metadata(path).is_ok_and(|found| !found.is_file()) => {
            ReportDestination::Nowhere
        }
        ReportDestination::StandardOutput => ReportDestination::Nowhere,
        other => other.clone(),
    };
    let destinations = reports.destinations.iter().map(|(kind, destination)| (*kind, regular(destination))).collect();
    Reports { dir: reports.dir.clone(), destinations }
}

/// Removes what nextest runs left that have ended long ago.
fn remove_old_runs(all_runs: &Path, current: &Path) {
    let is_old = |path: &Path| {
        let changed = fs::symlink_metadata(path).and_then(|found| found.modified());
        changed.is_ok_and(|changed| SystemTime::now().duration_since(changed).is_ok_and(|age| age > KEPT_FOR))
    };
    for entry in fs::read_dir(all_runs).into_iter().flatten().flatten() {
        let path = entry.path();
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) && path != current && is_old(&path) {
            // What cannot be removed takes up space and does no other harm.
            let _ = fs::remove_dir_all(path);
        }
    }
}

/// A name that differs between the fragments of one run, also between two attempts at one case.
fn fragment_name(run: &RunRecord) -> String {
    let ids = run.cases.iter().flat_map(|case| case.id.bytes().chain([0]));
    format!("{:016x}-{}.ndjson", fnv1a(ids), std::process::id())
}

/// A run's id as the name of a folder.
fn safe(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::ReportKind;
    use crate::finding::Verdict;
    use crate::record::ndjson;
    use crate::record::testing::{case, run};

    struct Folder(tempfile::TempDir);

    impl Folder {
        fn reports(&self) -> Reports {
            let path = |name: &str| ReportDestination::Path(self.0.path().join(name));
            let destinations = [(ReportKind::Junit, path("junit.xml")), (ReportKind::Ndjson, path("run.ndjson"))];
            Reports { dir: self.0.path().to_owned(), destinations: destinations.into() }
        }

        fn add(&self, run_id: &str, name: &str, line: u32, verdict: Verdict) {
            let record = RunRecord { cases: vec![case(name, line, verdict)], ..run() };
            let docs_root = DocsRoot::at(Path::new("docs"));
            add_to_nextest_run(&record, &self.reports(), run_id, &docs_root, nothing).expect("writes");
        }

        fn names(&self) -> Vec<String> {
            let text = fs::read(self.0.path().join("run.ndjson")).expect("a record");
            let record = ndjson::read(text.as_slice()).expect("reads");
            record.cases.iter().map(|case| format!("{} {:?}", case.name, case.verdict.outcome)).collect()
        }
    }

    /// Three cases.
    #[allow(clippy::unnecessary_wraps, reason = "as it is asked for")]
    const fn nothing() -> Result<Documented, SessionError> {
        Ok(Documented { cases: 3, coverage: None })
    }

    fn passed() -> Verdict {
        Verdict::of(Vec::new(), Vec::new())
    }

    #[test]
    fn the_reports_are_those_of_all_processes_so_far_and_of_no_earlier_run() {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        folder.add("run-1", "old", 1, passed());
        folder.add("run-2", "b", 2, passed());
        assert_eq!(folder.names(), ["b Passed"]);
        folder.add("run-2", "a", 1, Verdict::broken("no response"));
        assert_eq!(folder.names(), ["a Broken(\"no response\")", "b Passed"]);
        let junit = fs::read_to_string(folder.0.path().join("junit.xml")).expect("a report");
        assert!(junit.contains("tests=\"2\"") && junit.contains("errors=\"1\"") && !junit.contains("old"), "{junit}");
        assert!(fragments(&folder.0.path().join("fragments/run-2")).expect("a folder").is_empty());
    }

    #[test]
    fn a_run_of_processes_is_that_of_one_but_for_times() {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        for case in run().cases.into_iter().rev() {
            let record = RunRecord { cases: vec![case], ..run() };
            let docs_root = DocsRoot::at(Path::new("docs"));
            add_to_nextest_run(&record, &folder.reports(), "run", &docs_root, nothing).expect("writes");
        }
        let text = fs::read(folder.0.path().join("run.ndjson")).expect("a record");
        let folded = ndjson::read(text.as_slice()).expect("reads");
        let whole = ndjson::read(lines(&run()).expect("writes").as_slice()).expect("reads");
        assert_eq!(RunRecord { elapsed_ms: whole.elapsed_ms, ..folded }, whole);
    }

    #[test]
    fn a_run_of_some_cases_says_of_how_many_and_one_of_all_does_not() {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        let chosen = || {
            let text = fs::read(folder.0.path().join("run.ndjson")).expect("a record");
            ndjson::read(text.as_slice()).expect("reads").chosen()
        };
        folder.add("run", "a", 1, passed());
        assert_eq!(chosen().as_deref(), Some("these are 1 of 3 cases: the others were not run"));
        folder.add("run", "a", 1, Verdict::broken("a second attempt at it"));
        folder.add("run", "b", 2, passed());
        assert_eq!(chosen().as_deref(), Some("these are 2 of 3 cases: the others were not run"));
        folder.add("run", "c", 3, passed());
        assert_eq!(chosen(), None);
    }

    #[test]
    fn what_another_process_could_not_fold_is_folded_by_the_one_that_holds_the_lock() {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        folder.add("run", "a", 1, passed());
        let run_folder = folder.0.path().join("fragments/run");
        let held = lock(&run_folder).expect("locks").expect("nobody else has it");
        folder.add("run", "b", 2, passed());
        assert_eq!(folder.names(), ["a Passed"], "left to the process that has the lock");
        drop(held);
        folder.add("run", "c", 3, passed());
        assert_eq!(folder.names(), ["a Passed", "b Passed", "c Passed"]);
    }

    #[test]
    fn many_processes_at_once_lose_nothing() {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        std::thread::scope(|scope| {
            for line in 1..=24 {
                let folder = &folder;
                scope.spawn(move || folder.add("run", &format!("case-{line:02}"), line, passed()));
            }
        });
        assert_eq!(folder.names().len(), 24);
    }

    #[test]
    fn what_runs_of_days_ago_left_is_removed() {
        let folder = Folder(tempfile::tempdir().expect("a folder"));
        let (old, recent) = (folder.0.path().join("fragments/old"), folder.0.path().join("fragments/recent"));
        for dir in [&old, &recent] {
            fs::create_dir_all(dir).expect("a folder");
        }
        let long_ago = SystemTime::now() - 2 * KEPT_FOR;
        File::open(&old).expect("opens").set_modified(long_ago).expect("sets");
        folder.add("run", "a", 1, passed());
        assert!(!old.exists() && recent.exists());
    }
}
