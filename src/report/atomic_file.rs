//! Replaces a file as a whole, or not at all. What is written into reports is made by the file of each format.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

/// A file that could not be written.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be written: {cause}; does the folder exist, and is it writable?", path.display())]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// The error of the operating system.
    #[source]
    pub cause: io::Error,
}

/// Writes a file so that a reader sees the old content or the whole new one, never a part; creates missing folders.
///
/// # Errors
/// A folder or the file cannot be written; the old content is untouched.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    replace(path, bytes).map_err(|cause| WriteError { path: path.to_owned(), cause })
}

fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    // In the same folder: a rename is atomic only within a file system.
    let folder = folder_of(path);
    std::fs::create_dir_all(folder)?;
    let (temporary, mut file) = create_temporary(folder)?;
    let written = file.write_all(bytes);
    // Windows renames no open file.
    drop(file);
    let replaced = written.and_then(|()| std::fs::rename(&temporary, path));
    if replaced.is_err() {
        // The first error is the one reported.
        let _ = std::fs::remove_file(&temporary);
    }
    replaced
}

/// The folder a file is in.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A new file in `folder`, with the permissions of any other file of the user's: others read reports, too.
pub(super) fn create_temporary(folder: &Path) -> io::Result<(PathBuf, File)> {
    static CREATED: AtomicU32 = AtomicU32::new(0);
    loop {
        let number = CREATED.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".doctrial-{}-{number}", std::process::id()));
        match File::create_new(&path) {
            Ok(file) => return Ok((path, file)),
            // A process with this id was killed before it was done.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_nothing_is_left_beside_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a/b/junit.xml");
        write_atomically(&path, b"one").expect("writes");
        write_atomically(&path, b"two").expect("writes");
        assert_eq!(std::fs::read(&path).expect("reads"), b"two");
        assert_eq!(std::fs::read_dir(folder.path().join("a/b")).expect("a folder").count(), 1);
    }

    #[test]
    fn what_a_killed_process_left_is_passed_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let (first, _) = create_temporary(folder.path()).expect("creates");
        let number: u32 = first.to_string_lossy().rsplit('-').next().and_then(|n| n.parse().ok()).expect("a number");
        for next in number + 1..number + 9 {
            std::fs::write(folder.path().join(format!(".doctrial-{}-{next}", std::process::id())), "left")
                .expect("writes");
        }
        let (other, _) = create_temporary(folder.path()).expect("creates");
        assert_eq!(std::fs::read(other).expect("reads"), b"");
    }

    #[test]
    fn nothing_is_left_of_a_failure() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("junit.xml");
        std::fs::create_dir(&path).expect("a folder in the way");
        write_atomically(&path, b"x").expect_err("a folder is there");
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1);
    }

    #[test]
    fn a_failure_names_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("file"), "x").expect("writes");
        let error = write_atomically(&folder.path().join("file/junit.xml"), b"x").expect_err("no folder");
        assert!(error.to_string().contains("junit.xml cannot be written: "), "{error}");
    }
}
