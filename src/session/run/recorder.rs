//! `run --record`: exchanges written while a run goes on.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader, BufWriter, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use aho_corasick::AhoCorasick;

use crate::record::recording::{RecordedValue, Recording, RecordingHeader, RecordingLine};
use crate::report::WriteError;
use crate::session::Interrupt;

/// The file in the folder of a recording.
const FILE: &str = "exchanges.ndjson";

/// How often an interrupt is looked for while the secrets of a recording are hidden, and how long hiding them may still take then:
/// enough for most recordings.
const GLANCE: Duration = Duration::from_millis(20);
const GRACE: Duration = Duration::from_millis(300);

/// The first line of a recording is shorter.
const ENOUGH: u64 = 64 << 10;

/// A recording that has ended.
#[derive(Debug)]
pub struct Recorded<'r> {
    /// Where it is.
    pub file: &'r Path,
    /// How many of its lines are not in it, as a second interrupt came before their secrets were hidden.
    pub left_out: usize,
}

/// Writes the exchanges of a run to a file as they end; it is renamed when the run is over.
#[derive(Debug)]
pub struct Recorder {
    path: PathBuf,
    /// The file, or the first error.
    out: Mutex<io::Result<BufWriter<File>>>,
}

impl Recorder {
    /// Begins a recording in a folder, which is made where it is missing.
    ///
    /// # Errors
    /// The folder or the file cannot be written.
    pub fn create(folder: &Path) -> Result<Self, WriteError> {
        let path = folder.join(FILE);
        let failed = |cause| WriteError { path: path.clone(), cause };
        fs::create_dir_all(folder).map_err(failed)?;
        require_recording(&path).map_err(failed)?;
        let out = File::create(unfinished(&path)).map_err(failed)?;
        // One that is not replaced could be mistaken for that of this run.
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(failed(cause)),
            _ => {}
        }
        Ok(Self { path, out: Mutex::new(Ok(BufWriter::new(out))) })
    }

    pub(super) fn begin(&self, header: RecordingHeader) {
        self.write(&RecordingLine::Recording(header));
    }

    /// Adds a line. After an error nothing more is written.
    pub(super) fn write(&self, line: &RecordingLine) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(file) = out.as_mut()
            && let Err(error) = line.write(file)
        {
            *out = Err(error);
        }
    }

    /// Ends the recording with the values that the run made. `hiding`: the lines without the secrets that became known after these
    /// had been written, if any did; those are left out to which it had not come when the run was to stop at once.
    ///
    /// # Errors
    /// It could not be written.
    pub(crate) fn finish(
        &self,
        made: Vec<RecordedValue>,
        hiding: Option<impl Fn(&str) -> String + Send + 'static>,
        interrupt: &Interrupt,
    ) -> Result<Recorded<'_>, WriteError> {
        let mut left_out = 0;
        let failed = |cause| WriteError { path: self.path.clone(), cause };
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = || io::Error::other("it is finished already");
        let mut file = std::mem::replace(&mut *out, Err(ended())).map_err(failed)?;
        file.flush().map_err(failed)?;
        let recorded = if made.is_empty() && hiding.is_none() {
            String::new()
        } else {
            fs::read_to_string(unfinished(&self.path)).map_err(failed)?
        };
        let mut last = Vec::new();
        // One that is hidden everywhere it was sent is a secret.
        for value in found_in(&recorded, made) {
            RecordingLine::FreshValue(value).write(&mut last).map_err(failed)?;
        }
        RecordingLine::End.write(&mut last).map_err(failed)?;
        match hiding {
            None => file.write_all(&last).and_then(|()| file.flush()),
            Some(hiding) => {
                let (text, left) = hidden_in_time(recorded + &String::from_utf8_lossy(&last), hiding, interrupt);
                left_out = left;
                fs::write(unfinished(&self.path), text)
            }
        }
        .map_err(failed)?;
        fs::rename(unfinished(&self.path), &self.path).map_err(failed)?;
        Ok(Recorded { file: &self.path, left_out })
    }
}

/// The lines of a text with their secrets hidden, and how many are left out, as the run was to stop at once.
fn hidden_in_time(
    text: String,
    hiding: impl Fn(&str) -> String + Send + 'static,
    interrupt: &Interrupt,
) -> (String, usize) {
    let all = text.lines().count();
    let (sender, hidden) = mpsc::channel();
    // A long line takes as long as many short ones: nothing waits for its end.
    thread::spawn(move || text.split_inclusive('\n').try_for_each(|line| sender.send(hiding(line))));
    let (mut out, mut done, mut asked_to_stop) = (String::new(), 0, None);
    loop {
        match hidden.recv_timeout(GLANCE) {
            Ok(line) => {
                out.push_str(&line);
                done += 1;
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if interrupt.is_to_end() && asked_to_stop.get_or_insert_with(Instant::now).elapsed() > GRACE {
            break;
        }
    }
    (out, all - done)
}

/// Those of the values that are in a text.
fn found_in(text: &str, made: Vec<RecordedValue>) -> impl Iterator<Item = RecordedValue> {
    let found: HashSet<usize> = AhoCorasick::new(made.iter().map(|made| &made.value))
        .map(|finder| finder.find_overlapping_iter(text).map(|found| found.pattern().as_usize()).collect())
        .unwrap_or_default();
    made.into_iter().enumerate().filter(move |(at, _)| found.contains(at)).map(|(_, made)| made)
}

/// # Errors
/// A file of that name is there that no run has recorded: it is not replaced.
fn require_recording(path: &Path) -> io::Result<()> {
    let Ok(file) = File::open(path) else { return Ok(()) };
    let mut start = Vec::new();
    BufReader::new(file).take(ENOUGH).read_until(b'\n', &mut start)?;
    let is_recording = start.is_empty() || Recording::read(start.as_slice()).is_ok();
    let foreign = "a file is there that is no recording: move it away, or record into another folder";
    if is_recording { Ok(()) } else { Err(io::Error::other(foreign)) }
}

fn unfinished(path: &Path) -> PathBuf {
    path.with_extension("ndjson.part")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recording_whose_secrets_take_long_to_hide_is_left_at_a_second_interrupt() {
        let interrupt = Interrupt::default();
        let hiding = |line: &str| {
            if line.starts_with("slow") {
                thread::sleep(Duration::from_secs(3600));
            }
            line.replace("s3cret", "***")
        };
        let text = "a s3cret\nb\nslow\nc s3cret\n";
        interrupt.raise();
        interrupt.raise();
        let began = Instant::now();
        assert_eq!(hidden_in_time(text.to_owned(), hiding, &interrupt), ("a ***\nb\n".to_owned(), 2));
        assert!(began.elapsed() < Duration::from_secs(60));
        let quick = text.replace("slow", "quick");
        assert_eq!(hidden_in_time(quick, hiding, &interrupt), ("a ***\nb\nquick\nc ***\n".to_owned(), 0));
    }
}
