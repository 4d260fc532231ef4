//! How far a text is read, what was repaired so far, and the space between values.

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
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'/') if self.text[self.at..].starts_with("//") => elided |= self.comment("\n"),
                Some(b'/') if self.text[self.at..].starts_with("/*") => elided |= self.comment("*/"),
                Some(b'#') => elided |= self.comment("\n"),
                Some(b'<') if self.is_callout() => elided |= self.comment(">"),
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

    /// Whether what ends a line is the number of a remark below the fence: `"size": 7, <1>`.
    fn is_callout(&self) -> bool {
        let (before, rest) = (self.text[..self.at].trim_end_matches(' '), &self.text[self.at + 1..]);
        let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let ends =
            || digits.strip_prefix('>').is_some_and(|rest| rest.trim_start_matches([' ', '\r']).starts_with('\n'));
        (1..=2).contains(&(rest.len() - digits.len())) && !before.ends_with([':', '\n']) && ends()
    }

    fn comment(&mut self, close: &str) -> bool {
        self.repair(RepairKind::Comment);
        let rest = &self.text[self.at..];
        let length = rest.find(close).map_or(rest.len(), |at| at + close.len());
        let said = &rest[..length];
        self.at += length;
        said.contains("...") || said.contains('…')
    }
}
