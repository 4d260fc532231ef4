//! Reads one page of the docs folder as UTF-8 text.

use std::path::Path;

use super::file_problem::FileProblem;
use super::read_bytes::read_bytes;
use crate::text::{LineIndex, Page, Position};

/// A page as loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedPage {
    /// The page; lone carriage returns are replaced by line feeds, as in Markdown.
    pub page: Page,
    /// The first lone carriage return; if there is one, the text differs from the file.
    pub lone_carriage_return: Option<Position>,
}

/// Loads one page of `root`.
///
/// # Errors
/// The file is missing, unreadable, or not UTF-8 text.
pub fn load_page(root: &Path, path: &str) -> Result<LoadedPage, FileProblem> {
    page_of(path, read_bytes(&root.join(path)).map_err(FileProblem::Unreadable)?)
}

/// The page that bytes are.
///
/// # Errors
/// They are not UTF-8 text.
pub fn page_of(path: &str, bytes: Vec<u8>) -> Result<LoadedPage, FileProblem> {
    if [&b"\xff\xfe"[..], b"\xfe\xff"].iter().any(|mark| bytes.starts_with(mark)) {
        return Err(FileProblem::NotUtf8(Position::new(1, 1)));
    }
    if memchr::memchr(0, &bytes).is_some() {
        return Err(FileProblem::Binary);
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        let before = String::from_utf8_lossy(&error.as_bytes()[..good]);
        FileProblem::NotUtf8(LineIndex::new(&before).place(before.len()))
    })?;
    let (text, first) = with_line_feeds(text);
    let lone_carriage_return = first.map(|at| LineIndex::new(&text).place(at));
    Ok(LoadedPage { page: Page { path: path.to_owned(), text }, lone_carriage_return })
}

/// The text with each lone carriage return replaced by a line feed, and the offset of the first one.
fn with_line_feeds(text: String) -> (String, Option<usize>) {
    let bytes = text.as_bytes();
    let is_lone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    let lone: Vec<usize> = memchr::memchr_iter(b'\r', bytes).filter(is_lone).collect();
    let Some(first) = lone.first().copied() else { return (text, None) };
    let mut changed = String::with_capacity(text.len());
    let mut done = 0;
    for at in lone {
        changed.push_str(&text[done..at]);
        changed.push('\n');
        done = at + 1;
    }
    changed.push_str(&text[done..]);
    (changed, Some(first))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn loaded(bytes: &[u8]) -> Result<(String, Option<(u32, u32)>), String> {
        let dir = tempfile::tempdir().expect("a folder");
        fs::write(dir.path().join("a.md"), bytes).expect("a file");
        let found = load_page(dir.path(), "a.md").map_err(|problem| {
            let finding = problem.finding("a.md");
            format!("{} {}", finding.location, finding.message)
        })?;
        Ok((found.page.text, found.lone_carriage_return.map(|place| (place.line, place.column))))
    }

    #[test]
    fn lone_carriage_returns_end_lines() {
        assert_eq!(loaded(b"a\r\nb\n"), Ok(("a\r\nb\n".to_owned(), None)));
        assert_eq!(loaded("é\rb\r\rc\r\n\r".as_bytes()), Ok(("é\nb\n\nc\r\n\n".to_owned(), Some((1, 2)))));
        assert_eq!(loaded(b"a\nbc\r"), Ok(("a\nbc\n".to_owned(), Some((2, 3)))));
    }

    #[test]
    fn what_is_not_text_is_reported_with_its_position() {
        assert_eq!(
            loaded(b"# A\n\nGr\xc3\xbc\xfc\n"),
            Err("a.md:3:4 this file is not read: this byte is not UTF-8".to_owned())
        );
        assert_eq!(loaded(b"\xff\xfe#\0"), Err("a.md:1:1 this file is not read: this byte is not UTF-8".to_owned()));
        assert!(loaded(b"PK\x03\0").is_err_and(|error| error.contains("a binary file")));
    }
}
