//! The text of a page as it is read: line ends made one kind, unseen blanks gone.

use std::borrow::Cow;
use std::iter::Peekable;
use std::vec::IntoIter;

use memchr::memmem;

/// A text as it is read: without a leading byte order mark, each line ended by a line feed alone, and nothing in blank lines, or
/// after the words of a line, that cannot be seen (but the two blanks that break a line). Every other character keeps its
/// [`super::Position`]. What is in a fence keeps its blanks: it may be sent.
pub fn plain_text(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    // Most pages have none.
    if !has_unseen(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    let text = with_line_feeds(text);
    match unseen_blanks(&text) {
        blanks if blanks.is_empty() => text,
        blanks => Cow::Owned(without(&text, &blanks)),
    }
}

/// Whether a blank or a carriage return is before a line feed.
fn has_unseen(bytes: &[u8]) -> bool {
    /// This many bytes at once, without a branch: the compiler vectorizes that.
    const AT_ONCE: usize = 512;
    let Some((_, after)) = bytes.split_first() else { return false };
    let is_unseen =
        |(byte, next): (&u8, &u8)| u8::from(matches!(byte, b' ' | b'\t' | b'\r')) & u8::from(*next == b'\n');
    let parts = bytes.chunks(AT_ONCE).zip(after.chunks(AT_ONCE));
    parts.into_iter().any(|(here, next)| here.iter().zip(next).map(is_unseen).fold(0, |found, it| found | it) != 0)
}

fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let returns: Vec<_> = memmem::find_iter(text.as_bytes(), b"\r\n").map(|at| (at, at + 1)).collect();
    if returns.is_empty() { Cow::Borrowed(text) } else { Cow::Owned(without(text, &returns)) }
}

/// The text without some parts of it, which are in their order.
fn without(text: &str, parts: &[(usize, usize)]) -> String {
    let (mut kept, mut done) = (String::with_capacity(text.len()), 0);
    for (start, end) in parts {
        kept.push_str(&text[done..*start]);
        done = *end;
    }
    kept.push_str(&text[done..]);
    kept
}

/// Where blanks are that nobody sees, outside of fences.
fn unseen_blanks(text: &str) -> Vec<(usize, usize)> {
    let bytes = text.as_bytes();
    let ends_in_blank = |feed: &usize| *feed > 0 && matches!(bytes[feed - 1], b' ' | b'\t');
    let ends: Vec<usize> = memchr::memchr_iter(b'\n', bytes).filter(ends_in_blank).map(|feed| feed - 1).collect();
    if ends.is_empty() {
        return Vec::new();
    }
    let (mut found, mut fences) = (Vec::new(), Fences::of(text));
    for at in ends {
        let end = at + 1;
        let start = text[..end].trim_end_matches([' ', '\t']).len();
        let is_blank = start == 0 || bytes[start - 1] == b'\n';
        let is_one = end - start == 1 && bytes[start.saturating_sub(1)] != b'\\' && !is_indented(text, start);
        if (is_blank || is_one) && !fences.cover(start) {
            found.push((start, end));
        }
    }
    found
}

/// Whether a line is so far to the right that it may be code.
fn is_indented(text: &str, at: usize) -> bool {
    let line = &text[memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |newline| newline + 1)..at];
    line.starts_with("    ") || line.starts_with('\t')
}

/// The fences of a text that are certain; query them in ascending order of offset.
struct Fences<'t> {
    text: &'t str,
    /// Marks not passed yet.
    marks: Peekable<IntoIter<usize>>,
    /// The mark that opened the fence that is not closed yet.
    open: Option<&'t str>,
}

impl<'t> Fences<'t> {
    fn of(text: &'t str) -> Self {
        let backticks = memmem::find_iter(text.as_bytes(), b"\n```");
        let first = text.starts_with("```").then_some(0);
        let indented = memmem::find_iter(text.as_bytes(), b" ```").chain(memmem::find_iter(text.as_bytes(), b"\t```"));
        let tildes = memmem::find_iter(text.as_bytes(), b"~~~");
        let mut marks: Vec<usize> = backticks.chain(indented).map(|at| at + 1).chain(tildes).chain(first).collect();
        marks.sort_unstable();
        Self { text, marks: marks.into_iter().peekable(), open: None }
    }

    /// Whether an offset is in a fence.
    fn cover(&mut self, offset: usize) -> bool {
        while let Some(at) = self.marks.next_if(|at| *at < offset) {
            self.pass(at);
        }
        self.open.is_some()
    }

    /// Opens or closes a fence by the mark at an offset.
    fn pass(&mut self, at: usize) {
        let is_lead =
            |c: char| c.is_ascii_whitespace() || c.is_ascii_digit() || matches!(c, '>' | '-' | '*' | '+' | '.' | ')');
        // From the mark back, so that a line with many marks is not read again for each.
        if !self.text[..at].chars().rev().take_while(|c| *c != '\n').all(is_lead) {
            return;
        }
        let rest = &self.text[at..];
        let (mark, info) = rest.split_at(rest.len() - rest.trim_start_matches(&rest[..1]).len());
        let info = &info[..memchr::memchr(b'\n', info.as_bytes()).unwrap_or(info.len())];
        match self.open {
            // Else it is code within a line.
            None if mark.starts_with('~') || !info.contains('`') => self.open = Some(mark),
            Some(open) if mark.starts_with(open) && info.trim().is_empty() => self.open = None,
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::LineIndex;

    #[test]
    fn every_character_keeps_its_position() {
        let text = "\u{feff}# A\r\n\r\né\nb\r\r\n";
        let plain = plain_text(text);
        assert_eq!(plain, "# A\n\né\nb\r\n");
        let place = |text: &str, character: char| LineIndex::new(text).place(text.find(character).expect("there"));
        for character in ['#', 'A', 'é', 'b'] {
            assert_eq!(place(&plain, character), place(text, character));
        }
        assert!(matches!(plain_text("a\nb  \n"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_cannot_be_seen_is_left_out_outside_of_fences() {
        for (text, plain) in [
            ("a\n  \n\t\nb \nc  \n", "a\n\n\nb\nc  \n"),
            ("- a\n  ```\n  x \n  \n  ```\n  \n", "- a\n  ```\n  x \n  \n  ```\n\n"),
            ("~~~\n \n```\n \n~~~\n \n", "~~~\n \n```\n \n~~~\n\n"),
            ("````\n```\n \n````\n \n", "````\n```\n \n````\n\n"),
            ("a `` ` ``` b\n \n", "a `` ` ``` b\n\n"),
            ("    code \n\\ \n", "    code \n\\ \n"),
            (" \n", "\n"),
            ("```a b``` c \n\n```\nx \n```\n", "```a b``` c\n\n```\nx \n```\n"),
        ] {
            assert_eq!(plain_text(text), plain, "{text:?}");
        }
    }
}
