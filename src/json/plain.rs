//! JSON as defined by RFC 8259, without building a tree that keeps the position of everything.

use serde_json::{Map, Value};

use super::plain_run::{plain_length, space_length};
use super::{Document, MAX_DEPTH, Member, Node, Number, number};
use crate::json::Value as NodeValue;

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

/// What is built from a text.
trait Build: Sized {
    type Members<'t>: Default;
    fn word(word: &str) -> Self;
    /// `None`: it cannot be represented.
    fn number(text: &str) -> Option<Self>;
    /// `None`: it cannot be represented.
    fn string(quoted: Quoted<'_>) -> Option<Self>;
    fn array(items: Vec<Self>) -> Self;
    /// `None`: the name is repeated, or may be.
    fn add<'t>(members: &mut Self::Members<'t>, name: Quoted<'t>, value: Self) -> Option<()>;
    /// `None`: a name is repeated.
    fn object(members: Self::Members<'_>) -> Option<Self>;

    /// Where in the text it is.
    fn place(&mut self, _start: usize, _end: usize) {}
}

/// In an object with more members repeated names are not searched for.
const MOST_MEMBERS: usize = 48;

/// Nothing: the text has the shape of JSON.
struct Shape;

impl Build for Shape {
    type Members<'t> = Vec<&'t str>;

    fn word(_: &str) -> Self {
        Self
    }

    fn number(_: &str) -> Option<Self> {
        Some(Self)
    }

    fn string(_: Quoted<'_>) -> Option<Self> {
        Some(Self)
    }

    fn array(_: Vec<Self>) -> Self {
        Self
    }

    fn add<'t>(members: &mut Vec<&'t str>, name: Quoted<'t>, _: Self) -> Option<()> {
        let is_clear = members.len() < MOST_MEMBERS && !members.contains(&name.text) && !name.is_escaped;
        members.push(name.text);
        is_clear.then_some(())
    }

    fn object(_: Vec<&str>) -> Option<Self> {
        Some(Self)
    }
}

impl Build for Value {
    type Members<'t> = Vec<(String, Self)>;

    fn word(word: &str) -> Self {
        match word {
            "true" => Self::Bool(true),
            "false" => Self::Bool(false),
            _ => Self::Null,
        }
    }

    fn number(text: &str) -> Option<Self> {
        number::is_certainly_exact(text).then(|| Self::Number(number::to_serde(text)))
    }

    fn string(quoted: Quoted<'_>) -> Option<Self> {
        quoted.decoded().map(Self::String)
    }

    fn array(items: Vec<Self>) -> Self {
        Self::Array(items)
    }

    fn add(members: &mut Vec<(String, Self)>, name: Quoted<'_>, value: Self) -> Option<()> {
        members.push((name.decoded()?, value));
        Some(())
    }

    fn object(members: Vec<(String, Self)>) -> Option<Self> {
        // A map that has grown takes up to twice as much.
        let count = members.len();
        let mut object = Map::with_capacity(count);
        object.extend(members);
        (object.len() == count).then_some(Self::Object(object))
    }
}

/// Each value has its place from [`Build::place`].
impl Build for Node {
    type Members<'t> = Vec<Member>;

    fn word(word: &str) -> Self {
        unplaced(match word {
            "true" => NodeValue::Bool(true),
            "false" => NodeValue::Bool(false),
            _ => NodeValue::Null,
        })
    }

    fn number(text: &str) -> Option<Self> {
        Some(unplaced(NodeValue::Number(Number(text.to_owned()))))
    }

    fn string(quoted: Quoted<'_>) -> Option<Self> {
        quoted.decoded().map(|text| unplaced(NodeValue::String(text)))
    }

    fn array(mut items: Vec<Self>) -> Self {
        items.shrink_to_fit();
        unplaced(NodeValue::Array { items, open: false })
    }

    fn add(members: &mut Vec<Member>, name: Quoted<'_>, value: Self) -> Option<()> {
        let key = name.decoded()?;
        let is_clear = members.len() < MOST_MEMBERS && members.iter().all(|member| member.key != key);
        members.push(Member { key, key_start: name.start, value });
        is_clear.then_some(())
    }

    fn object(mut members: Vec<Member>) -> Option<Self> {
        members.shrink_to_fit();
        Some(unplaced(NodeValue::Object { members, open: false }))
    }

    fn place(&mut self, start: usize, end: usize) {
        (self.start, self.end) = (start, end);
    }
}

#[inline]
const fn unplaced(value: NodeValue) -> Node {
    Node { value, start: 0, end: 0 }
}

/// A string as it is written.
#[derive(Clone, Copy)]
struct Quoted<'t> {
    /// With its quotes.
    text: &'t str,
    /// Where its first quote is in the whole text.
    start: usize,
    is_escaped: bool,
}

impl Quoted<'_> {
    /// Without its quotes and escapes; `None` where it has half of a surrogate pair.
    #[inline]
    fn decoded(self) -> Option<String> {
        if self.is_escaped {
            return serde_json::from_str(self.text).ok();
        }
        Some(self.text[1..self.text.len() - 1].to_owned())
    }
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
