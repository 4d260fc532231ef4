//! The markup of a cell of a table, taken out of what it shows.

use super::entities::entity;
use crate::json;

/// The elements that lay out a document in a cell.
const ELEMENTS: [&str; 5] = ["br", "pre", "code", "p", "div"];

/// A text with blanks in the place of elements of HTML, marks of code and blanks' entities. In strings, escapes of Markdown and
/// entities are what they stand for, with blanks behind the string, so that what follows stays where it is. None where a string
/// holds other markup.
pub(super) fn without_markup(text: &str) -> Option<String> {
    let mut reader = Reader::default();
    let mut at = 0;
    while at < text.len() {
        at += reader.step(&text[at..])?;
    }
    Some(reader.out)
}

/// The quotes around a string.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Quotes {
    Plain,
    Typographic,
}

#[derive(Default)]
struct Reader {
    out: String,
    in_code: bool,
    string: Option<Quotes>,
    /// A document has begun.
    is_begun: bool,
    /// An escape of JSON is open.
    escapes: bool,
    /// Bytes by which the string so far is shorter than its source.
    missing: usize,
}

impl Reader {
    /// Reads what is next, and returns its length.
    fn step(&mut self, rest: &str) -> Option<usize> {
        let c = rest.chars().next()?;
        if let Some((shown, length)) = unescaped(rest, self.in_code).filter(|_| !self.escapes) {
            // A quote that ends no string where the document is read.
            if shown == '"' {
                return None;
            }
            self.put(shown, length);
            return Some(length);
        }
        if self.string.is_some() {
            // A link, or a line that ends within the string.
            if c == '<' && !self.in_code && tag(rest).is_some() {
                return None;
            }
        } else {
            let length = if is_comment(&self.out, rest) { comment(rest) } else { markup(rest) };
            if length > 0 {
                self.in_code ^= c == '`';
                self.out.extend(std::iter::repeat_n(' ', length));
                return Some(length);
            }
        }
        if is_quote(c) && self.is_begun && !self.escapes && self.string != Some(Quotes::Plain) {
            self.quote();
            return Some(c.len_utf8());
        }
        self.is_begun |= json::OPENING.contains(&c);
        let closes = self.string.is_some() && c == '"' && !self.escapes;
        if closes {
            self.string = None;
        } else if c == '"' {
            self.string = self.string.or(Some(Quotes::Plain));
        }
        self.escapes = self.string.is_some() && c == '\\' && !self.escapes;
        self.out.push(c);
        if closes {
            self.out.extend(std::iter::repeat_n(' ', std::mem::take(&mut self.missing)));
        }
        Some(c.len_utf8())
    }

    /// Begins or ends a string at a typographic quote, which is one character as a plain one is.
    fn quote(&mut self) {
        self.out.push('"');
        if self.string.is_some() {
            self.out.extend(std::iter::repeat_n(' ', std::mem::take(&mut self.missing)));
        }
        self.string = if self.string.is_some() { None } else { Some(Quotes::Typographic) };
    }

    /// Puts a character for a source of a length.
    fn put(&mut self, shown: char, length: usize) {
        let missing = length.saturating_sub(shown.len_utf8());
        if self.string.is_some() {
            self.missing += missing;
        } else {
            self.out.extend(std::iter::repeat_n(' ', missing));
        }
        self.out.push(shown);
    }
}

/// Whether a character is a double quote that texts are set in, and code is not.
const fn is_quote(c: char) -> bool {
    matches!(c, '\u{201c}' | '\u{201d}' | '\u{201e}')
}

/// The character for which an escape of Markdown or an entity stands with which a text begins, and the length of that. In code
/// only the bar is escaped. Escapes that JSON has as well are left to it.
fn unescaped(rest: &str, in_code: bool) -> Option<(char, usize)> {
    if let Some(escaped) = rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
        let is_escape = escaped.is_ascii_punctuation() && !matches!(escaped, '"' | '\\' | '/');
        return (escaped == '|' || is_escape && !in_code).then_some((escaped, 2));
    }
    // A no-break space is one in a string alone; `markup` knows it elsewhere.
    entity(rest).filter(|(shown, _)| !in_code && *shown != '\u{a0}')
}

/// The length of the markup that a text begins with.
fn markup(text: &str) -> usize {
    const BLANKS: [&str; 4] = ["&nbsp;", "&emsp;", "&ensp;", "&#160;"];
    if let Some(blank) = BLANKS.iter().find(|blank| text.starts_with(**blank)) {
        return blank.len();
    }
    if text.starts_with('`') {
        return 1;
    }
    let Some(tag) = tag(text) else { return 0 };
    let name = tag.trim_matches('/').split(char::is_whitespace).next().unwrap_or_default();
    if ELEMENTS.iter().any(|known| known.eq_ignore_ascii_case(name)) { tag.len() + 2 } else { 0 }
}

/// The inside of the tag or link in angle brackets that a text begins with.
fn tag(text: &str) -> Option<&str> {
    /// No tag that lays out a cell is longer.
    const MOST: usize = 200;
    let rest = text.strip_prefix('<')?;
    let end = rest.bytes().take(MOST).position(|byte| byte == b'>')?;
    let inside = &rest[..end];
    inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/').then_some(inside)
}

/// Whether a comment of a line begins where a text does.
fn is_comment(before: &str, rest: &str) -> bool {
    rest.starts_with("//") && before.ends_with(char::is_whitespace)
}

/// The length of a comment up to the element that ends its line; 0 where none does.
fn comment(rest: &str) -> usize {
    /// Nothing else is meant as a remark in a cell.
    const MOST: usize = 1000;
    let ends = |at: &usize| rest.as_bytes()[*at] == b'<' && markup(&rest[*at..]) > 0;
    (0..rest.len().min(MOST)).find(ends).unwrap_or_default()
}
