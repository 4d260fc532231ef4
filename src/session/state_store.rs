//! What the processes of one run share: each thing is made by one of them, and read by the others. Only its owner can read it.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::config::Settings;
use crate::text::fnv1a;

/// How long after its end what a run shared may stay.
const KEPT_FOR: Duration = Duration::from_secs(60 * 60);

/// A folder of the run, below the target folder.
#[derive(Debug, Clone)]
pub(crate) struct StateStore {
    folder: PathBuf,
}

impl StateStore {
    /// The store of the run that the process is part of, if it shares with others.
    pub(crate) fn of(settings: &Settings) -> Option<Self> {
        let run = settings.shared.as_ref()?;
        let target = &settings.target;
        // Several test targets may be part of one run, each with its own service.
        let base_url = target.base_url.as_ref().map(ToString::to_string).unwrap_or_default();
        let key = format!("{:?} {:?} {base_url}", settings.file, settings.profile);
        let folder = run.join(format!("{:016x}", fnv1a(key.bytes())));
        let is_first = !run.exists();
        create_private(&folder).ok()?;
        if is_first {
            remove_old_runs(run);
        }
        Some(Self { folder })
    }

    /// What has been made under a name, or what `make` makes of it: by the first process that asks, while others wait.
    pub(crate) fn once<T: Serialize + DeserializeOwned, E>(
        &self,
        name: &str,
        make: impl FnOnce() -> Result<T, E>,
    ) -> Result<T, E> {
        let Ok(entry) = self.lock(name) else { return make() };
        if let Some(made) = entry.read() {
            return Ok(made);
        }
        let made = make()?;
        entry.write(&made);
        Ok(made)
    }

    /// Waits until no other process has the entry of a name.
    pub(crate) fn lock(&self, name: &str) -> io::Result<Entry> {
        let stem = format!("{:016x}", fnv1a(name.bytes()));
        let lock = private_file(&self.folder.join(format!("{stem}.lock")))?;
        lock.lock()?;
        Ok(Entry { _lock: lock, path: self.folder.join(format!("{stem}.json")) })
    }
}

/// An entry of the store that no other process reads or writes meanwhile.
#[derive(Debug)]
pub(crate) struct Entry {
    _lock: File,
    path: PathBuf,
}

impl Entry {
    /// What was written, if anything was.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Option<T> {
        serde_json::from_slice(&fs::read(&self.path).ok()?).ok()
    }

    /// Keeps a value for the others. If it cannot be kept, each of them makes its own.
    pub(crate) fn write<T: Serialize>(&self, value: &T) {
        let Ok(bytes) = serde_json::to_vec(value) else { return };
        let part = self.path.with_extension("part");
        let written = private_file(&part).and_then(|mut file| file.write_all(&bytes));
        if written.is_ok() {
            let _ = fs::rename(part, &self.path);
        }
    }
}

fn create_private(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

fn private_file(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

/// Removes what earlier runs shared: it may hold secrets.
fn remove_old_runs(current: &Path) {
    let Some(all) = current.parent() else { return };
    let is_old = |path: &Path| {
        let changed = fs::symlink_metadata(path).and_then(|found| found.modified());
        changed.is_ok_and(|changed| SystemTime::now().duration_since(changed).is_ok_and(|age| age > KEPT_FOR))
    };
    for entry in fs::read_dir(all).into_iter().flatten().flatten() {
        let path = entry.path();
        if path != current && path.is_dir() && is_old(&path) {
            let _ = fs::remove_dir_all(path);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn one_of_many_makes_what_all_read() {
        let dir = tempfile::tempdir().expect("a folder");
        let folder = dir.path().join("run/key");
        create_private(&folder).expect("creates");
        let store = StateStore { folder: folder.clone() };
        let made = AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    let make = || Ok::<_, ()>(made.fetch_add(1, Ordering::SeqCst) + 7);
                    assert_eq!(store.once("login", make), Ok(7));
                });
            }
        });
        assert_eq!(made.load(Ordering::SeqCst), 1);
        assert_eq!(store.once("other", || Err::<u8, _>("no")), Err("no"));
        assert_eq!(store.once("other", || Ok::<_, ()>(3)), Ok(3), "a failure is not kept");
        #[cfg(unix)]
        for path in fs::read_dir(&folder).expect("a folder").flatten().map(|entry| entry.path()).chain([folder]) {
            let mode = std::os::unix::fs::MetadataExt::mode(&fs::metadata(&path).expect("is there"));
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
    }
}
