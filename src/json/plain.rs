//! JSON as defined by RFC 8259, in one pass. What is built from it is in `plain_build.rs`.

use serde_json::Value;

use super::plain_build::{Build, Quoted, Shape};
use super::plain_run::{plain_length, space_length};
use super::{Document, MAX_DEPTH};

/// Whether `json::read` would take a text as it is: nothing to repair, no name repeated. `false` proves nothing:
/// read the text to be sure.
pub fn is_plain(text: &str) -> bool {
    whole::<Shape>(text).is_some()
}

/// The value of a text that `json::read` would take as it is, and whose numbers a [`Value`] can represent. `None` for any
/// other text, and for some of those: read the text to be sure.
pub fn plain_value(text: &str) -> Option<Value> {
    whole(text)
}

/// The document that `json::read` makes of a text that it takes as it is. `None` for any other text, and for some of those.
pub fn plain_document(text: &str) -> Option<Document> {
    whole(text).map(|root| Document { root, repairs: Vec::new(), duplicates: Vec::new() })
}

fn whole<B: Build>(text: &str) -> Option<B> {
    let mut scan = Scan { text, at: 0, depth: 0 };
    scan.space();
    let value = scan.value()?;
    scan.space();
    (scan.at == text.len()).then_some(value)
}

struct Scan<'t> {
    text: &'t str,
    at: usize,
    depth: usize,
}

impl<'t> Scan<'t> {
    #[inline]
    fn rest(&self) -> &'t [u8] {
        &self.text.as_bytes()[self.at..]
    }

    #[inline]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn space(&mut self) {
        self.at += space_length(self.rest());
    }

    fn value<B: Build>(&mut self) -> Option<B> {
        let start = self.at;
        let mut value: B = match self.peek()? {
            b'"' => B::string(self.string()?),
            b'{' => self.nested(Self::object),
            b'[' => self.nested(Self::array),
            b't' => self.word("true"),
            b'f' => self.word("false"),
            b'n' => self.word("null"),
            _ => self.number(),
        }?;
        value.place(start, self.at);
        Some(value)
    }

    fn nested<B>(&mut self, scan: fn(&mut Self) -> Option<B>) -> Option<B> {
        self.depth += 1;
        self.at += 1;
        self.space();
        let value = if self.depth <= MAX_DEPTH { scan(self)? } else { return None };
        self.depth -= 1;
        self.at += 1;
        Some(value)
    }

    fn array<B: Build>(&mut self) -> Option<B> {
        let mut items = Vec::new();
        if self.peek()? == b']' {
            return Some(B::array(items));
        }
        loop {
            items.push(self.value()?);
            if self.ends(b']')? {
                return Some(B::array(items));
            }
        }
    }

    fn object<B: Build>(&mut self) -> Option<B> {
        let mut members = B::Members::default();
        if self.peek()? == b'}' {
            return B::object(members);
        }
        loop {
            let name = self.string()?;
            self.space();
            (self.peek()? == b':').then_some(())?;
            self.at += 1;
            self.space();
            B::add(&mut members, name, self.value()?)?;
            if self.ends(b'}')? {
                return B::object(members);
            }
        }
    }

    /// After an item: whether the closing bracket is next, or else a comma, which is skipped.
    fn ends(&mut self, close: u8) -> Option<bool> {
        self.space();
        match self.peek()? {
            b',' => {
                self.at += 1;
                self.space();
                Some(false)
            }
            byte => (byte == close).then_some(true),
        }
    }

    fn string(&mut self) -> Option<Quoted<'t>> {
        (self.peek()? == b'"').then_some(())?;
        let (start, mut is_escaped) = (self.at, false);
        self.at += 1;
        loop {
            self.at += plain_length(self.rest(), b'"');
            match self.peek()? {
                b'"' => {
                    self.at += 1;
                    return Some(Quoted { text: &self.text[start..self.at], start, is_escaped });
                }
                b'\\' => self.escape()?,
                _ => return None,
            }
            is_escaped = true;
        }
    }

    fn escape(&mut self) -> Option<()> {
        let rest = self.rest();
        self.at += match rest.get(1)? {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
            b'u' if rest.get(2..6)?.iter().all(u8::is_ascii_hexdigit) => 6,
            _ => return None,
        };
        Some(())
    }

    fn word<B: Build>(&mut self, word: &str) -> Option<B> {
        self.rest().starts_with(word.as_bytes()).then_some(())?;
        self.at += word.len();
        self.is_at_end_of_word().then(|| B::word(word))
    }

    fn number<B: Build>(&mut self) -> Option<B> {
        let start = self.at;
        self.at += usize::from(self.peek()? == b'-');
        let first = self.peek()?;
        match self.digits() {
            0 => return None,
            2.. if first == b'0' => return None,
            _ => {}
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            (self.digits() > 0).then_some(())?;
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), Some(b'+' | b'-')));
            (self.digits() > 0).then_some(())?;
        }
        if self.is_at_end_of_word() { B::number(&self.text[start..self.at]) } else { None }
    }

    /// Skips digits, and returns how many.
    fn digits(&mut self) -> usize {
        let length = self.rest().iter().take_while(|b| b.is_ascii_digit()).count();
        self.at += length;
        length
    }

    fn is_at_end_of_word(&self) -> bool {
        self.peek().is_none_or(|b| b.is_ascii() && !b.is_ascii_alphanumeric() && b != b'_')
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_as_the_standard_has_it_is_plain() {
        for text in ["{}", " [] ", "null", "-0.5e+3", "\"\\u00e9\\n\"", r#"{"a": [1, {"a": true}], "b": {"a": ""}}"#] {
            assert!(is_plain(text), "{text}");
        }
    }

    #[test]
    fn the_value_is_that_of_the_tree() {
        for text in ["{\"a\": [1.50, -0, \"\\u00e9\\\\\", null, true], \"\": {}}", "12345678901234", "\"x\""] {
            let value = plain_value(text).expect("plain");
            assert_eq!(value.to_string(), super::super::read(text).expect("reads").root.to_serde().to_string());
        }
        for text in ["1e400", "12345678901234567890", "{\"a\": 1, \"\\u0061\": 2}", "\"\\ud800\""] {
            assert_eq!(plain_value(text), None, "{text}");
        }
    }

    #[test]
    fn the_document_is_the_one_that_is_read() {
        for text in [" {\"a\": [1.50, -0, \"\\u00e9\\\\\", null, true ], \"\": {}, \"b c\" : [ ] }\n", "1e400", "\"x\""]
        {
            assert_eq!(plain_document(text), super::super::read(text).ok(), "{text}");
        }
        for text in ["{\"a\": 1, \"\\u0061\": 2}", "\"\\ud800\"", "{\"a\": 1,}", "[1, ...]"] {
            assert_eq!(plain_document(text), None, "{text}");
        }
    }

    #[test]
    fn what_needs_a_repair_or_repeats_a_name_is_not() {
        let deep = "[".repeat(MAX_DEPTH + 1) + &"]".repeat(MAX_DEPTH + 1);
        let texts = [
            "",
            "{",
            "[1,]",
            "{\"a\": 1 \"b\": 2}",
            "{a: 1}",
            "[01]",
            "1.",
            "True",
            "nullx",
            "'a'",
            "...",
            "[1] //",
            "\u{feff}{}",
            "\"\t\"",
            "\"\\x\"",
            "\"\\ud8\"",
            "[1 2]",
            r#"{"a": 1, "b": {"c": 0}, "a": 2}"#,
            &deep,
        ];
        for text in texts {
            assert!(!is_plain(text), "{text}");
        }
    }
}
