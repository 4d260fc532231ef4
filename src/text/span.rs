//! `Span`: a part of a page, and how long the token at a place is.

use super::Position;
use crate::text::{begins_fence, first_bytes};

/// A part of a page: where it starts and, where that is known, where it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Its first character.
    pub start: Position,
    /// One past its last character. `None`: what is shown is the token that starts there.
    pub end: Option<Position>,
}

impl Span {
    /// From the first character to one past the last one.
    pub const fn new(start: Position, end: Position) -> Self {
        Self { start, end: Some(end) }
    }

    /// `count` characters of one line.
    pub fn of_chars(start: Position, count: usize) -> Self {
        Self::new(start, Position::new(start.line, start.column + count as u32))
    }
}

impl From<Position> for Span {
    fn from(start: Position) -> Self {
        Self { start, end: None }
    }
}

/// The length in bytes of the token at the start of `text`; never more than its line. A token is a quoted text, a code span,
/// a link, a comment, a bracket, a word or number, or anything else up to the next white space (a URL, `HTTP/1.1`). The
/// opening of a fence is one token with its info string.
pub fn token_len(text: &str) -> usize {
    /// How much of a line is searched: a token that does not end within it is taken to be as long.
    const FAR: usize = 2000;
    let near = first_bytes(text, FAR);
    let line = near.split(['\n', '\r']).next().unwrap_or_default();
    let goes_on = line.len() == near.len() && near.len() < text.len();
    let Some(first) = line.chars().next() else { return 0 };
    match first {
        '"' | '\'' => quoted_len(line, first).unwrap_or(if goes_on { line.len() } else { 1 }),
        '`' | '~' if begins_fence(line) => line.trim_end().len(),
        '`' if !line.starts_with("``") => line[1..].find('`').map_or(1, |inner| inner + 2),
        '<' if line.starts_with("<!--") => line.find("-->").map_or(line.trim_end().len(), |close| close + "-->".len()),
        '[' => link_len(line).unwrap_or(1),
        '{' | '}' | ']' | '(' | ')' | ',' => 1,
        '*' | '_' => line.find(|c: char| c.is_whitespace() || c == '|').unwrap_or(line.len()),
        _ => word_len(line, first),
    }
}

fn word_len(line: &str, first: char) -> usize {
    let run = line.find(char::is_whitespace).unwrap_or(line.len());
    let run = &line[..run];
    // Only what is plainly no URL or path ends at punctuation: `truncated: true,`, `id},`.
    let ends = |c: char| matches!(c, ',' | ':' | ';' | '=' | '"' | '}' | ']' | '|');
    let word =
        if run.contains('/') || !first.is_alphanumeric() { run.len() } else { run.find(ends).unwrap_or(run.len()) };
    word.max(first.len_utf8())
}

/// A Markdown link, `[label](target)`, or an include of docfx, `[!INCLUDE [label](target)]`. A list in JSON is not one.
fn link_len(line: &str) -> Option<usize> {
    let mut open = 0_usize;
    let close = line.find(|c: char| {
        open += usize::from(c == '[');
        open -= usize::from(c == ']');
        open == 0
    })?;
    if line.starts_with("[!") {
        return Some(close + 1);
    }
    let target = line[close + 1..].strip_prefix('(')?;
    Some(close + "](".len() + target.find(')')? + 1)
}

/// A text in quotes with its quotes; a backslash keeps the character after it from closing it.
fn quoted_len(line: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    let close = line[1..].find(|c: char| {
        let closes = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        closes
    })?;
    Some(close + 2)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_token_ends_where_its_kind_ends() {
        for (text, token) in [
            (r#""a \" b": 1"#, r#""a \" b""#),
            ("\"never closed\n\"", "\""),
            ("{\"a\": 1}", "{"),
            ("200 OK", "200"),
            ("HTTP/1.1 200", "HTTP/1.1"),
            ("Content-Type: text/plain", "Content-Type"),
            ("https://a.example/x,y?z=1 HTTP/1.1", "https://a.example/x,y?z=1"),
            ("truncated: true,", "truncated"),
            ("true}", "true"),
            ("```http title=x \n", "```http title=x"),
            ("[name](x.md)|", "[name](x.md)"),
            ("[!INCLUDE [a](b.md)] c", "[!INCLUDE [a](b.md)]"),
            ("[1, [2]](", "["),
            ("[1]", "["),
            ("**name**|String", "**name**"),
            ("<!-- x --> y", "<!-- x -->"),
            ("`name` is", "`name`"),
            ("<!-- x", "<!-- x"),
            ("größe|", "größe"),
            (",", ","),
            ("\r\nx", ""),
            ("", ""),
        ] {
            assert_eq!(&text[..token_len(text)], token, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_token_is_a_part_of_its_line(text in "([\"'`{},:= /\\\\\n\r]|[a-zé😀]|.){0,12}") {
            let token = text.get(..token_len(&text)).expect("on a character boundary");
            prop_assert!(!token.contains(['\n', '\r']));
            prop_assert_eq!(token.is_empty(), text.is_empty() || text.starts_with(['\n', '\r']));
        }
    }
}
