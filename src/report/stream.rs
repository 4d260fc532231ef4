//! Writing to what may never take it: a pipe without a reader, or with one that stands still.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// How long a pipe may be without a reader.
const READER_COMES_WITHIN: Duration = Duration::from_secs(2);

/// How long a reader may take nothing.
const STANDS_STILL_FOR: Duration = Duration::from_secs(10);

/// What is handed over at once: a pipe holds more.
const PIECE: usize = 4096;

/// Opens a pipe for writing.
///
/// # Errors
/// No reader comes, or the system refuses.
pub(super) fn open_pipe(path: &Path) -> io::Result<File> {
    let (sender, opened) = mpsc::channel();
    let path = path.to_owned();
    // To open a pipe takes as long as no reader comes. The thread of one that never comes ends with the process.
    thread::spawn(move || sender.send(OpenOptions::new().write(true).open(path)));
    opened
        .recv_timeout(READER_COMES_WITHIN)
        .unwrap_or_else(|_| Err(io::Error::new(ErrorKind::TimedOut, "nobody reads this pipe: start its reader first")))
}

/// Writes all bytes and closes.
///
/// # Errors
/// The reader has gone, or has taken nothing for some time.
pub(super) fn write(mut to: impl Write + Send + 'static, bytes: &[u8]) -> io::Result<()> {
    let (sender, ended) = mpsc::channel();
    let taken = Arc::new(AtomicUsize::new(0));
    let (bytes, counter) = (bytes.to_owned(), Arc::clone(&taken));
    thread::spawn(move || {
        let mut pieces = bytes.chunks(PIECE);
        let written = pieces.try_for_each(|piece| {
            counter.fetch_add(1, Ordering::Relaxed);
            to.write_all(piece)
        });
        let flushed = written.and_then(|()| to.flush());
        // Closed first: the reader sees the end before the process goes on.
        drop(to);
        sender.send(flushed)
    });
    let mut before = 0;
    loop {
        match ended.recv_timeout(STANDS_STILL_FOR) {
            Ok(written) => return written,
            Err(RecvTimeoutError::Disconnected) => return Err(io::Error::other("writing it failed")),
            Err(RecvTimeoutError::Timeout) => {
                let now = taken.load(Ordering::Relaxed);
                if now == before {
                    return Err(io::Error::new(ErrorKind::TimedOut, "its reader takes nothing"));
                }
                before = now;
            }
        }
    }
}
