//! Replaces the content of a user's file, and keeps its owner, permissions and hard links.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek as _, Write as _};
use std::path::Path;

use super::atomic_file::{WriteError, create_temporary, folder_of};

/// Writes `after` to a file whose content is `before`, completely or not at all. `file` must not be a link.
///
/// # Errors
/// Its content has changed, or it cannot be written; it is unchanged then.
pub fn rewrite(file: &Path, before: &str, after: &str) -> Result<(), WriteError> {
    let failed = |cause| WriteError { path: file.to_owned(), cause };
    if fs::read(file).map_err(failed)? != before.as_bytes() {
        return Err(failed(io::Error::other("it has changed since it was read")));
    }
    // Replacing a file needs only permissions of the folder: a file that this user may not write is left alone.
    let open = OpenOptions::new().write(true).open(file).map_err(failed)?;
    let replaced = match replacement(file, &open).map_err(failed)? {
        Some((temporary, new)) => {
            let written = write_whole(new, after).and_then(|()| fs::rename(&temporary, file));
            if written.is_err() {
                // The first error is the one reported.
                let _ = fs::remove_file(&temporary);
            }
            written
        }
        None => in_place(open, before, after),
    };
    replaced.map_err(failed)
}

fn write_whole(mut file: File, text: &str) -> io::Result<()> {
    file.write_all(text.as_bytes())
}

/// A new file next to the old one with the same owner and permissions; `None` if the old one cannot be replaced because it
/// has hard links, another owner, or a folder that is not writable.
fn replacement(file: &Path, old: &File) -> io::Result<Option<(std::path::PathBuf, File)>> {
    let found = old.metadata()?;
    if has_several_names(&found) {
        return Ok(None);
    }
    let Ok((temporary, new)) = create_temporary(folder_of(file)) else { return Ok(None) };
    if give_owner(&new, &found).and_then(|()| new.set_permissions(found.permissions())).is_err() {
        fs::remove_file(temporary)?;
        return Ok(None);
    }
    Ok(Some((temporary, new)))
}

#[cfg(unix)]
fn has_several_names(found: &fs::Metadata) -> bool {
    std::os::unix::fs::MetadataExt::nlink(found) > 1
}

#[cfg(not(unix))]
fn has_several_names(_: &fs::Metadata) -> bool {
    false
}

#[cfg(unix)]
fn give_owner(new: &File, old: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt as _;
    let made = new.metadata()?;
    if (made.uid(), made.gid()) == (old.uid(), old.gid()) {
        return Ok(());
    }
    std::os::unix::fs::fchown(new, Some(old.uid()), Some(old.gid()))
}

#[cfg(not(unix))]
fn give_owner(_: &File, _: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

/// Overwrites the file; restores it if that fails half way.
fn in_place(mut file: File, before: &str, after: &str) -> io::Result<()> {
    let mut write = |text: &str| {
        file.rewind()?;
        file.write_all(text.as_bytes())?;
        file.set_len(text.len() as u64)
    };
    write(after).inspect_err(|_| {
        // The first error is the one reported.
        let _ = write(before);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_rewritten_whole_and_only_as_it_was_read() {
        let dir = tempfile::tempdir().expect("a folder");
        let file = dir.path().join("a.md");
        fs::write(&file, "before").expect("writes");
        rewrite(&file, "before", "after").expect("writes");
        assert_eq!(fs::read_to_string(&file).expect("reads"), "after");
        assert_eq!(fs::read_dir(dir.path()).expect("a folder").count(), 1);
        let error = rewrite(&file, "before", "again").expect_err("changed");
        assert!(error.to_string().contains("it has changed since it was read"), "{error}");
        assert_eq!(fs::read_to_string(&file).expect("reads"), "after");
    }

    #[cfg(unix)]
    #[test]
    fn it_stays_the_file_it_is() {
        use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
        let dir = tempfile::tempdir().expect("a folder");
        let (file, other) = (dir.path().join("a.md"), dir.path().join("b.md"));
        fs::write(&file, "a long text").expect("writes");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o604)).expect("sets");
        fs::hard_link(&file, &other).expect("a second name");
        let inode = fs::metadata(&file).expect("is there").ino();
        rewrite(&file, "a long text", "short").expect("writes");
        assert_eq!(
            (fs::metadata(&file).expect("is there").ino(), fs::read_to_string(&other).expect("reads").as_str()),
            (inode, "short")
        );
        fs::remove_file(&other).expect("removes");
        // Only a privileged user can give a file away.
        let given = std::os::unix::fs::chown(&file, Some(12_345), Some(12_345)).is_ok();
        rewrite(&file, "short", "a longer text").expect("writes");
        let found = fs::metadata(&file).expect("is there");
        assert_eq!(found.mode() & 0o777, 0o604);
        assert!(!given || (found.uid(), found.gid()) == (12_345, 12_345));
        assert_eq!(fs::read_to_string(&file).expect("reads"), "a longer text");
    }
}
