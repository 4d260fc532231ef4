//! Texts in quotes, also in JSON within a string of JSON: there a quote is written `\\"`, one level deeper `\\\\\\"`.

use std::borrow::Cow;
use std::ops::Range;

use crate::http::LONGEST_NAME;
use crate::text::looked_at;

/// Of JSON in JSON in JSON the quotes have seven.
const MOST_BACKSLASHES: usize = 7;

/// A quotation mark, and how many backslashes are before it at its level.
#[derive(Debug, Clone, Copy)]
pub(super) struct Quote {
    mark: u8,
    backslashes: usize,
}

impl Quote {
    /// The quote that opens at byte `at`, with the start of its text.
    pub(super) fn opens(text: &str, at: usize) -> Option<(usize, Self)> {
        let rest = &text.as_bytes()[at..];
        let backslashes = rest.iter().take(MOST_BACKSLASHES).take_while(|&&b| b == b'\\').count();
        let mark = *rest.get(backslashes).filter(|b| matches!(b, b'"' | b'\''))?;
        Some((at + backslashes + 1, Self { mark, backslashes }))
    }

    /// The offset past the quote at the end of its text.
    pub(super) fn past(self, text: &str, start: usize) -> usize {
        self.end(text, start) + self.backslashes + 1
    }

    /// Where its text ends; a bounded text may break off inside.
    pub(super) fn end(self, text: &str, start: usize) -> usize {
        let mut run = 0;
        for (at, &byte) in text.as_bytes()[start..].iter().enumerate() {
            // An even number of further backslashes belongs to the text.
            if byte == self.mark && run % (2 * (self.backslashes + 1)) == self.backslashes {
                return start + looked_at(at) - self.backslashes;
            }
            run = if byte == b'\\' { run + 1 } else { 0 };
        }
        start + looked_at(text.len() - start)
    }
}

/// A name in quotes, and where it is.
pub(super) struct Name<'t> {
    /// With the escapes of letters undone: `"\u0074oken"`.
    pub(super) text: Cow<'t, str>,
    pub(super) range: Range<usize>,
}

/// The name in quotes that ends, with its quote, at byte `end`.
pub(super) fn name_before(text: &str, end: usize) -> Option<Name<'_>> {
    let bytes = &text.as_bytes()[..end];
    let (mark, before) = bytes.split_last().filter(|(mark, _)| matches!(mark, b'"' | b'\''))?;
    let backslashes = before.iter().rev().take(MOST_BACKSLASHES).take_while(|&&b| b == b'\\').count();
    let end = before.len() - backslashes;
    let window = end.saturating_sub(LONGEST_NAME + 1);
    let start = window + memchr::memrchr(*mark, &bytes[window..end])? + 1;
    let name = text.get(start..end).filter(|name| !name.contains('\n'))?;
    Some(Name { text: with_letters(name), range: start..end })
}

/// A name with the escapes undone that JSON has for characters of ASCII.
fn with_letters(name: &str) -> Cow<'_, str> {
    const ESCAPE: &str = "\\u00";
    if !name.contains(ESCAPE) {
        return Cow::Borrowed(name);
    }
    let mut parts = name.split(ESCAPE);
    let first = parts.next().unwrap_or_default().trim_end_matches('\\').to_owned();
    Cow::Owned(parts.fold(first, |undone, part| {
        let letter = part.get(..2).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let rest = if letter.is_some() { &part[2..] } else { part };
        let letter = letter.map(|code| char::from(code).to_string()).unwrap_or_default();
        undone + &letter + rest.trim_end_matches('\\')
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quote_ends_at_its_own_level() {
        for (text, inside) in [
            (r#""a\"b" c"#, r#"a\"b"#),
            (r#""a\\" c"#, r"a\\"),
            (r#"\"a\\\"b\", \"c\""#, r#"a\\\"b"#),
            (r#""cut of"#, "cut of"),
            ("'a\"b' c", "a\"b"),
        ] {
            let (start, quote) = Quote::opens(text, 0).expect(text);
            assert_eq!(&text[start..quote.end(text, start)], inside);
        }
        assert!(Quote::opens("a", 0).is_none() && Quote::opens("", 0).is_none());
    }

    #[test]
    fn a_name_may_be_any_text_in_quotes() {
        for (text, name) in [
            ("{\"API Key\"", Some("API Key")),
            (r#"{\"@token\""#, Some("@token")),
            ("'secret'", Some("secret")),
            (r#""\u0074ok\u0065n""#, Some("token")),
            (r#"\"\\u0074oken\""#, Some("token")),
            ("token\"", None),
            ("token", None),
            ("", None),
        ] {
            let found = name_before(text, text.len());
            assert_eq!(found.map(|found| found.text.into_owned()).as_deref(), name, "{text}");
        }
    }
}
