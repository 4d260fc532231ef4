//! Escapes of a text undone, whichever of its characters are written as ones, and however: `&#104;&#x75;`, `\u0068u`, `%68u`.

use std::ops::Range;

use crate::text::looked_at;

/// A kind of escapes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Escape {
    /// Numeric character references of HTML and XML, and those that have a name in both.
    Reference,
    /// Of JSON and other languages: `\u0068`, `\x68`.
    Unicode,
    /// Of URLs.
    Percent,
}

impl Escape {
    pub(super) const ALL: [Self; 3] = [Self::Reference, Self::Unicode, Self::Percent];

    const fn begins(self) -> u8 {
        match self {
            Self::Reference => b'&',
            Self::Unicode => b'\\',
            Self::Percent => b'%',
        }
    }

    /// The bytes of the escape that a text begins with, and what it is for.
    fn read(self, text: &str) -> Option<(usize, char)> {
        match self {
            Self::Reference => reference(text),
            Self::Unicode => unicode(text),
            Self::Percent => hex(text.get(1..3)?).map(|code| (3, char::from(code as u8))),
        }
    }
}

/// A text with the escapes of a kind undone.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    /// Where each escape is: in these bytes, and how many bytes of the text are before it, and behind it.
    escapes: Vec<(Range<usize>, usize, usize)>,
}

impl Decoded {
    /// Nothing where there is no such escape.
    pub(super) fn of(text: &str, escape: Escape) -> Option<Self> {
        let (mut bytes, mut escapes): (Vec<u8>, Vec<_>) = (Vec::new(), Vec::new());
        let mut copied = 0;
        for at in memchr::memchr_iter(escape.begins(), text.as_bytes()) {
            // One within an escape, as of `\\u`, is a part of it.
            let Some((length, c)) = (at >= copied).then(|| escape.read(&text[at..])).flatten() else { continue };
            bytes.extend_from_slice(&text.as_bytes()[copied..at]);
            let start = bytes.len();
            match escape {
                Escape::Percent => bytes.push(c as u8),
                _ => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
            escapes.push((start..bytes.len(), at, at + length));
            copied = at + length;
        }
        bytes.extend_from_slice(&text.as_bytes()[copied..]);
        looked_at(text.len());
        (!escapes.is_empty()).then_some(Self { bytes, escapes })
    }

    /// The part of the text that became this part of the bytes.
    pub(super) fn in_text(&self, part: &Range<usize>) -> Range<usize> {
        self.place(part.start, false)..self.place(part.end, true)
    }

    fn place(&self, at: usize, is_end: bool) -> usize {
        let before =
            self.escapes.partition_point(|(decoded, ..)| if is_end { decoded.start < at } else { decoded.start <= at });
        match before.checked_sub(1).map(|last| &self.escapes[last]) {
            Some((decoded, start, _)) if at < decoded.end && !is_end => *start,
            Some((decoded, _, end)) if at <= decoded.end => *end,
            Some((decoded, _, end)) => end + (at - decoded.end),
            None => at,
        }
    }
}

fn hex(digits: &str) -> Option<u32> {
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok()).flatten()
}

/// The longest reference: that of the last character, with zeros before it.
const LONGEST_REFERENCE: usize = 12;

fn reference(text: &str) -> Option<(usize, char)> {
    let end = text.bytes().take(LONGEST_REFERENCE).position(|b| b == b';')?;
    let name = &text[1..end];
    let code = match name.strip_prefix('#') {
        None => {
            let named = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
            return named.iter().find(|(known, _)| *known == name).map(|(_, c)| (end + 1, *c));
        }
        Some(number) => match number.strip_prefix(['x', 'X']) {
            Some(digits) => hex(digits)?,
            None => number.parse().ok()?,
        },
    };
    Some((end + 1, char::from_u32(code)?))
}

fn unicode(text: &str) -> Option<(usize, char)> {
    match text.as_bytes().get(1)? {
        b'x' => hex(text.get(2..4)?).and_then(char::from_u32).map(|c| (4, c)),
        b'u' => {
            let first = hex(text.get(2..6)?)?;
            if let Some(c) = char::from_u32(first) {
                return Some((6, c));
            }
            let second = hex(text.get(6..)?.strip_prefix("\\u")?.get(..4)?)?;
            char::decode_utf16([first as u16, second as u16]).next()?.ok().map(|c| (12, c))
        }
        b'"' => Some((2, '"')),
        b'/' => Some((2, '/')),
        b'\\' => Some((2, '\\')),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What of a text became `sought` when its escapes were undone.
    fn found(text: &str, escape: Escape, sought: &str) -> String {
        let decoded = Decoded::of(text, escape).expect("has escapes");
        let at = decoded.bytes.windows(sought.len()).position(|window| window == sought.as_bytes()).expect(text);
        text[decoded.in_text(&(at..at + sought.len()))].to_owned()
    }

    #[test]
    fn a_part_is_known_in_the_text_with_its_escapes() {
        for (text, escape, written) in [
            ("a&#112;&#x71;r&#0045;1b", Escape::Reference, "&#112;&#x71;r&#0045;1"),
            ("&amp;pqr-1&lt;", Escape::Reference, "pqr-1"),
            ("\u{e4}&#X70;qr-&#49;\u{e4}", Escape::Reference, "&#X70;qr-&#49;"),
            (r"\n\u0070q\x72-1\u00e4", Escape::Unicode, r"\u0070q\x72-1"),
            ("%70q%72-%31%C3%A4", Escape::Percent, "%70q%72-%31"),
            ("100%pqr-%31", Escape::Percent, "pqr-%31"),
        ] {
            assert_eq!(found(text, escape, "pqr-1"), written);
        }
        assert_eq!(found(r"\ud83d\ude00 \\u0070", Escape::Unicode, "\u{1f600} \\u0070"), r"\ud83d\ude00 \\u0070");
        for (text, escape) in
            [("a & b; &#x; &nope; &#xD800;", Escape::Reference), ("\\n", Escape::Unicode), ("1%", Escape::Percent)]
        {
            assert!(Decoded::of(text, escape).is_none(), "{text}");
        }
    }
}
