//! The bytes of a file by as few system calls as can be.

use std::cell::RefCell;
use std::fs::File;
use std::io;
use std::io::Read as _;
use std::path::Path;

thread_local! {
    /// What the next file is read into, before its bytes are copied to a buffer of their size.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// The bytes of a file. Thousands of small ones are read: one call of the system is spared for each by not asking for the size
/// first.
pub(in crate::docs) fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    /// Most pages are smaller.
    const FIRST: usize = 16 * 1024;
    /// A larger buffer is not kept.
    const LARGEST: usize = 1024 * 1024;
    let mut file = File::open(path)?;
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        buffer.reserve(FIRST);
        file.by_ref().take(FIRST as u64).read_to_end(buffer)?;
        if buffer.len() == FIRST {
            file.read_to_end(buffer)?;
        }
        if buffer.capacity() > LARGEST {
            return Ok(std::mem::take(buffer));
        }
        Ok(buffer.as_slice().to_vec())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_any_size_are_read_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("a.md");
        for size in [0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 200_000] {
            let content: Vec<u8> = (0..=250_u8).cycle().take(size).collect();
            std::fs::write(&file, &content).expect("writes");
            assert_eq!(read_bytes(&file).expect("reads"), content, "{size}");
        }
        assert!(read_bytes(folder.path()).is_err() && read_bytes(&folder.path().join("none")).is_err());
    }
}
