//! Escapes of a text undone, whichever of its characters are written as ones, and however: `&#104;&#x75;`, `\u0068u`, `%68u`.

use std::ops::Range;

use crate::text::looked_at;

/// So often escapes of escapes are undone.
const MOST_ROUNDS: usize = 4;

/// A text with its escapes undone.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) bytes: Vec<u8>,
    /// Where each escape is: in these bytes, and in the text.
    escapes: Vec<(Range<usize>, Range<usize>)>,
}

impl Decoded {
    /// Once, then of what comes of that, as long as there is one.
    pub(super) fn rounds(text: &str) -> Vec<Self> {
        let mut rounds: Vec<Self> = Vec::new();
        while rounds.len() < MOST_ROUNDS {
            let before = rounds.last().map_or(Some(text), |last| std::str::from_utf8(&last.bytes).ok());
            let Some(next) = before.and_then(Self::of) else { break };
            rounds.push(next);
        }
        rounds
    }

    /// Nothing where there is no escape.
    fn of(text: &str) -> Option<Self> {
        let (mut bytes, mut escapes): (Vec<u8>, Vec<_>) = (Vec::new(), Vec::new());
        let mut copied = 0;
        for at in memchr::memchr3_iter(b'&', b'\\', b'%', text.as_bytes()) {
            // One within an escape, as of `\\u`, is a part of it.
            let Some((length, escaped)) = (at >= copied).then(|| escape(&text[at..])).flatten() else { continue };
            bytes.extend_from_slice(&text.as_bytes()[copied..at]);
            let start = bytes.len();
            match escaped {
                Escaped::Byte(byte) => bytes.push(byte),
                Escaped::Char(c) => bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            }
            copied = at + length;
            escapes.push((start..bytes.len(), at..copied));
        }
        bytes.extend_from_slice(&text.as_bytes()[copied..]);
        looked_at(text.len());
        (!escapes.is_empty()).then_some(Self { bytes, escapes })
    }

    /// The part of the text that became this part of the bytes of the last of these rounds.
    pub(super) fn part_of_text(rounds: &[Self], part: Range<usize>) -> Range<usize> {
        rounds.iter().rev().fold(part, |part, round| round.before(&part))
    }

    /// What this part of the bytes was before the round.
    fn before(&self, part: &Range<usize>) -> Range<usize> {
        self.place(part.start, false)..self.place(part.end, true)
    }

    fn place(&self, at: usize, is_end: bool) -> usize {
        let is_before =
            |(decoded, _): &(Range<usize>, _)| if is_end { decoded.start < at } else { decoded.start <= at };
        let before = self.escapes.partition_point(is_before);
        match before.checked_sub(1).map(|last| &self.escapes[last]) {
            Some((decoded, escape)) if at < decoded.end && !is_end => escape.start,
            Some((decoded, escape)) if at <= decoded.end => escape.end,
            Some((decoded, escape)) => escape.end + (at - decoded.end),
            None => at,
        }
    }
}

/// What an escape is for.
enum Escaped {
    /// Of a text in UTF-8.
    Byte(u8),
    Char(char),
}

/// The length of the escape that a text begins with, and what it is for: of HTML and XML (`&#104;`, `&amp;`), of JSON and other
/// languages (`\u0068`, `\x68`, `\"`), or of URLs (`%68`).
fn escape(text: &str) -> Option<(usize, Escaped)> {
    let of_char = |(length, c)| (length, Escaped::Char(c));
    match text.as_bytes().first()? {
        b'&' => reference(text).map(of_char),
        b'\\' => unicode(text).map(of_char),
        _ => hex(text.get(1..3)?).map(|code| (3, Escaped::Byte(code as u8))),
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
    fn found(text: &str, sought: &str) -> String {
        let rounds = Decoded::rounds(text);
        let position = |round: &Decoded| round.bytes.windows(sought.len()).position(|part| part == sought.as_bytes());
        let last = rounds.iter().position(|round| position(round).is_some()).expect(text);
        let at = position(&rounds[last]).expect(text);
        text[Decoded::part_of_text(&rounds[..=last], at..at + sought.len())].to_owned()
    }

    #[test]
    fn a_part_is_known_in_the_text_with_its_escapes() {
        for (text, written) in [
            ("a&#112;&#x71;r&#0045;1b", "&#112;&#x71;r&#0045;1"),
            ("&amp;pqr-&#49;&lt;", "pqr-&#49;"),
            ("\u{e4}&#X70;qr-&#49;\u{e4}", "&#X70;qr-&#49;"),
            (r"\n\u0070q\x72-1\u00e4", r"\u0070q\x72-1"),
            ("%70q%72-%31%C3%A4", "%70q%72-%31"),
            ("100%pqr-%31", "pqr-%31"),
            ("%2570q%2572-1%25", "%2570q%2572-1"),
            (r#"\\\"\\u0070qr\u002d%26%2349;\""#, r"\\u0070qr\u002d%26%2349;"),
        ] {
            assert_eq!(found(text, "pqr-1"), written);
        }
        assert_eq!(found(r"\ud83d\ude00 p", "\u{1f600}"), r"\ud83d\ude00");
        for text in ["a & b; &#x; &nope; &#xD800;", "\\n", "1%", ""] {
            assert!(Decoded::rounds(text).is_empty(), "{text}");
        }
    }
}
