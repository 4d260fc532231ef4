//! The bytes of a file by as few system calls as can be.

use std::fs::File;
use std::io;
use std::io::Read as _;
use std::path::Path;

/// The bytes of a file. Thousands of small ones are read: one call of the system is spared for each by not asking for the size
/// first.
pub(in crate::docs) fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    /// Most pages are smaller.
    const FIRST: usize = 16 * 1024;
    let mut file = File::open(path)?;
    let mut first = [0; FIRST];
    let mut filled = 0;
    while filled < FIRST {
        match file.read(&mut first[filled..]) {
            Ok(0) => return Ok(first[..filled].to_vec()),
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    let mut bytes = first.to_vec();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
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
