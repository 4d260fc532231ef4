//! Why a file of the docs is not read.

use std::fs::FileType;
use std::path::PathBuf;
use std::{fmt, io};

use crate::docs::PageDocs;
use crate::finding::rules::docs::{OUTSIDE_DOCS, UNREADABLE_FILE};
use crate::finding::{Finding, Rule};
use crate::text::Position;

/// A file or folder of the docs that cannot be read.
#[derive(Debug)]
pub struct UnreadFile {
    /// Relative to the docs root; bytes that are not UTF-8 are replaced by U+FFFD.
    pub path: String,
    /// Why.
    pub problem: FileProblem,
}

/// Why a file or folder is not read.
#[derive(Debug)]
pub enum FileProblem {
    /// It is a link whose target does not exist.
    BrokenLink(PathBuf),
    /// It is outside the docs.
    OutsideDocs,
    /// There are too many linked folders.
    TooManyLinks,
    /// It is neither a file nor a folder.
    Special(FileType),
    /// An error of the operating system.
    Unreadable(io::Error),
    /// Its name is not UTF-8.
    NameNotUtf8,
    /// Its text is not UTF-8; the position of the first wrong byte.
    NotUtf8(Position),
    /// It is not text.
    Binary,
}

impl FileProblem {
    /// The finding about a file.
    pub fn finding(&self, path: &str) -> Finding {
        let place = if let Self::NotUtf8(place) = self { *place } else { Position::new(1, 1) };
        Finding::docs(self.rule(), path, place, format!("this file is not read: {self}")).help(self.help())
    }

    /// The rule of the finding.
    pub fn rule(&self) -> &'static Rule {
        match self {
            Self::OutsideDocs => &OUTSIDE_DOCS,
            _ => &UNREADABLE_FILE,
        }
    }

    /// How to fix it.
    pub fn help(&self) -> &'static str {
        match self {
            Self::BrokenLink(_) => "correct the link, or remove it",
            Self::OutsideDocs => "move its target into the docs, or use the folder above as the docs folder",
            Self::TooManyLinks => "remove links between folders of the docs",
            Self::Special(_) => "rename it: a page is a regular file",
            Self::Unreadable(_) => "correct its permissions, or skip it with `exclude`",
            Self::NameNotUtf8 => "rename it",
            Self::NotUtf8(_) => "save the page as UTF-8, or skip it with `exclude`",
            Self::Binary => "rename it, or skip it with `exclude`",
        }
    }
}

impl fmt::Display for FileProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BrokenLink(target) => write!(f, "it links to `{}`, which does not exist", target.display()),
            Self::OutsideDocs => f.write_str("it is outside the docs folder"),
            Self::TooManyLinks => write!(f, "there are more than {MOST_LINKED} linked folders"),
            Self::Special(kind) => write!(f, "it is {}", name_of(*kind)),
            Self::Unreadable(error) => write!(f, "{error}"),
            Self::NameNotUtf8 => f.write_str("its name is not UTF-8"),
            Self::NotUtf8(_) => f.write_str("this byte is not UTF-8"),
            Self::Binary => f.write_str("it is a binary file, not a Markdown page"),
        }
    }
}

#[cfg(unix)]
fn name_of(kind: FileType) -> &'static str {
    use std::os::unix::fs::FileTypeExt as _;
    match kind {
        kind if kind.is_fifo() => "a pipe",
        kind if kind.is_socket() => "a socket",
        kind if kind.is_dir() => "a folder",
        _ => "a device",
    }
}

#[cfg(not(unix))]
fn name_of(_: FileType) -> &'static str {
    "not a regular file"
}

impl UnreadFile {
    /// An empty page with the finding.
    pub(crate) fn docs(&self) -> PageDocs {
        let findings = vec![self.problem.finding(&self.path)];
        PageDocs { path: self.path.clone(), findings, ..PageDocs::default() }
    }
}

/// How many linked folders are entered: the paths through links among folders multiply.
pub(super) const MOST_LINKED: usize = 1000;
