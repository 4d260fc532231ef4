//! Where a report is written, whatever its format. The destination is opened before there is anything to write: what cannot
//! be written is known before the run, and neither a full table of files nor an old report prevents writing at its end.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::atomic_file::{WriteError, create_temporary, folder_of, write_atomically};
use super::report_path::{is_handle, is_source, is_standard_output, part_of, remove_parts, same_file, target_of};
use super::stream;

/// A destination that a report can be written to.
#[derive(Debug)]
pub struct Sink {
    path: PathBuf,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    StandardOutput,
    /// A regular file, existing or not; what `path` links to.
    File {
        target: PathBuf,
        /// Keeps a file descriptor until the report is written.
        reserved: Option<File>,
    },
    /// A pipe or device: written to directly.
    Stream(File),
    #[cfg(unix)]
    Socket(std::os::unix::net::UnixStream),
}

impl Sink {
    /// Standard output.
    pub fn standard_output() -> Self {
        Self { path: "-".into(), kind: Kind::StandardOutput }
    }

    /// Opens a path: a regular file is checked and an old report in it removed, a pipe, socket or device is opened. Missing
    /// folders are created.
    ///
    /// # Errors
    /// The path is a folder or a disk, the pipe has no reader, or it cannot be written.
    pub fn open(path: &Path) -> Result<Self, WriteError> {
        let failed = |cause| WriteError { path: path.to_owned(), cause };
        if is_standard_output(path) {
            return Ok(Self { path: path.to_owned(), kind: Kind::StandardOutput });
        }
        let kind = match fs::metadata(path) {
            Ok(found) if found.is_dir() => Err(io::Error::other("it is a folder")),
            Ok(found) if found.is_file() && is_source(path) => {
                Err(io::Error::other("it is a page or a file of settings, not a report"))
            }
            Ok(found) if found.is_file() && !is_handle(path) => replaced(path),
            Ok(found) if found.is_file() => append(path).map(Kind::Stream),
            Ok(found) => special(path, &found),
            Err(error) if error.kind() == io::ErrorKind::NotFound => replaced(path),
            Err(error) => Err(error),
        };
        Ok(Self { path: path.to_owned(), kind: kind.map_err(failed)? })
    }

    /// Writes the report: to a file whole or not at all, to anything else as far as it is accepted.
    ///
    /// # Errors
    /// It cannot be written, or a pipe's reader has gone or reads nothing for some time. If the reader of
    /// standard output has gone, that is not an error.
    pub fn write(self, bytes: &[u8]) -> Result<(), WriteError> {
        let Self { path, kind } = self;
        let written = match kind {
            Kind::StandardOutput => to_standard_output(bytes),
            Kind::File { target, reserved } => {
                drop(reserved);
                write_atomically(&target, bytes).map_err(|error| error.cause)
            }
            Kind::Stream(file) => stream::write(file, bytes),
            #[cfg(unix)]
            Kind::Socket(socket) => stream::write(socket, bytes),
        };
        written.map_err(|cause| WriteError { path, cause })
    }

    /// Writes a report in several files: the first to the path, the others next to it (`junit.part2.xml`).
    ///
    /// # Errors
    /// As [`Sink::write`].
    pub fn write_parts(self, parts: &[Vec<u8>]) -> Result<(), WriteError> {
        if let Kind::File { target, .. } = &self.kind {
            for (part, number) in parts.iter().skip(1).zip(2..) {
                write_atomically(&part_of(target, number), part)?;
            }
        }
        self.write(parts.first().map_or(&[][..], Vec::as_slice))
    }

    /// Whether it is a regular file.
    pub const fn is_file(&self) -> bool {
        matches!(self.kind, Kind::File { .. })
    }

    /// Whether it is standard output.
    pub const fn is_standard_output(&self) -> bool {
        matches!(self.kind, Kind::StandardOutput)
    }

    /// Whether both lead to the same file or stream, where each would corrupt what the other writes.
    pub fn collides_with(&self, other: &Self) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::StandardOutput, Kind::StandardOutput) => true,
            (Kind::File { target, .. }, Kind::File { target: other, .. }) => same_file(target, other),
            (Kind::Stream(file), Kind::Stream(other)) => same_pipe(file, other),
            _ => false,
        }
    }
}

fn append(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

fn replaced(path: &Path) -> io::Result<Kind> {
    let target = target_of(path)?;
    let folder = folder_of(&target);
    fs::create_dir_all(folder)?;
    // Replacing a file needs only permissions of the folder: a file that this user may not write is left alone.
    if target.exists() {
        OpenOptions::new().write(true).open(&target)?;
    }
    let (trial, file) = create_temporary(folder)?;
    drop(file);
    fs::remove_file(trial)?;
    remove_parts(&target);
    if let Err(error) = fs::remove_file(&target)
        && error.kind() != io::ErrorKind::NotFound
    {
        return Err(error);
    }
    let reserved = File::open(folder).ok();
    Ok(Kind::File { target, reserved })
}

#[cfg(unix)]
fn special(path: &Path, found: &fs::Metadata) -> io::Result<Kind> {
    use std::os::unix::fs::FileTypeExt as _;
    let kind = found.file_type();
    if kind.is_fifo() {
        return stream::open_pipe(path).map(Kind::Stream);
    }
    if kind.is_char_device() {
        return OpenOptions::new().write(true).open(path).map(Kind::Stream);
    }
    if kind.is_socket() {
        return std::os::unix::net::UnixStream::connect(path).map(Kind::Socket);
    }
    Err(io::Error::other("it is a disk: a report would destroy its content"))
}

#[cfg(not(unix))]
fn special(path: &Path, _: &fs::Metadata) -> io::Result<Kind> {
    OpenOptions::new().write(true).open(path).map(Kind::Stream)
}

fn to_standard_output(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        // The reader has gone, which is not an error of ours.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Whether two open files are one pipe. What is written to a terminal or `/dev/null` twice spoils nothing.
#[cfg(unix)]
fn same_pipe(one: &File, other: &File) -> bool {
    use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _};
    let key = |file: &File| {
        let found = file.metadata().ok().filter(|found| !found.file_type().is_char_device())?;
        Some((found.dev(), found.ino()))
    };
    key(one).is_some() && key(one) == key(other)
}

#[cfg(not(unix))]
fn same_pipe(_: &File, _: &File) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::report_path::{OWN_MARKDOWN, remove_old_report};

    fn refusal(path: &Path) -> String {
        Sink::open(path).expect_err("refused").to_string()
    }

    #[test]
    fn a_file_is_replaced_and_an_old_report_is_gone_before() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("out/junit.xml");
        let sink = Sink::open(&path).expect("opens");
        assert!(!path.exists());
        sink.write(b"one").expect("writes");
        assert_eq!(fs::read(&path).expect("is there"), b"one");
        let again = Sink::open(&path).expect("opens");
        assert!(!path.exists());
        drop(again);
        assert_eq!(fs::read_dir(dir.path().join("out")).expect("a folder").count(), 0);
    }

    #[test]
    fn a_folder_and_what_is_below_a_file_are_refused() {
        let dir = tempfile::tempdir().expect("a folder");
        assert!(refusal(dir.path()).contains("it is a folder"));
        let file = dir.path().join("file");
        fs::write(&file, "kept").expect("writes");
        refusal(&file.join("junit.xml"));
        assert_eq!(fs::read(&file).expect("is there"), b"kept");
    }

    #[test]
    fn what_people_write_is_not_replaced() {
        let dir = tempfile::tempdir().expect("a folder");
        for name in ["page.md", "doctrial.TOML"] {
            let file = dir.path().join(name);
            fs::write(&file, "kept").expect("writes");
            remove_old_report(&file);
            assert!(refusal(&file).contains("not a report"));
            assert_eq!(fs::read(&file).expect("is there"), b"kept");
        }
    }

    #[test]
    fn further_parts_are_beside_the_first_and_go_with_it() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("junit.xml");
        let names = || {
            let entries = fs::read_dir(dir.path()).expect("a folder").flatten();
            let mut names: Vec<String> =
                entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
            names.sort();
            names
        };
        let parts = ["a", "b", "c"].map(|text| format!("<testsuites name=\"doctrial\">{text}").into_bytes());
        Sink::open(&path).expect("opens").write_parts(&parts).expect("writes");
        assert_eq!(names(), ["junit.part2.xml", "junit.part3.xml", "junit.xml"]);
        Sink::open(&path).expect("opens").write_parts(&parts[..1]).expect("writes");
        assert_eq!(names(), ["junit.xml"]);
        Sink::open(&path).expect("opens").write_parts(&parts).expect("writes");
        remove_old_report(&path);
        assert!(names().is_empty());
    }

    #[test]
    fn neighbours_that_are_named_like_parts_are_kept() {
        let dir = tempfile::tempdir().expect("a folder");
        let neighbours = ["data.part2.json", "guide.part2.md", "junit.part2.xml"].map(|name| dir.path().join(name));
        for neighbour in &neighbours {
            fs::write(neighbour, "kept").expect("writes");
        }
        for name in ["data.json", "guide.md", "junit.xml"] {
            let path = dir.path().join(name);
            for _ in 0..2 {
                Sink::open(&path).expect("opens").write(OWN_MARKDOWN.as_bytes()).expect("writes");
            }
            remove_old_report(&path);
        }
        for neighbour in &neighbours {
            assert_eq!(fs::read(neighbour).expect("is there"), b"kept");
        }
    }

    #[test]
    fn a_report_in_markdown_may_be_replaced_and_no_other_page() {
        let dir = tempfile::tempdir().expect("a folder");
        let path = dir.path().join("night.md");
        fs::write(&path, format!("{OWN_MARKDOWN}\n# Night")).expect("writes");
        Sink::open(&path).expect("opens").write(b"# Mine").expect("writes");
        refusal(&path);
    }

    #[test]
    fn two_reports_to_one_destination_collide() {
        let dir = tempfile::tempdir().expect("a folder");
        let open = |name: &str| Sink::open(&dir.path().join(name)).expect("opens");
        assert!(open("a").collides_with(&open("./a")) && !open("a").collides_with(&open("b")));
        assert!(
            Sink::standard_output().collides_with(&Sink::standard_output())
                && !Sink::standard_output().collides_with(&open("a"))
        );
    }

    #[cfg(unix)]
    mod unix {
        use std::io::Read as _;
        use std::os::unix::fs::{FileTypeExt as _, symlink};
        use std::process::Command;

        use super::*;

        fn fifo(path: &Path) {
            assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo runs").success());
        }

        #[test]
        fn a_link_stays_one_and_its_target_is_replaced() {
            let dir = tempfile::tempdir().expect("a folder");
            let (target, link, further) =
                (dir.path().join("far/report.xml"), dir.path().join("link"), dir.path().join("further"));
            symlink("far/report.xml", &link).expect("a link");
            symlink(&link, &further).expect("a link");
            for text in ["one", "two"] {
                Sink::open(&further).expect("opens").write(text.as_bytes()).expect("writes");
                assert_eq!(fs::read_to_string(&target).expect("is there"), text);
                assert!(link.is_symlink() && further.is_symlink());
            }
            assert!(Sink::open(&link).expect("opens").collides_with(&Sink::open(&target).expect("opens")));
            symlink("round", dir.path().join("round")).expect("a link");
            refusal(&dir.path().join("round"));
        }

        #[test]
        fn a_pipe_is_written_through() {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("pipe");
            fifo(&path);
            let reader = {
                let path = path.clone();
                std::thread::spawn(move || fs::read(path).expect("reads"))
            };
            let bytes = vec![b'x'; 300_000];
            Sink::open(&path).expect("opens").write(&bytes).expect("writes");
            assert!(reader.join().expect("no panic") == bytes);
            assert!(fs::symlink_metadata(&path).expect("is there").file_type().is_fifo());
        }

        #[test]
        fn a_pipe_without_a_reader_is_refused_within_seconds() {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("pipe");
            fifo(&path);
            assert!(refusal(&path).contains("nobody reads this pipe"));
            remove_old_report(&path);
            assert!(path.exists());
        }

        #[test]
        fn a_reader_that_has_gone_is_an_error_and_no_hang() {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("pipe");
            fifo(&path);
            let reader = {
                let path = path.clone();
                std::thread::spawn(move || drop(File::open(path).expect("opens")))
            };
            let sink = Sink::open(&path).expect("opens");
            reader.join().expect("no panic");
            sink.write(b"x").expect_err("nobody is there");
        }

        #[test]
        fn a_socket_is_connected_to() {
            let dir = tempfile::tempdir().expect("a folder");
            let path = dir.path().join("socket");
            let listener = std::os::unix::net::UnixListener::bind(&path).expect("listens");
            let reader = std::thread::spawn(move || {
                let mut text = String::new();
                listener.accept().expect("a connection").0.read_to_string(&mut text).expect("reads");
                text
            });
            Sink::open(&path).expect("opens").write(b"report").expect("writes");
            assert_eq!(reader.join().expect("no panic"), "report");
            refusal(&path);
            assert!(fs::symlink_metadata(&path).expect("is there").file_type().is_socket());
        }
    }
}
