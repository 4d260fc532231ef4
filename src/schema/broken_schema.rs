//! `BrokenSchema`: a schema file that cannot be used, and where its fault is.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::json;
use crate::json::Pointer;
use crate::text::{LineIndex, Position};

/// A schema file that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenSchema {
    /// The type that it would be the schema of.
    pub name: String,
    /// The file.
    pub path: PathBuf,
    /// Where in it.
    pub place: Position,
    /// What is wrong with it, and what to do.
    pub message: String,
}

/// The text of a schema file, without a byte order mark.
pub(super) fn read_text(path: &Path) -> io::Result<String> {
    let text = fs::read_to_string(path)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

impl BrokenSchema {
    /// With a fault at a place of its JSON.
    pub(super) fn at(name: &str, path: &Path, text: &str, pointer: &Pointer, message: String) -> Self {
        let document = json::read(text).ok();
        let located = document.as_ref().and_then(|document| document.root.locate(pointer));
        let place = located.map_or(Position::new(1, 1), |located| LineIndex::new(text).place(located.start));
        Self { name: name.to_owned(), path: path.to_owned(), place, message }
    }
}
