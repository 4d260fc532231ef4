//! Standard output and standard error. Their reader may go away at any time (`doctrial run | head`): what is printed after
//! that is dropped, and neither stops a command nor changes its exit code.

use std::io::{self, BufWriter, ErrorKind, IsTerminal as _, Write};
use std::sync::OnceLock;

use anstream::AutoStream;
use terminal_size::{Width, terminal_size_of};

use super::redacting_writer::RedactingWriter;
use crate::record::Redactor;
use crate::report::{Palette, PrintableWriter, without_workflow_commands};

/// What the process hides once it knows the secrets of its settings and docs.
static REDACTOR: OnceLock<Redactor> = OnceLock::new();

/// Hides these secrets in everything that is written from now on. Credentials by name and form are hidden without it.
pub(in crate::cli) fn hide(redactor: &Redactor) {
    // There is one set of settings in a process.
    let _ = REDACTOR.set(redactor.clone());
}

/// Set in a step of GitHub Actions, whose runner takes printed lines for commands.
static IN_ACTIONS: OnceLock<()> = OnceLock::new();

/// Makes sure from now on that no text of a page or a response is a workflow command.
pub(in crate::cli) fn print_no_workflow_commands() {
    let _ = IN_ACTIONS.set(());
}

fn for_runner(line: String) -> String {
    if IN_ACTIONS.get().is_some() { without_workflow_commands(&line).into_owned() } else { line }
}

fn redactor() -> Redactor {
    REDACTOR.get().cloned().unwrap_or_default()
}

/// A writer that does not fail when its reader has gone.
pub(in crate::cli) struct IgnoreBrokenPipe<W> {
    inner: W,
    gone: bool,
}

type Stdout = BufWriter<IgnoreBrokenPipe<AutoStream<io::Stdout>>>;

/// Standard output, buffered: flush it at the end. Text of pages and responses cannot control the terminal, and no line
/// shows a secret.
pub(in crate::cli) fn stdout() -> RedactingWriter<PrintableWriter<Stdout>> {
    command_stdout().with_lines(for_runner)
}

/// The same for lines that are meant as workflow commands.
pub(in crate::cli) fn command_stdout() -> RedactingWriter<PrintableWriter<Stdout>> {
    RedactingWriter::new(PrintableWriter::new(buffered()), redactor)
}

/// Standard output for doctrial's own texts, whose samples look like credentials.
pub(in crate::cli) fn reference_stdout() -> PrintableWriter<Stdout> {
    PrintableWriter::new(buffered())
}

/// Standard output for what programs read byte for byte, such as a patch; for people as [`stdout`].
pub(in crate::cli) fn exact_stdout() -> Box<dyn Write> {
    if io::stdout().is_terminal() {
        Box::new(stdout())
    } else {
        Box::new(BufWriter::new(IgnoreBrokenPipe::new(io::stdout())))
    }
}

/// How text on standard output looks: in colours, which are removed where they cannot be shown, and as wide as the terminal is.
pub(in crate::cli) fn palette() -> Palette {
    let columns = terminal_size_of(io::stdout()).map(|(Width(columns), _)| columns.into());
    Palette::COLOURED.within(columns)
}

fn buffered() -> Stdout {
    BufWriter::new(IgnoreBrokenPipe::new(anstream::stdout()))
}

type Stderr = IgnoreBrokenPipe<AutoStream<io::Stderr>>;

/// Standard error for messages, which have no styles: as [`stdout`], a line at a time.
pub(in crate::cli) fn stderr() -> RedactingWriter<PrintableWriter<Stderr>> {
    RedactingWriter::new(PrintableWriter::plain(IgnoreBrokenPipe::new(anstream::stderr())), redactor)
}

/// Standard error for texts with styles.
pub(in crate::cli) fn styled_stderr() -> RedactingWriter<PrintableWriter<Stderr>> {
    RedactingWriter::new(PrintableWriter::new(IgnoreBrokenPipe::new(anstream::stderr())), redactor)
        .with_lines(for_runner)
}

impl<W> IgnoreBrokenPipe<W> {
    const fn new(inner: W) -> Self {
        Self { inner, gone: false }
    }

    fn unless_gone<T>(&mut self, done: io::Result<T>, nothing: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(nothing)
            }
            done => done,
        }
    }
}

impl<W: Write> Write for IgnoreBrokenPipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gone {
            return Ok(bytes.len());
        }
        let written = self.inner.write(bytes);
        self.unless_gone(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gone {
            return Ok(());
        }
        let flushed = self.inner.flush();
        self.unless_gone(flushed, ())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails in this way each time.
    struct Failing(ErrorKind);

    impl Write for Failing {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Err(self.0.into())
        }
    }

    #[test]
    fn a_reader_that_has_gone_is_not_an_error_and_a_full_disk_is() {
        let mut closed = IgnoreBrokenPipe::new(Failing(ErrorKind::BrokenPipe));
        writeln!(closed, "dropped").expect("is dropped");
        closed.flush().expect("is dropped");
        let mut full = IgnoreBrokenPipe::new(Failing(ErrorKind::StorageFull));
        assert_eq!(writeln!(full, "x").expect_err("full").kind(), ErrorKind::StorageFull);
    }
}
