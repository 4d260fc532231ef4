//! Writing to a pipe that may never accept it: one without a reader, or with a reader that has stalled.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long a pipe may be without a reader.
const OPEN_TIMEOUT: Duration = Duration::from_secs(2);

/// How long a reader may read nothing.
const STALL_TIMEOUT: Duration = Duration::from_secs(10);

/// How many bytes are written at once: fewer than a pipe buffers.
const CHUNK: usize = 4096;

/// Opens a pipe for writing.
///
/// # Errors
/// The pipe has no reader, or the system refuses.
pub(super) fn open_pipe(path: &Path) -> io::Result<File> {
    let (sender, opened) = mpsc::channel();
    let path = path.to_owned();
    // Opening a pipe blocks until it has a reader. If none ever comes, the thread ends with the process.
    thread::spawn(move || sender.send(OpenOptions::new().write(true).open(path)));
    opened
        .recv_timeout(OPEN_TIMEOUT)
        .unwrap_or_else(|_| Err(io::Error::new(ErrorKind::TimedOut, "nobody reads this pipe: start its reader first")))
}

/// Writes all bytes and closes.
///
/// # Errors
/// The reader has gone, or has read nothing for some time.
pub(super) fn write(mut to: impl Write + Send + 'static, bytes: &[u8]) -> io::Result<()> {
    let (sender, ended) = mpsc::channel();
    let written_chunks = Arc::new(AtomicUsize::new(0));
    let (bytes, counter) = (bytes.to_owned(), Arc::clone(&written_chunks));
    thread::spawn(move || {
        let mut chunks = bytes.chunks(CHUNK);
        let written = chunks.try_for_each(|chunk| {
            counter.fetch_add(1, Ordering::Relaxed);
            to.write_all(chunk)
        });
        let flushed = written.and_then(|()| to.flush());
        // Closed first: the reader sees the end before the process continues.
        drop(to);
        sender.send(flushed)
    });
    let mut before = 0;
    loop {
        match ended.recv_timeout(STALL_TIMEOUT) {
            Ok(written) => return written,
            Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("writing it failed")),
            Err(RecvTimeoutError::Timeout) => {
                let now = written_chunks.load(Ordering::Relaxed);
                if now == before {
                    return Err(io::Error::new(ErrorKind::TimedOut, "its reader has stalled"));
                }
                before = now;
            }
        }
    }
}
