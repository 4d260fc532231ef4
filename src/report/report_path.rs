//! What the path of a report refers to, and what may be replaced there.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use super::atomic_file::folder_of;

/// How many links are followed to the file that is written.
const MOST_LINKS: usize = 40;

/// Removes the report of an earlier run, where it is a regular file.
pub fn remove_old_report(path: &Path) {
    let is_writable = || OpenOptions::new().write(true).open(path).is_ok();
    let is_report = fs::metadata(path).is_ok_and(|found| found.is_file()) && !is_handle(path) && !is_source(path);
    if is_report && is_writable() {
        // If it cannot be removed it cannot be written either, which is reported then.
        let _ = target_of(path).and_then(|target| {
            remove_parts(&target);
            fs::remove_file(target)
        });
    }
}

/// The same, but only where doctrial wrote the file: it may be no report of a run with these settings.
pub fn remove_own_report(path: &Path) {
    if is_own_junit(path) || is_own_record(path) {
        remove_old_report(path);
    }
}

/// Removes a regular file that names doctrial where it begins, as the reports of all formats do.
pub fn remove_report_that_names_doctrial(path: &Path) {
    /// As far as is looked, in bytes.
    const HEAD: u64 = 4096;
    if memchr::memmem::find(&beginning(path, HEAD), b"doctrial").is_some() {
        remove_old_report(path);
    }
}

/// The n-th file of a report that is in several.
pub(super) fn part_of(target: &Path, number: usize) -> PathBuf {
    let stem = target.file_stem().unwrap_or_default().to_string_lossy();
    let extension = target.extension().map(|extension| format!(".{}", extension.to_string_lossy())).unwrap_or_default();
    target.with_file_name(format!("{stem}.part{number}{extension}"))
}

/// Removes the further files of a report that was in several; a file of such a name that is something else is left alone.
pub(super) fn remove_parts(target: &Path) {
    let mut parts = (2..).map(|number| part_of(target, number));
    while parts.next().is_some_and(|part| is_own_junit(&part) && fs::remove_file(part).is_ok()) {}
}

/// Whether a file is a `JUnit` report that doctrial wrote: the one format that is written in parts.
fn is_own_junit(path: &Path) -> bool {
    begins_with_mark(path, "<testsuites name=\"doctrial")
}

/// Whether a file is the record of a run.
fn is_own_record(path: &Path) -> bool {
    begins_with_mark(path, "\"doctrial\":")
}

fn begins_with_mark(path: &Path, mark: &str) -> bool {
    memchr::memmem::find(&beginning(path, OWN_WITHIN), mark.as_bytes()).is_some()
}

/// What a file begins with, so many bytes at most; nothing of one that cannot be read.
fn beginning(path: &Path, most: u64) -> Vec<u8> {
    let mut begin = Vec::new();
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut begin));
    if read.is_ok() { begin } else { Vec::new() }
}

/// How far into a file, in bytes, the mark of an own report is looked for: after the XML declaration.
const OWN_WITHIN: u64 = 200;

/// What the Markdown report begins with: a page that begins like this is not a page of docs, and another report may replace it.
pub(super) const OWN_MARKDOWN: &str = "<!-- doctrial report -->";

/// What a summary begins with, before what the run came to.
pub(super) const OWN_SUMMARY: &str = "## doctrial: ";

/// The head of the table that is right below that: a page of docs may well have a heading that begins like this.
pub(super) const OWN_COUNTS: &str = "| Passed | Failed | Broken | Skipped |\n|---|---|---|---|\n";

fn is_own_markdown(path: &Path) -> bool {
    let begin = beginning(path, OWN_WITHIN);
    let begin = String::from_utf8_lossy(&begin);
    let is_summary = |(heading, below): (&str, &str)| {
        heading.starts_with(OWN_SUMMARY) && !heading.contains('\n') && below.starts_with(OWN_COUNTS)
    };
    begin.starts_with(OWN_MARKDOWN) || begin.split_once("\n\n").is_some_and(is_summary)
}

/// Whether a path leads to a file that people write, by its extension: no report may replace it.
pub(super) fn is_source(path: &Path) -> bool {
    let target = target_of(path).unwrap_or_else(|_| path.to_owned());
    let extension = target.extension().and_then(|extension| extension.to_str());
    let known = ["apib", "markdown", "md", "mdx", "rs", "toml"];
    let is_known = extension.is_some_and(|extension| known.iter().any(|known| known.eq_ignore_ascii_case(extension)));
    is_known && !is_own_markdown(&target)
}

/// Paths of open files of the process: what they lead to is in use and must not be replaced.
pub(super) fn is_handle(path: &Path) -> bool {
    ["/dev/fd", "/proc/self/fd", "/dev/stdin", "/dev/stdout", "/dev/stderr"].iter().any(|name| path.starts_with(name))
}

pub(super) fn is_standard_output(path: &Path) -> bool {
    ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"].iter().any(|name| path == Path::new(name))
}

/// What a path links to in the end, whether it exists or not.
///
/// # Errors
/// Its links form a cycle.
pub fn target_of(path: &Path) -> io::Result<PathBuf> {
    let mut target = path.to_owned();
    for _ in 0..MOST_LINKS {
        match fs::read_link(&target) {
            Ok(link) => target = folder_of(&target).join(link),
            // No link, or nothing there.
            Err(_) => return Ok(target),
        }
    }
    Err(io::Error::other("its symbolic links form a cycle"))
}

/// Whether two paths, of files that need not be there, name one file.
pub(super) fn same_file(one: &Path, other: &Path) -> bool {
    let key = |path: &Path| Some((fs::canonicalize(folder_of(path)).ok()?, path.file_name()?.to_owned()));
    one == other || (key(one).is_some() && key(one) == key(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_no_own_report_whatever_its_heading() {
        let folder = tempfile::tempdir().expect("a folder");
        for (text, is_own) in [
            (format!("{OWN_MARKDOWN}\n\n## doctrial: PASSED\n"), true),
            (format!("{OWN_SUMMARY}FAILED\n\n{OWN_COUNTS}| 1 | 1 | 0 | 0 |\n"), true),
            (format!("{OWN_SUMMARY}how we test\n\nWith care.\n"), false),
            (format!("{OWN_SUMMARY}how we test\n\nWith care.\n\n{OWN_COUNTS}"), false),
            (String::new(), false),
        ] {
            let path = folder.path().join("page.md");
            fs::write(&path, &text).expect("a page");
            assert_eq!(is_source(&path), !is_own, "{text}");
        }
    }
}
