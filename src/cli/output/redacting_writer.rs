//! A writer that hides secrets in every line.

use std::io::{self, Write};

use serde::de::IgnoredAny;
use serde_json::Value;

use crate::record::Redactor;

/// Writes lines with every secret in them hidden; what is left of a line is written when the writer is flushed or dropped.
pub(in crate::cli) struct RedactingWriter<W: Write> {
    inner: W,
    redactor: fn() -> Redactor,
    last: fn(String) -> String,
    line: Vec<u8>,
}

impl<W: Write> RedactingWriter<W> {
    /// `redactor` is called whenever lines are written, so that secrets that are found later are hidden too.
    pub(in crate::cli) const fn new(inner: W, redactor: fn() -> Redactor) -> Self {
        Self { inner, redactor, last: |line| line, line: Vec::new() }
    }

    /// Writes each line as `last` makes it.
    #[must_use]
    pub(in crate::cli) fn with_lines(mut self, last: fn(String) -> String) -> Self {
        self.last = last;
        self
    }

    /// Writes the first bytes of the buffer.
    fn release(&mut self, length: usize) -> io::Result<()> {
        if length == 0 {
            return Ok(());
        }
        let kept = self.line.split_off(length);
        let text = std::mem::replace(&mut self.line, kept);
        let redactor = (self.redactor)();
        for line in String::from_utf8_lossy(&text).split_inclusive('\n') {
            self.inner.write_all((self.last)(redacted(&redactor, line)).as_bytes())?;
        }
        Ok(())
    }
}

/// A line without secrets. One that is JSON stays JSON: where hiding a part of its text would break it, each of its texts is
/// redacted by itself.
fn redacted(redactor: &Redactor, line: &str) -> String {
    let shown = redactor.text(line);
    if shown == line || !line.starts_with('{') || serde_json::from_str::<IgnoredAny>(&shown).is_ok() {
        return shown;
    }
    let Ok(mut value) = serde_json::from_str::<Value>(line) else { return shown };
    hide_texts(redactor, &mut value);
    format!("{value}\n")
}

fn hide_texts(redactor: &Redactor, value: &mut Value) {
    match value {
        Value::String(text) => *text = redactor.text(text),
        Value::Array(items) => items.iter_mut().for_each(|item| hide_texts(redactor, item)),
        Value::Object(members) => members.values_mut().for_each(|member| hide_texts(redactor, member)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
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
        // A caller that cares about errors has flushed it.
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

    #[test]
    fn a_line_of_json_stays_json() {
        let redactor = Redactor::default();
        for body in
            ["Authorization: Bearer abc123\nb", "{\"u\": \"/a?token=abcdef\"}", "curl -u kim:pass\n\"x\"", "sid=\\"]
        {
            let line = format!("{}\n", serde_json::json!({"body": body, "line": 1}));
            let shown = redacted(&redactor, &line);
            let value: Value = serde_json::from_str(&shown).unwrap_or_else(|error| panic!("{shown}: {error}"));
            assert_eq!(value["line"], 1);
        }
    }
}
