//! Strings, numbers, words and member names, as the reader meets them.

use super::elision_words::DOTS;
use super::plain_run::plain_length;
use super::reader::Reader;
use super::unquoted;
use super::{Number, ReadError, RepairKind, Value};

pub(super) fn key(reader: &mut Reader<'_>) -> Result<String, ReadError> {
    match reader.peek() {
        Some(b'"' | b'\'') => string(reader),
        Some(byte) if byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$' | b'@') => {
            reader.repair(RepairKind::BareKey);
            let rest = &reader.text[reader.at..];
            let bare = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '@' | '.' | '-');
            let length = rest.find(|c| !bare(c)).unwrap_or(rest.len());
            reader.at += length;
            Ok(rest[..length].to_owned())
        }
        Some(b'<') => {
            let length = unquoted::length(&reader.text[reader.at..]);
            let length = length.ok_or_else(|| reader.unexpected("a member name in double quotes"))?;
            reader.repair(RepairKind::BareKey);
            reader.at += length;
            Ok(reader.text[reader.at - length..reader.at].to_owned())
        }
        _ => Err(reader.unexpected("a member name in double quotes")),
    }
}

pub(super) fn string(reader: &mut Reader<'_>) -> Result<String, ReadError> {
    let quote = reader.text.as_bytes()[reader.at];
    let opened = reader.at;
    if quote == b'\'' {
        reader.repair(RepairKind::SingleQuotes);
    }
    reader.at += 1;
    let plain = |reader: &Reader<'_>| plain_length(&reader.text.as_bytes()[reader.at..], quote);
    // Most have nothing but plain characters, and are copied at once.
    let mut length = plain(reader);
    let mut out = reader.text[reader.at..reader.at + length].to_owned();
    loop {
        reader.at += length;
        match reader.peek() {
            None if breaks_off(reader, opened) => {
                // What was read as a part of it is one byte each.
                out.truncate(out.len() - (reader.text.len() - reader.at));
                return Ok(out);
            }
            None => {
                return Err(ReadError {
                    at: opened,
                    message: "this string is never closed".to_owned(),
                    too_deep: false,
                });
            }
            Some(byte) if byte == quote => {
                reader.at += 1;
                return Ok(out);
            }
            Some(b'\\') => escape(reader, &mut out)?,
            Some(control) => {
                reader.repair(RepairKind::ControlCharacter);
                out.push(control as char);
                reader.at += 1;
            }
        }
        length = plain(reader);
        out.push_str(&reader.text[reader.at..reader.at + length]);
    }
}

/// Whether a string that is never closed is left out up to the end of the text, except for brackets: `{"a": "lJQG....}`. The
/// reader goes back to these.
fn breaks_off(reader: &mut Reader<'_>, opened: usize) -> bool {
    let shown = reader.text[opened..].trim_end_matches(['}', ']', ' ', '\n', '\r', '\t']);
    let is_within = reader.depth > 0;
    let elided = is_within && DOTS.iter().any(|dots| shown.ends_with(dots)) && !shown.contains('\n');
    if elided {
        reader.at = opened + shown.len();
        reader.repair(RepairKind::Elision);
    }
    elided
}

fn escape(reader: &mut Reader<'_>, out: &mut String) -> Result<(), ReadError> {
    let start = reader.at;
    reader.at += 1;
    let Some(c) = reader.text[reader.at..].chars().next() else {
        return Err(reader.unexpected("an escape"));
    };
    reader.at += c.len_utf8();
    match c {
        '"' | '\\' | '/' => out.push(c),
        'b' => out.push('\u{8}'),
        'f' => out.push('\u{c}'),
        'n' => out.push('\n'),
        'r' => out.push('\r'),
        't' => out.push('\t'),
        'u' => out.push(unicode(reader, start)?),
        other => {
            reader.repair(RepairKind::ControlCharacter);
            out.push(other);
        }
    }
    Ok(())
}

/// `\uXXXX`, surrogate pairs joined; an unpaired surrogate becomes U+FFFD, as a Rust string cannot contain it.
fn unicode(reader: &mut Reader<'_>, start: usize) -> Result<char, ReadError> {
    let high = hex4(reader, start)?;
    if !(0xD800..0xDC00).contains(&high) || !reader.text[reader.at..].starts_with("\\u") {
        return Ok(char::from_u32(high).unwrap_or('\u{fffd}'));
    }
    let back = reader.at;
    reader.at += 2;
    let low = hex4(reader, start)?;
    if (0xDC00..0xE000).contains(&low) {
        let joined = 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
        return Ok(char::from_u32(joined).unwrap_or('\u{fffd}'));
    }
    reader.at = back;
    Ok('\u{fffd}')
}

fn hex4(reader: &mut Reader<'_>, start: usize) -> Result<u32, ReadError> {
    let digits = reader.text.get(reader.at..reader.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
    let Some(code) = digits.and_then(|d| u32::from_str_radix(d, 16).ok()) else {
        return Err(ReadError {
            at: start,
            message: "expected four hex digits after `\\u`".to_owned(),
            too_deep: false,
        });
    };
    reader.at += 4;
    Ok(code)
}

pub(super) fn number(reader: &mut Reader<'_>) -> Result<Value, ReadError> {
    let rest = &reader.text.as_bytes()[reader.at..];
    let digits = |from: usize| rest[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let mut length = usize::from(rest[0] == b'-');
    let whole = digits(length);
    if whole == 0 || (whole > 1 && rest[length] == b'0') {
        return Err(reader.unexpected("a number (no leading zero, a digit after `-`)"));
    }
    length += whole;
    if rest.get(length) == Some(&b'.') && digits(length + 1) > 0 {
        length += 1 + digits(length + 1);
    }
    if matches!(rest.get(length), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(rest.get(length + 1), Some(b'+' | b'-')));
        let exponent = digits(length + 1 + sign);
        if exponent > 0 {
            length += 1 + sign + exponent;
        }
    }
    if rest.get(length).is_some_and(|b| b.is_ascii_alphanumeric() || *b == b'_') {
        return Err(reader.unexpected("a JSON value"));
    }
    let text = reader.text[reader.at..reader.at + length].to_owned();
    reader.at += length;
    Ok(Value::Number(Number(text)))
}

pub(super) fn word(reader: &mut Reader<'_>) -> Result<Value, ReadError> {
    for (word, value) in [("true", Value::Bool(true)), ("false", Value::Bool(false)), ("null", Value::Null)] {
        let rest = &reader.text[reader.at..];
        let same = rest.get(..word.len()).is_some_and(|said| said.eq_ignore_ascii_case(word));
        if same && !rest[word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            if !rest.starts_with(word) {
                reader.repair(RepairKind::WordCase);
            }
            reader.at += word.len();
            return Ok(value);
        }
    }
    Err(reader.unexpected("a JSON value"))
}
