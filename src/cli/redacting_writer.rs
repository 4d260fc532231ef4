use std::io::{self, Write};

use crate::record::Redactor;

/// Writes lines with every secret in them hidden; what is left of a line is written when the writer is flushed or dropped.
pub(super) struct RedactingWriter<W: Write> {
    inner: W,
    redactor: fn() -> Redactor,
    line: Vec<u8>,
}

impl<W: Write> RedactingWriter<W> {
    /// `redactor` is asked for each time, so that it may learn of secrets after the writer was made.
    pub(super) const fn new(inner: W, redactor: fn() -> Redactor) -> Self {
        Self { inner, redactor, line: Vec::new() }
    }

    /// Writes the first bytes of what is kept.
    fn release(&mut self, length: usize) -> io::Result<()> {
        if length == 0 {
            return Ok(());
        }
        let kept = self.line.split_off(length);
        let text = std::mem::replace(&mut self.line, kept);
        self.inner.write_all((self.redactor)().text(&String::from_utf8_lossy(&text)).as_bytes())
    }
}

impl<W: Write> Write for RedactingWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.line.extend_from_slice(bytes);
        let last = memchr::memrchr(b'\n', bytes).map(|at| self.line.len() - bytes.len() + at + 1);
        self.release(last.unwrap_or(0))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.release(self.line.len())?;
        self.inner.flush()
    }
}

impl<W: Write> Drop for RedactingWriter<W> {
    fn drop(&mut self) {
        // Whoever cares for errors has flushed it.
        let _ = self.flush();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_in_several_writes_is_hidden() {
        let mut out = Vec::new();
        {
            let secret = || Redactor::new(&["s3cret-1".to_owned().into()]);
            let mut writer = RedactingWriter::new(&mut out, secret);
            for part in ["a s3c", "ret-1 b\nX-Api-Key", ": k\nlast s3cret", "-1"] {
                writer.write_all(part.as_bytes()).expect("writes");
            }
        }
        assert_eq!(String::from_utf8(out).expect("text"), "a *** b\nX-Api-Key: ***\nlast ***");
    }
}
