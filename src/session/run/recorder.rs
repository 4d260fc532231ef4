//! `run --record`: exchanges written while a run goes on.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use aho_corasick::AhoCorasick;

use crate::record::recording::{RecordedValue, RecordingHeader, RecordingLine};
use crate::report::WriteError;

/// The file in the folder of a recording.
const FILE: &str = "exchanges.ndjson";

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

    /// Ends the recording with the values that the run made; the file where it is. `hiding`: the lines without the secrets that
    /// became known after these had been written, if any did.
    ///
    /// # Errors
    /// It could not be written.
    pub(crate) fn finish(
        &self,
        made: Vec<RecordedValue>,
        hiding: Option<impl Fn(&str) -> String>,
    ) -> Result<&Path, WriteError> {
        let failed = |cause| WriteError { path: self.path.clone(), cause };
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = || io::Error::other("it is finished already");
        let mut file = std::mem::replace(&mut *out, Err(ended())).map_err(failed)?;
        file.flush().map_err(failed)?;
        if !made.is_empty() || hiding.is_some() {
            let recorded = fs::read_to_string(unfinished(&self.path)).map_err(failed)?;
            let mut last = Vec::new();
            // One that is hidden everywhere it was sent is a secret.
            for value in found_in(&recorded, made) {
                RecordingLine::FreshValue(value).write(&mut last).map_err(failed)?;
            }
            let last = String::from_utf8_lossy(&last);
            match hiding {
                None => file.write_all(last.as_bytes()).and_then(|()| file.flush()),
                Some(hiding) => {
                    let lines = recorded.split_inclusive('\n').chain(last.split_inclusive('\n'));
                    fs::write(unfinished(&self.path), lines.map(hiding).collect::<String>())
                }
            }
            .map_err(failed)?;
        }
        fs::rename(unfinished(&self.path), &self.path).map_err(failed)?;
        Ok(&self.path)
    }
}

/// Those of the values that are in a text.
fn found_in(text: &str, made: Vec<RecordedValue>) -> impl Iterator<Item = RecordedValue> {
    let found: HashSet<usize> = AhoCorasick::new(made.iter().map(|made| &made.value))
        .map(|finder| finder.find_overlapping_iter(text).map(|found| found.pattern().as_usize()).collect())
        .unwrap_or_default();
    made.into_iter().enumerate().filter(move |(at, _)| found.contains(at)).map(|(_, made)| made)
}

fn unfinished(path: &Path) -> PathBuf {
    path.with_extension("ndjson.part")
}
