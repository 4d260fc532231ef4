//! Text -> [`Document`]: a tolerant reader of JSON that repairs what it need not guess.

use std::collections::HashSet;
use std::ops::Range;

use super::elision_words;
use super::reader::Reader;
use super::{Document, Member, Node, ReadError, Repair, RepairKind, Value, scalar, unquoted};

/// How deep arrays and objects may nest before the reader gives up: twice what `serde_json` reads, and safe for the stack of
/// a thread even where each level costs several frames (schemas, comparisons).
pub const MAX_DEPTH: usize = 256;

/// Reads one JSON document, tolerantly; see [`Repair`] for what is accepted beyond RFC 8259.
///
/// # Errors
/// The text has no value, breaks off, nests deeper than [`MAX_DEPTH`], or lacks a comma, colon or bracket: what a
/// reader would have to guess is never guessed.
pub fn read(text: &str) -> Result<Document, ReadError> {
    let mut reader = Reader::new(text, 0);
    let root = reader.document()?;
    Ok(Document { root, repairs: reader.repairs, duplicates: reader.duplicates })
}

/// Reads each line that is not blank as a JSON document (NDJSON), tolerantly. The root is an array of them; a line of `...`
/// leaves it open.
///
/// # Errors
/// A line is not a document; see [`read`]. `at` is an offset in the whole text.
pub fn read_lines(text: &str) -> Result<Document, ReadError> {
    let mut start = 0;
    let lines = text.split_inclusive('\n').map(|line| {
        start += line.len();
        start - line.len()..start
    });
    read_parts(text, lines.filter(|line| !text[line.clone()].trim().is_empty()))
}

/// Reads parts of a text as JSON documents, tolerantly. The root is an array of them; a part of `...` leaves it open.
///
/// # Errors
/// A part is not a document; see [`read`]. `at` is an offset in the whole text.
pub fn read_parts(text: &str, parts: impl IntoIterator<Item = Range<usize>>) -> Result<Document, ReadError> {
    let (mut items, mut open) = (Vec::new(), false);
    let (mut repairs, mut duplicates) = (Vec::new(), Vec::new());
    for part in parts {
        let mut reader = Reader::new(&text[..part.end], part.start);
        let item = reader.document()?;
        if item.value == Value::Elision {
            open = true;
        } else {
            items.push(item);
        }
        repairs.append(&mut reader.repairs);
        duplicates.append(&mut reader.duplicates);
    }
    let root = Node { value: Value::Array { items, open }, start: 0, end: text.len() };
    Ok(Document { root, repairs, duplicates })
}

impl Reader<'_> {
    /// The document up to the end of the text.
    fn document(&mut self) -> Result<Node, ReadError> {
        self.space();
        let root = self.value()?;
        self.space();
        if self.at < self.text.len() {
            if self.text[self.at..].starts_with(['{', '[', '}', ']', ',', ':', '"']) {
                return Err(self.unexpected("the end of the document"));
            }
            self.repair(RepairKind::Trailing);
        }
        Ok(root)
    }

    fn elision(&mut self) -> bool {
        // Asked before every value and name, and hardly ever so.
        if !matches!(self.peek(), Some(b'.' | 0xe2)) {
            return false;
        }
        let rest = &self.text[self.at..];
        if !rest.starts_with("...") && !rest.starts_with('…') {
            return false;
        }
        self.repair(RepairKind::Elision);
        let dots = rest.len() - rest.trim_start_matches(['.', '…']).len();
        self.at += dots + elision_words::counted(&rest[dots..]);
        true
    }

    /// A string of nothing but dots in the place of a member: `"......"`.
    fn quoted_dots(&mut self) -> bool {
        let Some(length) = self.length_of_quoted_dots() else { return false };
        self.repair(RepairKind::Elision);
        self.at += length;
        true
    }

    fn length_of_quoted_dots(&self) -> Option<usize> {
        let rest = &self.text[self.at..];
        let after = rest.strip_prefix("\"...")?.trim_start_matches('.');
        let after = after.strip_prefix('"').filter(|after| !after.trim_start().starts_with([':', '?']))?;
        Some(rest.len() - after.len())
    }

    /// A placeholder without quotes. Alone it is not a document.
    fn placeholder(&mut self) -> Option<Value> {
        let length = unquoted::length(&self.text[self.at..]).filter(|_| self.depth > 0)?;
        Some(self.placeholder_of(self.at, self.at + length))
    }

    /// What is taken for a placeholder; the text is read on after it.
    fn placeholder_of(&mut self, start: usize, end: usize) -> Value {
        self.at = start;
        self.repair(RepairKind::Placeholder);
        self.at = end;
        Value::Placeholder(self.text[start..end].to_owned())
    }

    fn value(&mut self) -> Result<Node, ReadError> {
        let start = self.at;
        let value = match self.peek() {
            Some(b'{') if self.depth > 0 && unquoted::may_begin(&self.text[start + 1..]) => match self.placeholder() {
                Some(placeholder) => placeholder,
                None => self.nested(Self::object)?,
            },
            Some(b'{') => self.nested(Self::object)?,
            Some(b'[') if self.depth > 0 && unquoted::may_be_bracketed(&self.text[start + 1..]) => {
                match self.placeholder() {
                    Some(placeholder) => placeholder,
                    None => self.nested(Self::array)?,
                }
            }
            Some(b'[') => self.nested(Self::array)?,
            Some(b'"' | b'\'') => Value::String(scalar::string(self)?),
            Some(b'-' | b'0'..=b'9') => scalar::number(self)?,
            _ if self.elision() => Value::Elision,
            _ => match scalar::word(self) {
                Ok(word) => word,
                Err(error) => self.placeholder().ok_or(error)?,
            },
        };
        Ok(self.with_alternatives(Node { value, start, end: self.at }))
    }

    /// A value, or a placeholder where the text shows several of which one is sent: `true|false`.
    fn with_alternatives(&mut self, node: Node) -> Node {
        // Nearly every value ends here.
        if self.depth == 0 || !matches!(self.peek(), Some(b' ' | b'|' | b'/')) {
            return node;
        }
        let Some(length) = unquoted::alternatives(&self.text[self.at..]) else { return node };
        let end = self.at + length;
        Node { value: self.placeholder_of(node.start, end), start: node.start, end }
    }

    /// The value of a member; a word without quotes that repeats the name stands for whatever comes.
    fn member_value(&mut self, key: &str) -> Result<Node, ReadError> {
        let start = self.at;
        self.value().or_else(|error| {
            let length = unquoted::repeats(key, &self.text[start..]).filter(|_| error.at == start).ok_or(error)?;
            let end = start + length;
            Ok(Node { value: self.placeholder_of(start, end), start, end })
        })
    }

    fn nested(&mut self, read: fn(&mut Self) -> Result<Value, ReadError>) -> Result<Value, ReadError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            let message = format!("arrays and objects nest deeper than {MAX_DEPTH} levels");
            return Err(ReadError { at: self.at, message, too_deep: true });
        }
        self.at += 1;
        let value = read(self);
        self.depth -= 1;
        value
    }

    fn array(&mut self) -> Result<Value, ReadError> {
        let (mut items, mut open) = (Vec::new(), self.space());
        self.stray_commas();
        while self.peek() != Some(b']') {
            if self.breaks_off() {
                return Ok(Value::Array { items, open: true });
            }
            let item = self.value()?;
            let end = item.end;
            if item.value == Value::Elision {
                open = true;
            } else {
                items.push(item);
            }
            open |= self.space();
            let elided = self.repairs.last().is_some_and(|r| r.kind == RepairKind::Elision);
            self.separator(b']', elided, end, &mut open)?;
        }
        self.at += 1;
        items.shrink_to_fit();
        Ok(Value::Array { items, open })
    }

    fn object(&mut self) -> Result<Value, ReadError> {
        let (mut members, mut open) = (Vec::<Member>::new(), self.space());
        let mut names = HashSet::new();
        self.stray_commas();
        while self.peek() != Some(b'}') {
            if self.breaks_off() {
                return Ok(Value::Object { members, open: true });
            }
            let elided = self.elision() || self.quoted_dots();
            let mut end = self.at;
            if elided {
                open = true;
            } else {
                let (key_start, key) = (self.at, scalar::key(self)?);
                self.space();
                // `"name"?: ...` may be absent.
                if self.peek() == Some(b'?') {
                    self.repair(RepairKind::BareKey);
                    self.at += 1;
                }
                if self.peek() != Some(b':') {
                    return Err(self.unexpected("`:` after the member name"));
                }
                self.at += 1;
                self.space();
                let value = self.member_value(&key)?;
                end = value.end;
                if is_repeated(&members, &mut names, &key) {
                    self.duplicates.push((key.clone(), key_start));
                }
                members.push(Member { key, key_start, value });
            }
            open |= self.space();
            self.separator(b'}', elided, end, &mut open)?;
        }
        self.at += 1;
        members.shrink_to_fit();
        Ok(Value::Object { members, open })
    }

    /// After an item, which ends at byte `end`: a comma, or the closing bracket ahead. An elision needs no comma on either side.
    fn separator(&mut self, close: u8, elided: bool, end: usize, open: &mut bool) -> Result<(), ReadError> {
        match self.peek() {
            Some(byte) if byte == close => Ok(()),
            Some(b',') => {
                let (comma, before) = (self.at, self.repairs.len());
                self.at += 1;
                *open |= self.space();
                self.stray_commas();
                if self.peek() == Some(close) {
                    self.repairs.insert(before, Repair { kind: RepairKind::TrailingComma, at: comma });
                }
                Ok(())
            }
            Some(_) if self.text[self.at..].starts_with('\u{ff0c}') => {
                self.repair(RepairKind::WideComma);
                self.at += '\u{ff0c}'.len_utf8();
                *open |= self.space();
                Ok(())
            }
            Some(b'.') => Ok(()),
            Some(b'"') if close == b'}' && self.length_of_quoted_dots().is_some() => Ok(()),
            None if elided || self.breaks_off() => Ok(()),
            Some(_) if elided || self.text[self.at..].starts_with('…') => Ok(()),
            Some(b'"' | b'\'' | b'{' | b'[' | b'-' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z') => {
                Err(self.missing_comma(end))
            }
            _ => Err(self.unexpected(&format!("`,` or `{}`", close as char))),
        }
    }

    /// What ends at byte `end` is followed by a further item or member without a comma, which is missing there and not where
    /// the next one begins.
    fn missing_comma(&self, end: usize) -> ReadError {
        let next = self.text[self.at..].chars().next().unwrap_or_default();
        let (at, message) = (end, format!("a comma is missing here, before the next `{next}`"));
        ReadError { at, message, too_deep: false }
    }

    /// Whether the text ends with an elision: what follows, the closing brackets among it, is left out.
    fn breaks_off(&self) -> bool {
        self.at >= self.text.len() && self.repairs.last().is_some_and(|last| last.kind == RepairKind::Elision)
    }

    fn stray_commas(&mut self) {
        while self.peek() == Some(b',') {
            self.repair(RepairKind::StrayComma);
            self.at += 1;
            self.space();
        }
    }
}

/// Whether a member of that name was read before. Small objects are searched; only large ones are worth a set of names.
fn is_repeated(members: &[Member], names: &mut HashSet<String>, key: &str) -> bool {
    const SMALL: usize = 24;
    if members.len() < SMALL {
        return members.iter().any(|member| member.key == key);
    }
    if names.is_empty() {
        names.extend(members.iter().map(|member| member.key.clone()));
    }
    !names.insert(key.to_owned())
}
