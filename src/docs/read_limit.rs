//! A limit on the bytes of pages that are read.

use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use super::DocsError;
use super::files::read_bytes::read_bytes;

/// Counts the bytes that are read of pages, and refuses those past a limit.
#[derive(Debug, Default)]
pub struct ReadLimit {
    limit: Option<u64>,
    read: AtomicU64,
}

impl ReadLimit {
    /// At most `limit` bytes; `None`: any number.
    pub const fn new(limit: Option<u64>) -> Self {
        Self { limit, read: AtomicU64::new(0) }
    }

    /// The bytes of a file below `root`; `None` if it cannot be read, which is reported where it is read as a page. Threads that
    /// read at the same time may each go past the limit by one file.
    pub(super) fn read(&self, root: &Path, path: &str) -> Result<Option<Vec<u8>>, DocsError> {
        if let Some(limit) = self.limit.filter(|&limit| self.read.load(Ordering::Relaxed) > limit) {
            return Err(DocsError::ReadLimit { root: root.to_owned(), limit });
        }
        let Ok(bytes) = read_bytes(&root.join(path)) else { return Ok(None) };
        let read = bytes.len() as u64;
        match self.limit {
            Some(limit) if self.read.fetch_add(read, Ordering::Relaxed) + read > limit => {
                Err(DocsError::ReadLimit { root: root.to_owned(), limit })
            }
            _ => Ok(Some(bytes)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_counted_over_all_files_up_to_the_limit() {
        let folder = tempfile::tempdir().expect("a folder");
        for name in ["a.md", "b.md", "c.md"] {
            std::fs::write(folder.path().join(name), "0123456789").expect("writes");
        }
        let limit = ReadLimit::new(Some(20));
        let read = |path| limit.read(folder.path(), path).map(|bytes| bytes.map(|bytes| bytes.len()));
        assert!(matches!((read("a.md"), read("b.md")), (Ok(Some(10)), Ok(Some(10)))));
        assert!(matches!(read("c.md"), Err(DocsError::ReadLimit { limit: 20, .. })));
        let unlimited = ReadLimit::default();
        assert!(matches!(unlimited.read(folder.path(), "c.md"), Ok(Some(_))));
        assert!(matches!(unlimited.read(folder.path(), "none.md"), Ok(None)));
    }
}
