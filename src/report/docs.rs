//! `Docs`: where the pages are, for links and excerpts in reports.

use std::borrow::Cow;
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use super::printable;
use crate::finding::Finding;
use crate::text::{IndexedText, Position, last_bytes, token_len};

/// Gives the text of a page by its path relative to the docs root; `None` where it cannot be read.
pub type PageText<'a> = dyn Fn(&str) -> Option<Arc<IndexedText>> + 'a;

/// How many places in one text are looked at, and how long the path of one may be.
const MOST_PLACES: usize = 32;
const LONGEST_PATH: usize = 300;

/// Where the docs are, for links and excerpts.
#[derive(Clone, Copy, Default)]
pub struct Docs<'a> {
    /// Put before page paths so that they can be opened from where the reader is: `docs`; may be empty.
    pub root: &'a str,
    /// The same from the root of the repository, where that is known.
    pub repository: Option<InRepository<'a>>,
    /// Paths are those from the root of the repository.
    pub is_from_repository: bool,
    /// The pages' text; without it findings are shown without their line.
    pub page: Option<&'a PageText<'a>>,
}

/// Where the docs and the working directory are, from the root of the repository: forges and scanners link to its files.
#[derive(Debug, Clone, Copy)]
pub struct InRepository<'a> {
    /// The root, as an absolute path.
    pub root: &'a str,
    /// The docs: relative to the root, or an absolute path outside of it.
    pub docs: &'a str,
    /// The working directory, likewise; empty if it is the root.
    pub here: &'a str,
}

impl fmt::Debug for Docs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Docs").field("root", &self.root).field("page", &self.page.is_some()).finish()
    }
}

impl Docs<'_> {
    /// With paths from the root of the repository, as the tools of forges expect them.
    #[must_use]
    pub fn with_repository_paths(&self) -> Self {
        let Some(repository) = self.repository else { return *self };
        Self { root: repository.docs, is_from_repository: true, ..*self }
    }

    /// The path of a page as a reader opens it.
    pub fn path(&self, page: &str) -> String {
        let repository = self.repository.filter(|_| self.is_from_repository);
        // Settings are named from where the reader is, not from the docs root.
        if let Some(settings) = page.strip_prefix("./") {
            return repository.map_or_else(|| settings.to_owned(), |repository| below(repository.here, settings));
        }
        if Path::new(page).is_absolute() {
            let inside = repository.and_then(|repository| page.strip_prefix(repository.root)?.strip_prefix('/'));
            return inside.unwrap_or(page).to_owned();
        }
        let root = self.root.trim_end_matches('/');
        let root = root.strip_prefix("./").unwrap_or(root);
        // A docs root that is one page already ends in its name.
        let is_page = root == page || root.strip_suffix(page).is_some_and(|before| before.ends_with('/'));
        match root {
            "" | "." => page.to_owned(),
            root if is_page => root.to_owned(),
            root => below(root, page),
        }
    }

    /// A text with the places that it names (`a.md:3:15`) as a reader opens them: with the folder of the docs. What is in quotes
    /// or backticks is a value.
    pub(super) fn with_paths<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let Some(page) = self.page.filter(|_| text.contains(':')) else { return Cow::Borrowed(text) };
        let is_path = |c: char| !c.is_whitespace() && !matches!(c, '(' | '[' | '`' | '"' | '\'' | ',' | ';' | '=');
        let (mut out, mut from, mut quotes) = (String::new(), 0, Quotes::default());
        for (colon, _) in text.match_indices(':').take(MOST_PLACES) {
            let base = (colon - last_bytes(&text[..colon], LONGEST_PATH).len()).max(from);
            let before = text[base..colon].char_indices().rev().find(|(_, c)| !is_path(*c));
            let start = before.map_or(base, |(at, c)| base + at + c.len_utf8());
            let path = &text[start..colon];
            quotes.read(text, start);
            let has_line = text[colon + 1..].starts_with(|c: char| c.is_ascii_digit()) && quotes.open.is_none();
            let is_settings = path.starts_with("./");
            if has_line && (is_settings || path.contains('.') && !path.contains(':') && page(path).is_some()) {
                out += &text[from..start];
                out += &self.shown_path(path);
                from = colon;
            }
        }
        if from == 0 { Cow::Borrowed(text) } else { Cow::Owned(out + &text[from..]) }
    }

    /// The path of a page for readers: a file name may contain what controls a terminal.
    pub(super) fn shown_path(&self, page: &str) -> String {
        printable::line(&self.path(page))
    }

    /// The rest of a line of a page from a place on, without its line end; of a long line no more than any report shows.
    pub(super) fn line(&self, page: &str, from: Position) -> Option<String> {
        const LONGEST: usize = 2000;
        let text = self.page?(page)?;
        let rest = text.rest_of_line(from)?;
        let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(at, _)| at);
        Some(rest[..end].to_owned())
    }

    /// One past the last character of what a finding is about: where only its start is known, the end of the token there.
    /// `None` if that needs the page and it cannot be read.
    pub(super) fn end(&self, finding: &Finding) -> Option<Position> {
        let start = finding.location.place;
        finding.end.or_else(|| {
            let rest = self.line(&finding.location.page, start)?;
            let length = rest[..token_len(&rest)].chars().count();
            Some(Position::new(start.line, start.column + length as u32))
        })
    }
}

/// The path of a file in a folder.
fn below(folder: &str, file: &str) -> String {
    if folder.is_empty() { file.to_owned() } else { format!("{}/{file}", folder.trim_end_matches('/')) }
}

/// Which quote is open at a place of a text.
#[derive(Default)]
struct Quotes {
    at: usize,
    open: Option<u8>,
}

impl Quotes {
    /// Reads on to a place.
    fn read(&mut self, text: &str, to: usize) {
        let mut is_escaped = false;
        for byte in text.as_bytes().get(self.at..to).unwrap_or_default() {
            match (self.open, *byte) {
                _ if is_escaped => is_escaped = false,
                (Some(b'"'), b'\\') => is_escaped = true,
                (Some(open), byte) if open == byte => self.open = None,
                (None, b'"' | b'`') => self.open = Some(*byte),
                _ => {}
            }
        }
        self.at = self.at.max(to);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Docs, InRepository};
    use crate::text::IndexedText;

    #[test]
    fn paths_from_the_repository_are_those_of_its_files() {
        let repository = |docs, here| Some(InRepository { root: "/w/repo", docs, here });
        let path = |docs: &Docs<'_>, page: &str| docs.with_repository_paths().path(page);
        let docs = Docs { root: "../docs", repository: repository("docs", "svc"), ..Docs::default() };
        assert_eq!(path(&docs, "api/a.md"), "docs/api/a.md");
        assert_eq!(path(&docs, "./doctrial.toml"), "svc/doctrial.toml");
        assert_eq!(path(&docs, "/w/repo/doctrial.toml"), "doctrial.toml");
        assert_eq!(path(&docs, "/w/repository/doctrial.toml"), "/w/repository/doctrial.toml");
        assert_eq!(
            (docs.path("a.md"), docs.path("/w/repo/doctrial.toml")),
            ("../docs/a.md".into(), "/w/repo/doctrial.toml".into())
        );
        let page = Docs { root: "docs/a.md", repository: repository("svc/docs/a.md", ""), ..Docs::default() };
        assert_eq!((path(&page, "a.md"), path(&page, "./x.toml")), ("svc/docs/a.md".into(), "x.toml".into()));
    }

    #[test]
    fn values_that_look_like_places_are_left_as_they_are() {
        let page = |name: &str| ["a.md", "./b.md"].contains(&name).then(|| Arc::new(IndexedText::new("# Owls\n")));
        let docs = Docs { root: "docs", page: Some(&page), ..Docs::default() };
        for (text, shown) in [
            ("said by a.md:3:5 and ./doctrial.toml:4:1", "said by docs/a.md:3:5 and doctrial.toml:4:1"),
            ("\"a.md:3\" is none of \"./b.md:4\" (a.md:9)", "\"a.md:3\" is none of \"./b.md:4\" (docs/a.md:9)"),
            ("`see a.md:3` at a.md:4", "`see a.md:3` at docs/a.md:4"),
            ("\"an \\\" owl: a.md:3\" at a.md:4", "\"an \\\" owl: a.md:3\" at docs/a.md:4"),
        ] {
            assert_eq!(docs.with_paths(text), shown);
        }
    }
}
