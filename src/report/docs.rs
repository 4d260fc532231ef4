use std::fmt;
use std::sync::Arc;

use crate::finding::Finding;
use crate::text::{Position, token_len};

/// Gives the text of a page by its path relative to the docs root; `None` where it cannot be read.
pub type PageText<'a> = dyn Fn(&str) -> Option<Arc<str>> + 'a;

/// Where the docs are, for links and excerpts.
#[derive(Clone, Copy, Default)]
pub struct Docs<'a> {
    /// Put before page paths so that they can be opened from where the reader is: `docs`; may be empty.
    pub root: &'a str,
    /// The pages' text; without it findings are shown without their line.
    pub page: Option<&'a PageText<'a>>,
}

impl fmt::Debug for Docs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Docs").field("root", &self.root).field("page", &self.page.is_some()).finish()
    }
}

impl Docs<'_> {
    /// The path of a page as a reader opens it.
    pub fn path(&self, page: &str) -> String {
        // Settings are named from where the reader is, not from the docs root.
        if let Some(settings) = page.strip_prefix("./") {
            return settings.to_owned();
        }
        let root = self.root.trim_end_matches('/');
        let root = root.strip_prefix("./").unwrap_or(root);
        // A docs root that is one page already ends in its name.
        let is_page = root == page || root.strip_suffix(page).is_some_and(|before| before.ends_with('/'));
        match root {
            "" | "." => page.to_owned(),
            root if is_page => root.to_owned(),
            root => format!("{root}/{page}"),
        }
    }

    /// One line of a page, 1-based, without its line end.
    pub(super) fn line(&self, page: &str, line: u32) -> Option<String> {
        let text = self.page?(page)?;
        let found = text.lines().nth((line as usize).checked_sub(1)?)?;
        Some(found.trim_start_matches('\u{feff}').to_owned())
    }

    /// One past the last character of what a finding is about: where only its start is known, the end of the token there.
    /// `None` if that takes the page and it cannot be read.
    pub(super) fn end(&self, finding: &Finding) -> Option<Position> {
        let start = finding.location.place;
        finding.end.or_else(|| {
            let line = self.line(&finding.location.page, start.line)?;
            let rest: String = line.chars().skip((start.column as usize).checked_sub(1)?).collect();
            let length = rest[..token_len(&rest)].chars().count();
            Some(Position::new(start.line, start.column + length as u32))
        })
    }
}
