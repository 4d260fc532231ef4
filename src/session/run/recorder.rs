use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::record::recording::{RecordingHeader, RecordingLine};
use crate::report::WriteError;

/// The file in the folder of a recording.
const FILE: &str = "exchanges.ndjson";

/// Writes the exchanges of a run to a file as they end; it gets its name when the run is over.
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
        // One that is not replaced could be taken for that of this run.
        match fs::remove_file(&path) {
            Err(cause) if cause.kind() != io::ErrorKind::NotFound => return Err(failed(cause)),
            _ => {}
        }
        Ok(Self { path, out: Mutex::new(Ok(BufWriter::new(out))) })
    }

    pub(super) fn begin(&self, header: RecordingHeader) {
        self.write(&RecordingLine::Recording(header));
    }

    /// Adds a line. After an error nothing is written any more.
    pub(super) fn write(&self, line: &RecordingLine) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        if let Ok(file) = out.as_mut()
            && let Err(error) = line.write(file)
        {
            *out = Err(error);
        }
    }

    /// Ends the recording; the file where it is.
    ///
    /// # Errors
    /// It could not be written.
    pub(crate) fn finish(&self) -> Result<&Path, WriteError> {
        let failed = |cause| WriteError { path: self.path.clone(), cause };
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let ended = || io::Error::other("it is finished already");
        let mut file = std::mem::replace(&mut *out, Err(ended())).map_err(failed)?;
        file.flush().map_err(failed)?;
        fs::rename(unfinished(&self.path), &self.path).map_err(failed)?;
        Ok(&self.path)
    }
}

fn unfinished(path: &Path) -> PathBuf {
    path.with_extension("ndjson.part")
}
