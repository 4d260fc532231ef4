//! How far a text is read, what was repaired so far, and the space between values.

use super::comment::comment_length;
use super::elision_words::has_dots;
use super::plain_run::space_length;
use super::strange_space::is_strange_space;
use super::{ReadError, Repair, RepairKind};

/// A text that is being read as JSON.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    pub(super) repairs: Vec<Repair>,
    pub(super) duplicates: Vec<(String, usize)>,
    pub(super) depth: usize,
}

impl<'t> Reader<'t> {
    /// A reader of what follows byte `at`.
    pub(super) const fn new(text: &'t str, at: usize) -> Self {
        Self { text, at, repairs: Vec::new(), duplicates: Vec::new(), depth: 0 }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(super) fn repair(&mut self, kind: RepairKind) {
        self.repairs.push(Repair { kind, at: self.at });
    }

    pub(super) fn unexpected(&self, wanted: &str) -> ReadError {
        let found = match self.text[self.at..].chars().next() {
            None => "the text ends".to_owned(),
            Some(c) if c.is_control() => format!("found `{}`", c.escape_default()),
            Some(c) => format!("found `{c}`"),
        };
        ReadError { at: self.at, message: format!("expected {wanted}, {found}"), too_deep: false }
    }

    /// Skips white space and comments; true if a comment spoke of elided content (`// ...`).
    pub(super) fn space(&mut self) -> bool {
        let mut elided = false;
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += space_length(&self.text.as_bytes()[self.at..]),
                Some(b'/' | b'#' | b'<') => match comment_length(self.text, self.at) {
                    Some(length) => elided |= self.comment(length),
                    None => return elided,
                },
                Some(byte) if byte >= 0x80 => {
                    let c = self.text[self.at..].chars().next().unwrap_or_default();
                    if !is_strange_space(c) {
                        return elided;
                    }
                    self.repair(RepairKind::StrangeSpace);
                    self.at += c.len_utf8();
                }
                _ => return elided,
            }
        }
    }

    fn comment(&mut self, length: usize) -> bool {
        self.repair(RepairKind::Comment);
        let text = &self.text[self.at..][..length];
        self.at += length;
        has_dots(text)
    }
}
